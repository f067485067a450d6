// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "livenews_p.h"
#include "modelevents.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>

#include <mutex>

namespace Signalbox {

/// What a LiveModel was told, and has not looked at yet. However often a row is written, it takes the room of
/// one change.
struct LiveMail {
    struct Targets {
        QSet<qint64> saved;
        QHash<qint64, quint64> deleted; ///< with the newest revision
    };
    struct Pairs {
        QSet<qint64> rows; ///< of the class that has the relation
        QSet<qint64> targets; ///< whose rows may be others; which, the event does not tell
    };
    QHash<qint64, LiveChange> rows; ///< by key
    QHash<const ModelInfo *, Targets> targets;
    QHash<const ManyToManyInfo *, Pairs> pairs;

    bool isEmpty() const { return rows.isEmpty() && targets.isEmpty() && pairs.isEmpty(); }
};

/// Where a LiveModel is told of changes: in the thread that made them, once they are committed. So a flood of
/// them does not pass through the event queue of the model's thread, where it would keep out timers and
/// painting; its reader is woken by one event instead, a plain QEvent::User.
///
/// *Thread.* Any may tell. The rest belongs to the reader's thread.
class LiveInbox {
public:
    /// @param label of the class whose rows are told of
    LiveInbox(const QString &label, QObject *reader) : m_label(label), m_reader(reader) { }

    /// Of other databases nothing is taken.
    void setDatabase(const QString &database);

    /// All that was told since the last time. The reader is woken by what follows.
    LiveMail take();
    bool isEmpty() const;

    /// Before the reader goes.
    void close();

    /// @name What happened
    /// @{
    void tellSaved(const PostSave &event);
    void tellDeleted(const PostDelete &event);
    void tellBulk(const BulkEvent &event);
    void tellTargetSaved(const ModelInfo &target, const PostSave &event);
    void tellTargetDeleted(const ModelInfo &target, const PostDelete &event);
    void tellTargetBulk(const ModelInfo &target, const BulkEvent &event);
    void tellPairs(const ManyToManyInfo &relation, const M2mChanged &event);
    /// @}

private:
    template <typename Note>
    void tell(const QString &database, Note note);

    const QString m_label;
    mutable std::mutex m_mutex;
    QString m_database;
    LiveMail m_mail;
    QObject *m_reader;
    bool m_isReaderAwake = false;
};

} // namespace Signalbox
