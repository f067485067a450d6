// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "mailbox_p.h"

#include "blockpool_p.h"
#include "objectdeath_p.h"
#include "sealed_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QThread>

#include <mutex>
#include <unordered_map>

namespace Signalbox {
namespace {

class DeliveryEvent final : public QEvent {
public:
    explicit DeliveryEvent(Delivery &&delivery) : QEvent(type()), m_delivery(std::move(delivery)) { }
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

    Sealed<Delivery> m_delivery;
};

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
    const auto fresh = std::make_shared<Mailbox>();
    fresh->moveToThread(thread);
    auto &[mutex, byThread] = mailboxes();
    const std::lock_guard lock(mutex);
    const auto [entry, isNew] = byThread.emplace(thread, fresh);
    if (isNew)
        callOnDeath(thread, &Mailbox::threadDied, thread);
    return entry->second;
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
    // A ReceiverGroup may keep the mailbox for some time yet, but nobody the events left in it.
    mailbox->m_isOpen.store(false, std::memory_order_seq_cst);
    QCoreApplication::removePostedEvents(mailbox.get());
}

void Mailbox::post(Delivery &&delivery)
{
    QCoreApplication::postEvent(this, new DeliveryEvent(std::move(delivery)));
    if (!isOpen()) [[unlikely]] // too late
        QCoreApplication::removePostedEvents(this);
}

void Mailbox::customEvent(QEvent *event)
{
    deliver(static_cast<DeliveryEvent *>(event)->open(), Stage::Arrived);
}

} // namespace Signalbox
