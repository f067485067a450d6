// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "lifeline_p.h"

#include "delivery_p.h"
#include "mailbox_p.h"
#include "objectdeath_p.h"
#include "sealed_p.h"

#include <QtCore/QHash>
#include <QtCore/QThread>

#include <utility>
#include <vector>

namespace Signalbox {
namespace {

struct Lifelines {
    std::mutex mutex;
    QHash<const QObject *, std::shared_ptr<Lifeline>> byObject;
};

// Never destroyed: objects die until the last static is gone.
Lifelines &lifelines()
{
    static auto &lifelines = *new Lifelines;
    return lifelines;
}

} // namespace

Lifeline::Lifeline(const QObject *object) : m_object(object) { }

std::shared_ptr<Lifeline> Lifeline::of(const QObject *object)
{
    std::shared_ptr<Lifeline> fresh;
    {
        auto &[mutex, byObject] = lifelines();
        const std::lock_guard lock(mutex);
        std::shared_ptr<Lifeline> &lifeline = byObject[object];
        if (lifeline)
            return lifeline;
        lifeline = fresh = std::make_shared<Lifeline>(object);
        callOnDeath(object, &Lifeline::objectDied, const_cast<QObject *>(object));
    }
    // Whoever has a lifeline may get deliveries. The thread can't be deleted while the object lives in it.
    if (QThread *thread = object->thread())
        Mailbox::of(thread);
    return fresh;
}

void Lifeline::objectDied(void *object)
{
    std::shared_ptr<Lifeline> lifeline;
    {
        auto &[mutex, byObject] = lifelines();
        const std::lock_guard lock(mutex);
        lifeline = byObject.take(static_cast<const QObject *>(object));
    }
    lifeline->cut();
}

void Lifeline::cut()
{
    std::vector<std::pair<LifelineWatcher *, std::shared_ptr<const void>>> watchers;
    {
        const std::lock_guard lock(m_mutex);
        m_object.store(nullptr, std::memory_order_seq_cst);
        leaveHome();
        if (m_isOpenToAll.load(std::memory_order_relaxed)) {
            AsymmetricFence::heavy();
            ThreadSlot::waitWhileAnyIsLookingAt(this);
        }
        for (LifelineWatcher *watcher = m_firstWatcher; watcher; watcher = watcher->m_next) {
            if (auto keeper = watcher->keepWatcher())
                watchers.emplace_back(watcher, std::move(keeper));
        }
    }
    for (const auto &[watcher, keeper] : watchers)
        watcher->watchedObjectDied();
}

// Returns when the thread that was home does not look any more, and will not without finding out.
void Lifeline::leaveHome() const
{
    ThreadSlot *const home = m_home.exchange(nullptr, std::memory_order_seq_cst);
    if (!home || home == &ThreadSlot::mine())
        return;
    AsymmetricFence::heavy();
    home->waitWhileLookingAt(this);
}

QThread *Lifeline::findThread(ThreadSlot &me) const
{
    if (m_isOpenToAll.load(std::memory_order_relaxed)) {
        QThread *const thread = Look(*this, me).thread();
        if (thread != me.thread)
            return thread;
    }
    const std::lock_guard lock(m_mutex);
    const QObject *object = m_object.load(std::memory_order_relaxed);
    QThread *const thread = object ? object->thread() : nullptr;
    if (thread != me.thread) {
        m_isOpenToAll.store(object != nullptr, std::memory_order_relaxed);
    } else if (m_home.load(std::memory_order_relaxed) != &me) {
        leaveHome();
        m_home.store(&me, std::memory_order_seq_cst);
    }
    return thread;
}

QString Lifeline::className() const
{
    const std::lock_guard lock(m_mutex);
    const QObject *object = m_object.load(std::memory_order_relaxed);
    return object ? QString::fromUtf8(object->metaObject()->className())
                  : QStringLiteral("an object that died");
}

QString Lifeline::text() const
{
    const std::lock_guard lock(m_mutex);
    const QObject *object = m_object.load(std::memory_order_relaxed);
    return object ? Sender(object).toString() : QStringLiteral("an object that died");
}

bool Lifeline::isThreadRunning() const
{
    const std::lock_guard lock(m_mutex);
    const QObject *object = m_object.load(std::memory_order_relaxed);
    return object && object->thread() && object->thread()->isRunning();
}

bool Lifeline::post(Delivery delivery) const
{
    Sealed<Delivery> sealed(std::move(delivery)); // made and, if not posted, destroyed outside of the lock
    const std::lock_guard lock(m_mutex);
    const QObject *object = m_object.load(std::memory_order_relaxed);
    if (!object || !object->thread())
        return false;
    QMetaObject::invokeMethod(
        const_cast<QObject *>(object),
        [sealed = std::move(sealed)]() mutable {
            Mailbox::of(QThread::currentThread()); // so that the next delivery finds one
            deliver(sealed.open(), Stage::Arrived);
        },
        Qt::QueuedConnection);
    return true;
}

bool Lifeline::watch(LifelineWatcher &watcher)
{
    const std::lock_guard lock(m_mutex);
    if (!m_object.load(std::memory_order_relaxed))
        return false;
    watcher.m_isWatching = true;
    watcher.m_next = m_firstWatcher;
    if (m_firstWatcher)
        m_firstWatcher->m_previous = &watcher;
    m_firstWatcher = &watcher;
    return true;
}

void Lifeline::unwatch(LifelineWatcher &watcher)
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(watcher.m_isWatching, false))
        return;
    (watcher.m_previous ? watcher.m_previous->m_next : m_firstWatcher) = watcher.m_next;
    if (watcher.m_next)
        watcher.m_next->m_previous = watcher.m_previous;
    watcher.m_previous = watcher.m_next = nullptr;
}

} // namespace Signalbox
