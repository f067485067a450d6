// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "lifeline_p.h"

#include "blockpool_p.h"
#include "delivery_p.h"
#include "mailbox_p.h"
#include "objectdeath_p.h"
#include "pointerindex_p.h"
#include "sealed_p.h"

#include <QtCore/QThread>

#include <array>
#include <mutex>
#include <utility>
#include <vector>

namespace Signalbox {
namespace {

// The lifelines of all objects that live, in parts with a lock each, so that threads rarely meet.
struct alignas(64) Registry {
    QMutex mutex;
    // Sparse: neighbours make rows, and where rows meet, searches are long.
    PointerIndex<Lifeline, 35> byObject;
    BlockStack blocks{sizeof(Lifeline)};

    // Objects that were made one after the other are found side by side: each kilobyte has 64 places in a
    // row.
    static quint32 hash(const QObject *object)
    {
        const quint64 address = quintptr(object);
        const quint64 hash = (address >> 10) * 0x9e3779b97f4a7c15u;
        return (quint32(hash >> 32) & ~63u) | quint32((address >> 4) & 63);
    }

    // Never destroyed: objects die until the last static is gone.
    static Registry &of(quint32 hash)
    {
        static auto &parts = *new std::array<Registry, 16>;
        return parts[hash >> 28];
    }
};

} // namespace

void Lifeline::prefetchFor(const QObject *object)
{
    const quint32 hash = Registry::hash(object);
    Registry::of(hash).byObject.prefetchFor(hash);
}

bool LifelineWatcher::watch(const QObject *object)
{
    const quint32 hash = Registry::hash(object);
    bool isFresh = false;
    {
        auto &[mutex, byObject, blocks] = Registry::of(hash);
        const std::lock_guard lock(mutex);
        const auto isIt = [object](const Lifeline &lifeline) {
            return lifeline.m_object.load(std::memory_order_relaxed) == object;
        };
        m_lifeline = &byObject.findOrAdd(hash, isIt, [&, &memory = blocks]() -> Lifeline & {
            isFresh = true;
            return *new (memory.take()) Lifeline(object, hash);
        });
        LifelineWatcher *&first = m_lifeline->m_firstWatcher;
        m_next = first;
        if (first)
            first->m_link = &m_next;
        first = this;
        m_link = &first;
    }
    if (isFresh)
        callOnDeath(
            object, [](void *lifeline) { static_cast<Lifeline *>(lifeline)->cut(); }, m_lifeline);
    return isFresh && !Mailbox::isProvidedFor(object->thread());
}

void LifelineWatcher::unwatch()
{
    if (!m_lifeline)
        return;
    auto &[mutex, byObject, blocks] = Registry::of(m_lifeline->m_hash);
    const std::lock_guard lock(mutex);
    *m_link = m_next;
    if (m_next)
        m_next->m_link = m_link;
    if (!m_lifeline->m_firstWatcher && !m_lifeline->m_isRegistered) {
        m_lifeline->~Lifeline();
        blocks.giveBack(m_lifeline);
    }
}

void Lifeline::provideMailbox() const
{
    QThread *thread = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (const QObject *object = m_object.load(std::memory_order_relaxed))
            thread = object->thread();
    }
    if (thread) // it can't be deleted while the object lives in it
        Mailbox::provideFor(thread);
}

void Lifeline::cut()
{
    {
        const std::lock_guard lock(m_mutex);
        m_object.store(nullptr, std::memory_order_seq_cst);
        leaveHome();
        if (m_isOpenToAll.load(std::memory_order_relaxed)) {
            AsymmetricFence::heavy();
            ThreadSlot::waitWhileAnyIsLookingAt(this);
        }
    }
    std::vector<std::pair<LifelineWatcher *, Keeper>> watchers;
    {
        auto &[mutex, byObject, blocks] = Registry::of(m_hash);
        const std::lock_guard lock(mutex);
        byObject.remove(*this, m_hash);
        m_isRegistered = false;
        for (LifelineWatcher *watcher = m_firstWatcher; watcher; watcher = watcher->m_next) {
            if (auto keeper = watcher->keepWatcher())
                watchers.emplace_back(watcher, std::move(keeper));
        }
        if (!m_firstWatcher) {
            this->~Lifeline();
            blocks.giveBack(this);
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
    // Destroyed after the lock is released, also if Qt discards the event at once.
    const auto kept = std::make_shared<Delivery>(std::move(delivery));
    Sealed sealed{std::shared_ptr(kept)};
    const std::lock_guard lock(m_mutex);
    const QObject *object = m_object.load(std::memory_order_relaxed);
    if (!object || !object->thread())
        return false;
    QMetaObject::invokeMethod(
        const_cast<QObject *>(object),
        [sealed = std::move(sealed)]() mutable {
            Mailbox::provideFor(QThread::currentThread()); // so that the next delivery finds one
            deliver(std::move(*sealed.open()), Stage::Arrived);
        },
        Qt::QueuedConnection);
    return true;
}

} // namespace Signalbox
