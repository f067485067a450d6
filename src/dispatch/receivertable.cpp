// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receivertable_p.h"

#include <algorithm>

namespace Signalbox {

ReceiverTable::Pin::Pin(std::shared_ptr<const List> list) : m_list(std::move(list))
{
    if (m_list)
        m_list->pins.fetch_add(1, std::memory_order_relaxed);
}

ReceiverTable::Pin::~Pin()
{
    if (m_list)
        m_list->pins.fetch_sub(1, std::memory_order_release);
}

const ReceiverTable::Entry *ReceiverTable::Pin::current() const
{
    return m_list && m_position < m_list->entries.size() ? &m_list->entries[m_position] : nullptr;
}

std::shared_ptr<Receiver> ReceiverTable::Snapshot::next()
{
    while (true) {
        const Entry *any = m_any.current();
        const Entry *specific = m_specific.current();
        if (!any && !specific)
            return nullptr;
        const bool takeAny = !specific || (any && any->order < specific->order);
        const Entry *entry = takeAny ? any : specific;
        (takeAny ? m_any : m_specific).advance();
        if (entry->receiver)
            return entry->receiver;
    }
}

std::shared_ptr<ReceiverTable::List> &ReceiverTable::listFor(const Sender &sender)
{
    return sender.isNone() ? m_any : m_bySender[sender];
}

// The list itself if nobody walks it, else a packed copy in its place.
ReceiverTable::List &ReceiverTable::writable(std::shared_ptr<List> &list)
{
    if (!list) {
        list = std::make_shared<List>();
    } else if (list->pins.load(std::memory_order_acquire) != 0) {
        auto copy = std::make_shared<List>();
        copy->entries.reserve(list->live + 1);
        for (const Entry &entry : list->entries) {
            if (entry.receiver)
                copy->entries.push_back(entry);
        }
        copy->live = copy->entries.size();
        list = std::move(copy);
    }
    return *list;
}

ReceiverTable::Insertion ReceiverTable::insert(const std::shared_ptr<Receiver> &receiver,
                                               const std::weak_ptr<SignalCore> &core)
{
    const ReceiverKey key = receiver->key();
    const std::lock_guard lock(m_mutex);
    if (key.canBeShared()) {
        Receiver *&owner = m_byKey[key];
        if (owner)
            return {owner->shared_from_this(), false};
        owner = receiver.get();
    }
    receiver->setPlace(core, m_nextOrder++);
    List &list = writable(listFor(key.sender));
    list.entries.push_back({receiver->order(), receiver});
    ++list.live;
    m_count.fetch_add(1, std::memory_order_release);
    return {receiver, true};
}

std::shared_ptr<Receiver> ReceiverTable::remove(Receiver &receiver)
{
    const ReceiverKey key = receiver.key();
    const std::lock_guard lock(m_mutex);
    if (!receiver.markDisconnected())
        return nullptr;
    if (key.canBeShared())
        m_byKey.remove(key);
    m_count.fetch_sub(1, std::memory_order_release);

    List &list = writable(listFor(key.sender));
    const auto entry = std::lower_bound(list.entries.begin(), list.entries.end(), receiver.order(),
                                        [](const Entry &e, quint64 order) { return e.order < order; });
    const std::shared_ptr<Receiver> removed = std::move(entry->receiver);
    entry->receiver.reset();
    if (--list.live == 0 && !key.sender.isNone())
        m_bySender.remove(key.sender);
    else if (list.entries.size() > 2 * list.live)
        std::erase_if(list.entries, [](const Entry &e) { return !e.receiver; });
    return removed;
}

std::vector<std::shared_ptr<Receiver>> ReceiverTable::clear()
{
    std::vector<std::shared_ptr<Receiver>> removed;
    const std::lock_guard lock(m_mutex);
    const auto take = [&removed](const std::shared_ptr<List> &list) {
        for (const Entry &entry : list->entries) {
            if (entry.receiver && entry.receiver->markDisconnected())
                removed.push_back(entry.receiver);
        }
    };
    if (m_any)
        take(m_any);
    for (const auto &list : std::as_const(m_bySender))
        take(list);
    m_any.reset();
    m_bySender.clear();
    m_byKey.clear();
    m_count.store(0, std::memory_order_release);
    return removed;
}

std::shared_ptr<Receiver> ReceiverTable::find(const ReceiverKey &key) const
{
    const std::lock_guard lock(m_mutex);
    Receiver *receiver = m_byKey.value(key);
    return receiver ? receiver->shared_from_this() : nullptr;
}

bool ReceiverTable::hasListeners(const Sender &sender) const
{
    const std::lock_guard lock(m_mutex);
    return (m_any && m_any->live > 0) || (!sender.isNone() && m_bySender.contains(sender));
}

ReceiverTable::Snapshot ReceiverTable::snapshot(const Sender &sender) const
{
    const std::lock_guard lock(m_mutex);
    return {Pin(m_any), Pin(sender.isNone() ? nullptr : m_bySender.value(sender))};
}

} // namespace Signalbox
