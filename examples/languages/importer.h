// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

#include <functional>

/// What to import, and how.
struct ImportPlan {
    QString file; ///< the JSON table
    int batchSize = 200; ///< records in one transaction
    int change = 500; ///< how many to change afterwards
    int remove = 250; ///< how many to remove after that
    int pause = 0; ///< milliseconds between two batches, for people who watch
};

/// What an import did.
struct ImportSummary {
    int read = 0;
    int changed = 0;
    int removed = 0;
};

/// Saves the languages of a file as models, then changes and removes some: the work of the worker thread.
/// It knows nothing of the views; they hear of it by the model signals.
class Importer : public QObject {
    Q_OBJECT

public:
    explicit Importer(const ImportPlan &plan) : m_plan(plan) { }

    /// Does it all in the calling thread, one transaction per batch. Emits finished() or, after the batch
    /// at fault was rolled back, failed(). Stops early, without either, if the thread is interrupted.
    void run();

Q_SIGNALS:
    /// @p done of @p total steps (records saved, changed and removed) are committed.
    void progress(const QString &phase, int done, int total);
    void finished(const ImportSummary &summary);
    void failed(const QString &error);

private:
    bool inBatches(const QString &phase, int count, const std::function<QString(int)> &step);

    ImportPlan m_plan;
    int m_done = 0;
    int m_total = 0;
};
