// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "importer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>
#include <QtQml/qqml.h>

/// One run of the import as the window sees it: its thread, its progress, and what is searched for.
class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString phase READ phase NOTIFY progressed FINAL)
    Q_PROPERTY(int done READ done NOTIFY progressed FINAL)
    Q_PROPERTY(int total READ total NOTIFY progressed FINAL)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged FINAL)

public:
    explicit Session(const ImportPlan &plan, QObject *parent = nullptr);
    /// Interrupts the import between two batches and waits for its end.
    ~Session() override;

    /// For QML: the one session that main() made.
    static Session *create(QQmlEngine *, QJSEngine *);

    void start();

    QString phase() const { return m_phase; }
    int done() const { return m_done; }
    int total() const { return m_total; }
    QString search() const { return m_search; }
    void setSearch(const QString &search);

    double seconds() const { return double(m_elapsed) / 1000; }
    /// The longest time for which this thread did not get to its event loop while the import ran.
    qint64 longestPause() const { return m_longestPause; }

Q_SIGNALS:
    void progressed();
    void searchChanged();
    void finished(const ImportSummary &summary);
    void failed(const QString &error);

private:
    void setProgress(const QString &phase, int done, int total);
    void end();

    QThread m_thread;
    Importer m_importer;
    QString m_phase;
    int m_done = 0;
    int m_total = 0;
    QString m_search;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sincePulse;
    QTimer m_pulse;
    qint64 m_elapsed = 0;
    qint64 m_longestPause = 0;
};
