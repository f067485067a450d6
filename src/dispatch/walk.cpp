// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "walk_p.h"

#include <algorithm>
#include <utility>

namespace Signalbox {

void Walk::addToMany(ReceiverList::Cursor cursor)
{
    if (m_heads.isEmpty())
        m_heads.append({std::exchange(m_only, {}), nullptr});
    m_heads.append({cursor, nullptr});
    for (auto head = m_heads.begin(); head != m_heads.end();) {
        if (!head->receiver)
            head->receiver = head->cursor.next();
        head = head->receiver ? head + 1 : m_heads.erase(head);
    }
}

Receiver *Walk::nextOfMany()
{
    const auto earliest = std::min_element(m_heads.begin(), m_heads.end(), [](const Head &a, const Head &b) {
        return a.receiver->place.order < b.receiver->place.order;
    });
    Receiver *const receiver = earliest->receiver;
    earliest->receiver = earliest->cursor.next();
    if (!earliest->receiver)
        m_heads.erase(earliest);
    return receiver;
}

} // namespace Signalbox
