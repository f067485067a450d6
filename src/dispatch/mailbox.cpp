// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "mailbox_p.h"

#include "asymmetricfence_p.h"
#include "blockpool_p.h"
#include "objectdeath_p.h"
#include "sealed_p.h"
#include "threadslot_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QThread>

#include <mutex>
#include <unordered_map>
#include <utility>

namespace Signalbox {

class Mailbox::DeliveryEvent final : public QEvent {
public:
    DeliveryEvent(Mailbox &mailbox, Delivery &&delivery)
        : QEvent(type()), m_mailbox(mailbox), m_delivery(std::move(delivery))
    { }
    ~DeliveryEvent() override
    {
        // Unread in a thread that has not ended: the application goes, under a lock that posting would take.
        Delivery unread = open();
        if (!unread.isEmpty() && m_mailbox.m_state.load(std::memory_order_seq_cst) != State::Served)
            m_mailbox.sortOut(std::move(unread));
    }

    Delivery open() { return m_delivery.open(); }

    // Made in one thread and destroyed in another by the thousand, which is what heaps are slowest at.
    static void *operator new(size_t) { return PoolAllocator<DeliveryEvent>().allocate(1); }
    static void operator delete(void *event)
    {
        PoolAllocator<DeliveryEvent>().deallocate(static_cast<DeliveryEvent *>(event), 1);
    }

private:
    static Type type()
    {
        static const auto type = Type(registerEventType());
        return type;
    }

    Mailbox &m_mailbox;
    Sealed<Delivery> m_delivery; // the last one: sealing it hands over all of the event
};

namespace {

struct Mailboxes {
    std::mutex mutex;
    std::unordered_map<const QThread *, std::shared_ptr<Mailbox>> byThread;
};

// Never destroyed: threads end until the last static is gone.
Mailboxes &mailboxes()
{
    static auto &mailboxes = *new Mailboxes;
    return mailboxes;
}

} // namespace

std::shared_ptr<Mailbox> Mailbox::existing(const QThread *thread)
{
    auto &[mutex, byThread] = mailboxes();
    const std::lock_guard lock(mutex);
    const auto found = byThread.find(thread);
    return found == byThread.end() ? nullptr : found->second;
}

std::shared_ptr<Mailbox> Mailbox::of(QThread *thread)
{
    if (auto mailbox = existing(thread))
        return mailbox;
    auto fresh = std::make_shared<Mailbox>(thread);
    fresh->moveToThread(thread);
    {
        auto &[mutex, byThread] = mailboxes();
        const std::lock_guard lock(mutex);
        const auto [entry, isNew] = byThread.emplace(thread, fresh);
        if (!isNew)
            return entry->second;
        callOnDeath(thread, &Mailbox::threadDied, thread);
    }
    // Called by the thread itself. It shares the mailbox for that time, so that TSan sees what it does with
    // it happen after the mailbox was made, and before it is destroyed.
    const auto entering = [thread](State next) {
        return [sealed = Sealed(std::pair(thread, next))]() mutable {
            const auto [me, state] = sealed.open();
            existing(me)->enter(state);
        };
    };
    connect(thread, &QThread::started, fresh.get(), entering(State::Served), Qt::DirectConnection);
    connect(thread, &QThread::finished, fresh.get(), entering(State::Ended), Qt::DirectConnection);
    return fresh;
}

void Mailbox::provideFor(QThread *thread)
{
    if (isProvidedFor(thread))
        return;
    of(thread);
    ThreadSlot &me = ThreadSlot::mine();
    if (thread == me.thread)
        me.hasMailbox = true; // for as long as the thread runs
}

bool Mailbox::isProvidedFor(const QThread *thread)
{
    const ThreadSlot &me = ThreadSlot::mine();
    return thread == me.thread && me.hasMailbox;
}

std::shared_ptr<Mailbox> Mailbox::forPosting(const QThread *thread)
{
    auto mailbox = existing(thread);
    if (!mailbox && thread == QThread::currentThread())
        mailbox = of(QThread::currentThread());
    return mailbox;
}

void Mailbox::threadDied(void *thread)
{
    std::shared_ptr<Mailbox> mailbox;
    {
        auto &[mutex, byThread] = mailboxes();
        const std::lock_guard lock(mutex);
        const auto found = byThread.find(static_cast<const QThread *>(thread));
        mailbox = std::move(found->second);
        byThread.erase(found);
    }
    mailbox->enter(State::Closed); // a ReceiverGroup may keep it for some time yet
}

void Mailbox::enter(State state)
{
    m_state.store(state, std::memory_order_seq_cst);
    if (state == State::Served)
        return;
    // Whoever posts and has not noticed is waited for; others sort out what they post themselves.
    AsymmetricFence::heavy();
    ThreadSlot::waitWhileAnyIsLookingAt(this);
    QCoreApplication::removePostedEvents(this); // their destructors sort them out
}

void Mailbox::post(Delivery &&delivery)
{
    if (!tryToPost(delivery, State::Served)) [[unlikely]]
        sortOut(std::move(delivery));
}

// Posts @p delivery unless it is too late because the state is past @p last. @return whether it did
bool Mailbox::tryToPost(Delivery &delivery, State last)
{
    ThreadSlot &me = ThreadSlot::mine();
    AsymmetricFence::store<const void *>(me.looking, this);
    const bool isInTime = m_state.load(std::memory_order_seq_cst) <= last;
    if (isInTime) [[likely]]
        QCoreApplication::postEvent(this, new DeliveryEvent(*this, std::move(delivery)));
    me.looking.store(nullptr, std::memory_order_release);
    return isInTime;
}

// Sends on what is for receivers that live elsewhere by now. The rest waits for the thread to start again,
// or is discarded if it can't.
void Mailbox::sortOut(Delivery &&delivery)
{
    Delivery rest = sendOn(std::move(delivery), m_thread);
    if (!rest.isEmpty())
        tryToPost(rest, State::Ended);
}

void Mailbox::customEvent(QEvent *event)
{
    deliver(static_cast<DeliveryEvent *>(event)->open(), Stage::Arrived);
}

} // namespace Signalbox
