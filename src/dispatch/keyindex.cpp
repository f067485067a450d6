// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "keyindex_p.h"

#include "receiver_p.h"

#include <algorithm>
#include <utility>

namespace Signalbox {

quint32 KeyIndex::hash(const ReceiverKey &key)
{
    const quint64 hash = qHash(key);
    return quint32(hash ^ (hash >> 32));
}

Receiver *KeyIndex::find(const ReceiverKey &key, quint32 hash) const
{
    if (m_entries.empty())
        return nullptr;
    for (size_t place = home(hash); m_entries[place].receiver; place = next(place)) {
        const Entry &entry = m_entries[place];
        if (entry.hash == hash && entry.receiver->key() == key)
            return entry.receiver;
    }
    return nullptr;
}

Receiver *KeyIndex::insert(Receiver &receiver, quint32 hash)
{
    if (5 * (m_size + 1) > 4 * m_entries.size())
        grow();
    size_t place = home(hash);
    for (; m_entries[place].receiver; place = next(place)) {
        const Entry &entry = m_entries[place];
        if (entry.hash == hash && entry.receiver->key() == receiver.key())
            return entry.receiver;
    }
    m_entries[place] = {hash, &receiver};
    ++m_size;
    return nullptr;
}

void KeyIndex::grow()
{
    constexpr size_t smallest = 8;
    const auto old = std::exchange(m_entries, std::vector<Entry>(std::max(smallest, 2 * m_entries.size())));
    for (const Entry &entry : old) {
        if (!entry.receiver)
            continue;
        size_t place = home(entry.hash);
        while (m_entries[place].receiver)
            place = next(place);
        m_entries[place] = entry;
    }
}

void KeyIndex::remove(const Receiver &receiver, quint32 hash)
{
    size_t gap = home(hash);
    while (m_entries[gap].receiver != &receiver)
        gap = next(gap);
    // Those who follow without a gap move up, unless that would put them before their home.
    for (size_t place = next(gap); m_entries[place].receiver; place = next(place)) {
        const size_t mask = m_entries.size() - 1;
        const size_t distanceFromHome = (place - home(m_entries[place].hash)) & mask;
        const size_t distanceFromGap = (place - gap) & mask;
        if (distanceFromHome >= distanceFromGap)
            m_entries[std::exchange(gap, place)] = m_entries[place];
    }
    m_entries[gap] = {};
    --m_size;
}

} // namespace Signalbox
