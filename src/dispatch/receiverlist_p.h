// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "keeper_p.h"
#include "sender.h"

#include <QtCore/QVarLengthArray>

#include <atomic>
#include <memory>

namespace Signalbox {

class Receiver;
struct ReceiverGroup;

/// What was taken out of a table and must be retired once the table's lock is released.
using Garbage = QVarLengthArray<Keeper, 4>;

/// The receivers for one sender, or for all, in the order of their connection. Changed under the table's
/// lock; read by any number of threads without one, as long as each is inside of the table's Retirement.
class ReceiverList {
    struct Array {
        explicit Array(size_t slotCount)
            : capacity(slotCount), slots(std::make_unique<std::atomic<Receiver *>[]>(slotCount))
        { }
        const size_t capacity;
        std::unique_ptr<std::atomic<Receiver *>[]> slots; // nullptr where one was removed
        std::atomic<size_t> size = 0; // only grows
    };

public:
    /// A walk through those that are in the list now; those who are appended later are not met.
    class Cursor {
    public:
        Cursor() = default;
        explicit Cursor(const ReceiverList &list)
        {
            if (const Array *array = list.m_array.load(std::memory_order_seq_cst)) {
                m_next = array->slots.get();
                m_end = m_next + array->size.load(std::memory_order_acquire);
            }
        }

        /// The next receiver; nullptr after the last.
        Receiver *next()
        {
            while (m_next != m_end) {
                if (Receiver *receiver = (m_next++)->load(std::memory_order_seq_cst))
                    return receiver;
            }
            return nullptr;
        }

        /// How many there are at most.
        qsizetype upperBound() const { return m_end - m_next; }

    private:
        const std::atomic<Receiver *> *m_next = nullptr;
        const std::atomic<Receiver *> *m_end = nullptr;
    };

    explicit ReceiverList(const Sender &sender) : m_sender(sender) { }

    /// For whom these receivers are; nobody for those who hear all.
    const Sender &sender() const { return m_sender; }

    /// The group that was remembered last, within a Stay; nullptr if there is none.
    ReceiverGroup *group() const { return m_group.load(std::memory_order_seq_cst); }

    /// Whether it is worth remembering another group: not if that has been in vain a few times since the
    /// receivers changed.
    bool mayRemember() { return m_remembered.fetch_add(1, std::memory_order_relaxed) < 4; }

    // All that follows: under the table's lock.

    void remember(std::shared_ptr<ReceiverGroup> group, Garbage &garbage);
    void append(Receiver &receiver, Garbage &garbage);
    void remove(Receiver &receiver, Garbage &garbage);
    size_t size() const { return m_live; }

private:
    void resize(size_t capacity, Garbage &garbage);
    void forgetGroup(Garbage &garbage);

    const Sender m_sender;
    std::atomic<Array *> m_array = nullptr;
    std::unique_ptr<Array> m_ownedArray; // what m_array points to
    size_t m_live = 0;
    std::atomic<ReceiverGroup *> m_group = nullptr;
    std::shared_ptr<ReceiverGroup> m_ownedGroup; // what m_group points to
    std::atomic<int> m_remembered = 0;
};

} // namespace Signalbox
