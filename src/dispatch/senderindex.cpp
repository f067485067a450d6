// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "senderindex_p.h"

#include <bit>
#include <iterator>
#include <utility>

namespace Signalbox {

void SenderIndex::Slots::put(ReceiverList *list)
{
    size_t i = qHash(list->sender());
    while (lists[i & mask].load(std::memory_order_relaxed))
        ++i;
    lists[i & mask].store(list, std::memory_order_seq_cst);
}

ReceiverList &SenderIndex::make(const Sender &sender, Garbage &garbage)
{
    if (ReceiverList *list = find(sender))
        return *list;
    if (!m_ownedSlots || 2 * (m_lists.size() + 1) > m_ownedSlots->mask + 1) {
        std::vector<std::unique_ptr<ReceiverList>> used;
        used.reserve(m_lists.size() + 1);
        for (auto &list : m_lists) {
            if (list->size() > 0)
                used.push_back(std::move(list));
            else
                garbage.push_back(keep(std::move(list)));
        }
        m_lists = std::move(used);
        auto fresh = std::make_unique<Slots>(std::bit_ceil(4 * (m_lists.size() + 1)));
        for (const auto &list : m_lists)
            fresh->put(list.get());
        m_slots.store(fresh.get(), std::memory_order_seq_cst);
        m_ownedSlots.swap(fresh);
        if (fresh)
            garbage.push_back(keep(std::move(fresh)));
    }
    m_lists.push_back(std::make_unique<ReceiverList>(sender));
    m_ownedSlots->put(m_lists.back().get());
    return *m_lists.back();
}

} // namespace Signalbox
