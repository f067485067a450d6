// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receiverlist_p.h"

#include "receiver_p.h"
#include "receivergroup_p.h"

#include <algorithm>

namespace Signalbox {

void ReceiverList::remember(std::shared_ptr<ReceiverGroup> group, Garbage &garbage)
{
    m_group.store(group.get(), std::memory_order_seq_cst);
    if (m_ownedGroup)
        garbage.push_back(keep(std::move(m_ownedGroup)));
    m_ownedGroup = std::move(group);
}

void ReceiverList::append(Receiver &receiver, Garbage &garbage)
{
    if (!m_ownedArray || m_ownedArray->size.load(std::memory_order_relaxed) == m_ownedArray->capacity)
        resize(std::max<size_t>(2, 2 * m_live), garbage);
    const size_t slot = m_ownedArray->size.load(std::memory_order_relaxed);
    receiver.place.list = this;
    receiver.place.slot = quint32(slot);
    m_ownedArray->slots[slot].store(&receiver, std::memory_order_relaxed);
    m_ownedArray->size.store(slot + 1, std::memory_order_release);
    ++m_live;
    forgetGroup(garbage);
}

void ReceiverList::remove(Receiver &receiver, Garbage &garbage)
{
    m_ownedArray->slots[receiver.place.slot].store(nullptr, std::memory_order_seq_cst);
    --m_live;
    forgetGroup(garbage);
    // Each copy is paid by the removals since the last one, of which there were three for each that is left.
    constexpr size_t smallest = 8;
    if (m_ownedArray->size.load(std::memory_order_relaxed) > std::max(smallest, 4 * m_live))
        resize(2 * m_live, garbage);
}

void ReceiverList::forgetGroup(Garbage &garbage)
{
    m_remembered.store(0, std::memory_order_relaxed);
    if (m_ownedGroup)
        remember(nullptr, garbage);
}

// Copies the entries, without the gaps, into a new array.
void ReceiverList::resize(size_t capacity, Garbage &garbage)
{
    auto fresh = std::make_unique<Array>(capacity);
    size_t size = 0;
    if (m_ownedArray) {
        // Without gaps all stay in their slots, and those that are not in the cache out of it.
        const bool hasGaps = m_ownedArray->size.load(std::memory_order_relaxed) > m_live;
        for (size_t slot = 0; slot < m_ownedArray->size.load(std::memory_order_relaxed); ++slot) {
            Receiver *receiver = m_ownedArray->slots[slot].load(std::memory_order_relaxed);
            if (!receiver)
                continue;
            if (hasGaps)
                receiver->place.slot = quint32(size);
            fresh->slots[size++].store(receiver, std::memory_order_relaxed);
        }
    }
    fresh->size.store(size, std::memory_order_relaxed);
    m_array.store(fresh.get(), std::memory_order_seq_cst);
    m_ownedArray.swap(fresh);
    if (fresh)
        garbage.push_back(keep(std::move(fresh)));
}

} // namespace Signalbox
