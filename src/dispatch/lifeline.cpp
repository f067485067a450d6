// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "lifeline_p.h"

#include "delivery_p.h"
#include "mailbox_p.h"
#include "objectdeath_p.h"
#include "sealed_p.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

namespace Signalbox {
namespace {

struct Lifelines {
    std::mutex mutex;
    std::unordered_map<const QObject *, std::shared_ptr<Lifeline>> byObject;
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
    auto &[mutex, byObject] = lifelines();
    const std::lock_guard lock(mutex);
    std::shared_ptr<Lifeline> &lifeline = byObject[object];
    if (!lifeline) {
        lifeline = std::make_shared<Lifeline>(object);
        callOnDeath(object, &Lifeline::objectDied, const_cast<QObject *>(object));
    }
    return lifeline;
}

void Lifeline::objectDied(void *object)
{
    std::shared_ptr<Lifeline> lifeline;
    {
        auto &[mutex, byObject] = lifelines();
        const std::lock_guard lock(mutex);
        const auto found = byObject.find(static_cast<const QObject *>(object));
        lifeline = std::move(found->second);
        byObject.erase(found);
    }
    lifeline->cut();
}

void Lifeline::cut()
{
    decltype(m_watchers) watchers;
    {
        const std::lock_guard lock(m_mutex);
        m_object = nullptr;
        watchers.swap(m_watchers);
    }
    for (const auto &[key, weakWatcher] : watchers) {
        if (const auto watcher = weakWatcher.lock())
            watcher->watchedObjectDied();
    }
}

bool Lifeline::isAlive() const
{
    const std::lock_guard lock(m_mutex);
    return m_object;
}

QThread *Lifeline::thread() const
{
    // The lock keeps the object from passing ~QObject() while it is asked.
    const std::lock_guard lock(m_mutex);
    return m_object ? m_object->thread() : nullptr;
}

bool Lifeline::post(Delivery delivery) const
{
    Sealed<Delivery> sealed(std::move(delivery)); // made and, if not posted, destroyed outside of the lock
    const std::lock_guard lock(m_mutex);
    if (!m_object || !m_object->thread())
        return false;
    QMetaObject::invokeMethod(
        const_cast<QObject *>(m_object),
        [sealed = std::move(sealed)]() mutable {
            Mailbox::of(QThread::currentThread()); // so that the next delivery finds one
            deliver(sealed.open(), Stage::Arrived);
        },
        Qt::QueuedConnection);
    return true;
}

bool Lifeline::watch(const std::shared_ptr<LifelineWatcher> &watcher)
{
    const std::lock_guard lock(m_mutex);
    if (!m_object)
        return false;
    m_watchers.emplace(watcher.get(), watcher);
    return true;
}

void Lifeline::unwatch(const LifelineWatcher *watcher)
{
    const std::lock_guard lock(m_mutex);
    m_watchers.erase(watcher);
}

} // namespace Signalbox
