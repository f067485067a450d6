// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receivertable_p.h"

#include "mailbox_p.h"
#include "receivergroup_p.h"
#include "signalcore_p.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace Signalbox {

quint32 ReceiverTable::prepareFor(const ReceiverKey &key) const
{
    if (!key.canBeShared())
        return 0;
    const quint32 hash = KeyIndex::hash(key);
    m_byKey.prefetchFor(hash);
    return hash;
}

ReceiverTable::Insertion ReceiverTable::insert(Strong<Receiver> receiver)
{
    Garbage garbage;
    Insertion insertion;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed)
            return insertion;
        m_existing.enter();
        receiver->wasInserted();
        if (receiver->key().canBeShared())
            insertion.known = claimKey(*receiver, garbage);
        if (!insertion.known)
            insertion.order = append(receiver, garbage);
    }
    retireAll(garbage);
    return insertion;
}

// Under the lock. Returns who has the key of @p receiver already, if it is alive.
Strong<Receiver> ReceiverTable::claimKey(Receiver &receiver, Garbage &garbage)
{
    Receiver &owner = m_byKey.findOrAdd(receiver, receiver.place.keyHash);
    if (&owner == &receiver)
        return nullptr;
    if (owner.isAlive())
        return Strong<Receiver>::to(owner);
    takeOut(owner, garbage); // what it tracks has died
    m_byKey.findOrAdd(receiver, receiver.place.keyHash);
    return nullptr;
}

// Under the lock. Takes over @p owner, and returns the receiver's order.
quint64 ReceiverTable::append(Strong<Receiver> &owner, Garbage &garbage)
{
    Receiver &receiver = *owner;
    const Sender &sender = receiver.options().sender;
    receiver.place.order = m_nextOrder++;
    receiver.place.self = std::move(owner);
    (sender.isNone() ? m_any : m_bySender.make(sender, garbage)).append(receiver, garbage);
    count(receiver, 1);
    if (receiver.isOrphaned()) // who wanted to disconnect it then has not found it
        takeOut(receiver, garbage);
    return receiver.place.order;
}

// Under the lock; the counters are read without it.
void ReceiverTable::count(const Receiver &receiver, int change)
{
    m_count.store(m_count.load(std::memory_order_relaxed) + change, std::memory_order_release);
    if (receiver.options().sender.includesDerived())
        m_derivedCount.fetch_add(change, std::memory_order_seq_cst);
    if (receiver.isTracked())
        m_trackedCount += change;
}

bool ReceiverTable::remove(Receiver &receiver)
{
    m_byKey.prefetchFor(receiver.place.keyHash);
    Garbage garbage;
    bool wasIn;
    {
        const std::lock_guard lock(m_mutex);
        wasIn = takeOut(receiver, garbage);
    }
    retireAll(garbage);
    return wasIn;
}

void ReceiverTable::removeIf(const ReceiverKey &key, const std::function<bool()> &isUnneeded)
{
    Garbage garbage;
    {
        const std::lock_guard lock(m_mutex);
        Receiver *const receiver = m_byKey.find(key, KeyIndex::hash(key));
        if (receiver && isUnneeded())
            takeOut(*receiver, garbage);
    }
    retireAll(garbage);
}

// Under the lock.
bool ReceiverTable::takeOut(Receiver &receiver, Garbage &garbage)
{
    if (!receiver.place.self || !receiver.markDisconnected())
        return false;
    receiver.place.list->remove(receiver, garbage);
    count(receiver, -1);
    if (receiver.key().canBeShared())
        m_byKey.remove(receiver, receiver.place.keyHash);
    garbage.push_back(keep(std::move(receiver.place.self)));
    return true;
}

bool ReceiverTable::close()
{
    Garbage garbage;
    bool isLast;
    {
        const std::lock_guard lock(m_mutex);
        for (Receiver *receiver : inOrder())
            takeOut(*receiver, garbage);
        m_isClosed = true;
        isLast = m_existing.close();
    }
    retireAll(garbage);
    return isLast;
}

std::shared_ptr<const ReceiverGroup> ReceiverTable::groupOf(std::span<Receiver *const> receivers,
                                                            QThread *thread)
{
    ReceiverList &list = *receivers.front()->place.list;
    ReceiverGroup *const last = list.group();
    if (last && last->consistsOf(receivers, thread))
        return last->shared_from_this();

    const auto group = std::make_shared<ReceiverGroup>();
    group->thread = thread;
    group->mailbox = Mailbox::forPosting(thread);
    group->receivers.reserve(receivers.size());
    bool areOfOneList = true;
    for (Receiver *receiver : receivers) {
        group->receivers.push_back(Strong<Receiver>::to(*receiver));
        areOfOneList = areOfOneList && receiver->place.list == &list;
    }
    if (group->mailbox && areOfOneList && list.mayRemember())
        remember(list, group);
    return group;
}

// Unless one of them was disconnected meanwhile: the list would keep it alive.
void ReceiverTable::remember(ReceiverList &list, const std::shared_ptr<ReceiverGroup> &group)
{
    Garbage garbage;
    {
        const std::lock_guard lock(m_mutex);
        if (std::all_of(group->receivers.begin(), group->receivers.end(),
                        [](const auto &receiver) { return receiver->isConnected(); }))
            list.remember(group, garbage);
    }
    retireAll(garbage);
}

// Not under the lock: what is retired may be destroyed at once, users' callables among it.
void ReceiverTable::retireAll(Garbage &garbage)
{
    for (auto &thing : garbage)
        retirement.retire(std::move(thing));
}

Strong<Receiver> ReceiverTable::find(const ReceiverKey &key) const
{
    const std::lock_guard lock(m_mutex);
    Receiver *const receiver = m_byKey.find(key, KeyIndex::hash(key));
    return receiver && receiver->isAlive() ? Strong<Receiver>::to(*receiver) : nullptr;
}

// Under the lock.
std::vector<Receiver *> ReceiverTable::inOrder() const
{
    std::vector<Receiver *> receivers;
    const auto take = [&receivers](const ReceiverList &list) {
        ReceiverList::Cursor cursor(list);
        while (Receiver *receiver = cursor.next())
            receivers.push_back(receiver);
    };
    take(m_any);
    for (const auto &list : m_bySender.all())
        take(*list);
    std::sort(receivers.begin(), receivers.end(),
              [](const Receiver *a, const Receiver *b) { return a->place.order < b->place.order; });
    return receivers;
}

Strong<Receiver> ReceiverTable::find(quint64 order) const
{
    const auto receivers = all();
    const auto found = std::find_if(receivers.begin(), receivers.end(),
                                    [order](const auto &receiver) { return receiver->place.order == order; });
    return found != receivers.end() ? *found : nullptr;
}

std::vector<Strong<Receiver>> ReceiverTable::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Strong<Receiver>> all;
    for (Receiver *receiver : inOrder())
        all.push_back(Strong<Receiver>::to(*receiver));
    return all;
}

bool ReceiverTable::hasListeners(const Sender &sender) const
{
    const std::lock_guard lock(m_mutex);
    bool any = false;
    visitLists(sender, [&](const ReceiverList &list) {
        if (m_trackedCount == 0) {
            any = any || list.size() > 0;
            return;
        }
        ReceiverList::Cursor cursor(list);
        while (Receiver *receiver = any ? nullptr : cursor.next())
            any = receiver->isAlive();
    });
    return any;
}

} // namespace Signalbox
