// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "liverows_p.h"

#include <algorithm>
#include <deque>

namespace Signalbox {

/// What a LiveModel heard of one row.
struct LiveChange {
    enum class Kind : quint8 {
        Saved, ///< it holds `instance`
        Deleted,
        Unsure, ///< it changed, and only the table knows how
    };
    qint64 key = 0;
    quint64 revision = 0;
    Kind kind = Kind::Unsure;
    QVariant instance = {};

    /// Adds it to @p changes, by key; the newest of a row stays. Afterwards this holds what is not needed.
    void mergeInto(QHash<qint64, LiveChange> &changes);
};

/// What a LiveModel heard and did not show yet, and what it knows of the rows that it does not show, so that
/// late news of these does not bring them back. Events of two threads that write the same row may arrive in
/// another order than they were committed in; what was read from the table may be newer than an event that
/// arrives later.
class LiveNews {
public:
    /// @name What was heard, and is not shown yet
    /// @{
    void note(LiveChange change) { change.mergeInto(m_pending); }
    void note(QHash<qint64, LiveChange> changes);
    bool isEmpty() const { return m_pending.isEmpty(); }
    /// At most @p most of them: by ascending keys, again and again, so that everybody's turn comes.
    QList<LiveChange> take(qsizetype most);
    /// Those of the rows @p keys.
    QList<LiveChange> takeThose(const QList<qint64> &keys);
    void discard();
    /// @}

    enum class Verdict : quint8 {
        Stale, ///< something newer is known
        Trusted, ///< it is the newest
        Unsure, ///< what is known may be newer or older: read the row
    };
    /// @param row the row, if it is shown
    Verdict judge(const LiveChange &change, const LiveRow *row) const;

    /// Rows changed without an event when @p revision was drawn: of what is not newer nothing is sure.
    void distrustUpTo(quint64 revision) { m_distrusted = std::max(m_distrusted, revision); }

    /// @name Rows that are not shown
    /// @{
    /// All of them were read from the table when @p revision was the last one drawn.
    void allRead(quint64 revision);
    /// What is known of the row @p key, which is not shown from now on.
    void forgetRow(qint64 key, quint64 revision, bool isRead);
    /// It is shown from now on.
    void showRow(qint64 key) { m_absent.remove(key); }
    /// @}

private:
    struct Known {
        quint64 revision;
        bool isRead;
    };
    QHash<qint64, LiveChange> m_pending; // by key
    QList<qint64> m_round; // keys of these whose turn comes before that of others, descending
    QHash<qint64, Known> m_absent;
    std::deque<qint64> m_absentKeys; // the oldest first; some may be shown again
    quint64 m_distrusted = 0;
    quint64 m_floor = 0; // about all others nothing is sure up to this revision
};

} // namespace Signalbox
