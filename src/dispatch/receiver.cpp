// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receiver_p.h"

#include "prefetch_p.h"
#include "signalcore_p.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <mutex>

namespace Signalbox {
namespace {

std::mutex &lastErrorMutex()
{
    static auto &mutex = *new std::mutex; // for all receivers: errors are rare
    return mutex;
}

} // namespace

Callable::~Callable() = default;

bool Callable::takesBatches() const
{
    return false;
}

void Callable::invokeBatch(const QList<const void *> &payloads, Result &result)
{
    Q_UNUSED(payloads)
    Q_UNUSED(result)
    Q_UNREACHABLE();
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): who overrides it keeps it
bool Callable::watch(const QVariant &result, Finished finished) const
{
    Q_UNUSED(result)
    Q_UNUSED(finished)
    return false;
}

struct Receiver::Extras {
    explicit Extras(Receiver &owner) : senderWatch(owner) { }

    Watch senderWatch;
    std::weak_ptr<const void> tracked;
    std::shared_ptr<const void> owned;
    PendingBatch batch;
};

Receiver::Receiver(CallableBox callable, const ReceiverIdentity &identity, const ReceiverHold &hold,
                   ConnectOptions &&options, SignalCore &core)
    : m_plan(planFor(hold, options.type)), m_isTracked(hold.isTracked && options.weak),
      m_isHidden(hold.isHidden), m_takesBatches(callable->takesBatches()), m_callable(std::move(callable)),
      m_options(std::move(options)), m_core{core}
{
    if (!identity.isUnique())
        m_identity = std::make_unique<const ReceiverIdentity>(identity);
    m_isPlain = m_plan <= Plan::ItsThread && m_options.phase == Phase::Immediate && !m_options.once
        && !m_isTracked && !m_isHidden && !m_takesBatches;
    if (m_takesBatches)
        extras();
    if (m_isTracked)
        extras().tracked = hold.tracked;
    else if (hold.isTracked)
        extras().owned = hold.tracked.lock();
}

Receiver::~Receiver() = default;

Receiver::CoreHold::~CoreHold()
{
    if (isCounted)
        core.receiverEnded();
}

Receiver::Extras &Receiver::extras()
{
    if (!m_extras)
        m_extras = std::make_unique<Extras>(*this);
    return *m_extras;
}

PendingBatch *Receiver::pendingBatch() const
{
    return &m_extras->batch;
}

bool Receiver::hasSenderDied() const
{
    const Lifeline *const sender = m_extras->senderWatch.lifeline();
    return sender && !sender->isAlive();
}

bool Receiver::hasTrackedDied() const noexcept
{
    return m_extras->tracked.expired();
}

Receiver::Plan Receiver::planFor(const ReceiverHold &hold, Qt::ConnectionType type)
{
    if (type == Qt::QueuedConnection)
        return Plan::Queue;
    if (type == Qt::BlockingQueuedConnection)
        return Plan::Blocking;
    if (!hold.context)
        return Plan::Anywhere;
    return type == Qt::DirectConnection ? Plan::AnywhereWhileAlive : Plan::ItsThread;
}

void Receiver::setBlocked(bool blocked) noexcept
{
    if (blocked)
        m_state.fetch_or(Blocked, std::memory_order_acq_rel);
    else
        m_state.fetch_and(~Blocked, std::memory_order_acq_rel);
}

bool Receiver::disconnect()
{
    prefetch(quintptr(m_contextWatch.lifeline())); // which it will have to leave
    return core().table.remove(*this);
}

void Receiver::watchLives(const ReceiverHold &hold)
{
    bool isMailboxDue = false;
    if (hold.context) {
        isMailboxDue = m_contextWatch.watch(hold.context);
        m_context = m_contextWatch.lifeline();
    }
    if (const QObject *sender = m_options.sender.object()) {
        auto &watch = extras().senderWatch;
        if (watch.watch(sender)) // it may become a receiver
            watch.lifeline()->provideMailbox();
    }
    // Both are watched by now: what this runs may destroy them.
    if (isMailboxDue)
        m_context->provideMailbox();
}

Receiver::Whereabouts Receiver::locate(ThreadSlot &me) const
{
    if (!m_context)
        return {m_plan == Plan::Anywhere ? Route::Here : Route::Queued, me.thread};
    QThread *const thread = m_context->findThread(me);
    if (!thread && !m_context->isAlive())
        return {Route::Gone, nullptr};
    switch (m_plan) {
    case Plan::Anywhere:
    case Plan::AnywhereWhileAlive:
        return {Route::Here, thread};
    case Plan::ItsThread:
        return {thread == me.thread ? Route::Here : Route::Queued, thread};
    case Plan::Queue:
        return {Route::Queued, thread};
    case Plan::Blocking:
        return {Route::Blocking, thread};
    }
    Q_UNREACHABLE();
}

Receiver::Permit Receiver::admit()
{
    Permit permit;
    if (!isReady())
        return permit;
    if (m_isTracked) {
        permit.m_tracked = m_extras->tracked.lock();
        if (!permit.m_tracked) {
            disconnect();
            return permit;
        }
    }
    permit.m_isGranted = !m_options.once || disconnect();
    return permit;
}

QString Receiver::lastError() const
{
    const std::lock_guard lock(lastErrorMutex());
    return m_lastError ? *m_lastError : QString();
}

void Receiver::setLastError(const QString &error)
{
    auto last = std::make_unique<QString>(error); // the old one is freed after the lock is released
    const std::lock_guard lock(lastErrorMutex());
    m_lastError.swap(last);
}

QString Receiver::senderToString() const
{
    const Sender &sender = m_options.sender;
    return sender.object() ? m_extras->senderWatch.lifeline()->text() : sender.toString();
}

QString Receiver::toString() const
{
    if (!m_options.dispatchUid.isEmpty())
        return QLatin1Char('"') + m_options.dispatchUid + QLatin1Char('"');
    const QString kind = !m_identity ? QStringLiteral("a callable") : QStringLiteral("a function");
    return m_context ? QStringLiteral("%1 of %2").arg(kind, m_context->className()) : kind;
}

} // namespace Signalbox
