// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "receivertable_p.h"

#include <QtCore/QVarLengthArray>

namespace Signalbox {

/// One walk of a send() through the receivers that hear its sender, in the order of their connection: those
/// of every list that applies, merged. It takes no lock. It meets those that were connected when it began;
/// some may be disconnected by then, but none is destroyed, and neither is the table, before it ends.
class Walk {
public:
    Walk(ReceiverTable &table, const Sender &sender) : m_stay(table.retirement)
    {
        table.visitLists(sender, [this](const ReceiverList &list) { add(ReceiverList::Cursor(list)); });
    }

    /// The next receiver; nullptr after the last.
    Receiver *next() { return m_heads.isEmpty() ? m_only.next() : nextOfMany(); }

    /// How many receivers it can meet at most.
    qsizetype upperBound() const { return m_upperBound; }

private:
    struct Head {
        ReceiverList::Cursor cursor;
        Receiver *receiver;
    };

    void add(ReceiverList::Cursor cursor)
    {
        if (cursor.upperBound() == 0)
            return;
        m_upperBound += cursor.upperBound();
        if (m_upperBound == cursor.upperBound())
            m_only = cursor;
        else
            addToMany(cursor);
    }
    void addToMany(ReceiverList::Cursor cursor);
    Receiver *nextOfMany();

    Retirement::Stay m_stay;
    ReceiverList::Cursor m_only; // the only list, if there is but one
    QVarLengthArray<Head, 2> m_heads; // else all of them that have not come to their end
    qsizetype m_upperBound = 0;
};

} // namespace Signalbox
