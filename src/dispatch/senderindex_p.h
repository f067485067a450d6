// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "receiverlist_p.h"

#include <atomic>
#include <memory>
#include <vector>

namespace Signalbox {

/// The lists of receivers by the sender they are for. Changed under the table's lock; find() needs none
/// within the table's Retirement.
///
/// A hash table with open addressing, filled at most to the half. A list stays in it when it has become
/// empty, until the table is made anew.
class SenderIndex {
public:
    /// The list for @p sender; nullptr if there never was one. It may be empty.
    ReceiverList *find(const Sender &sender) const
    {
        const Slots *slots = m_slots.load(std::memory_order_seq_cst);
        if (!slots)
            return nullptr;
        for (size_t i = qHash(sender);; ++i) {
            ReceiverList *list = slots->lists[i & slots->mask].load(std::memory_order_seq_cst);
            if (!list || list->sender() == sender)
                return list;
        }
    }

    /// Under the lock: the list for @p sender, made if there is none.
    ReceiverList &make(const Sender &sender, Garbage &garbage);

    /// Under the lock: all lists.
    const std::vector<std::unique_ptr<ReceiverList>> &all() const { return m_lists; }

private:
    struct Slots {
        explicit Slots(size_t size)
            : mask(size - 1), lists(std::make_unique<std::atomic<ReceiverList *>[]>(size))
        { }
        void put(ReceiverList *list);
        const size_t mask; // the number of slots is a power of two
        std::unique_ptr<std::atomic<ReceiverList *>[]> lists;
    };

    std::atomic<Slots *> m_slots = nullptr;
    std::unique_ptr<Slots> m_ownedSlots; // what m_slots points to
    std::vector<std::unique_ptr<ReceiverList>> m_lists; // those in the slots
};

} // namespace Signalbox
