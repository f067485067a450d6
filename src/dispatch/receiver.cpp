// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receiver_p.h"

#include "mailbox_p.h"
#include "signalcore_p.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

namespace Signalbox {

Callable::~Callable() = default;

Receiver::Receiver(std::unique_ptr<Callable> callable, const ReceiverIdentity &identity,
                   const QObject *context, ConnectOptions options)
    : m_callable(std::move(callable)), m_identity(identity), m_options(std::move(options))
{
    if (context) {
        m_contextClass = context->metaObject()->className();
        m_context = Lifeline::of(context);
        if (QThread *thread = context->thread())
            Mailbox::of(thread);
    }
    if (const QObject *sender = m_options.sender.object())
        m_senderLifeline = Lifeline::of(sender);
}

void Receiver::setPlace(std::weak_ptr<SignalCore> core, quint64 order)
{
    m_core = std::move(core);
    m_order = order;
}

bool Receiver::disconnect()
{
    const auto core = m_core.lock();
    if (!core)
        return false;
    const auto self = core->table.remove(*this); // ends, with the user's callable, outside of the lock
    if (self)
        unwatchLives();
    return self != nullptr;
}

void Receiver::watchLives()
{
    for (const auto &lifeline : {m_context, m_senderLifeline}) {
        if (lifeline && !lifeline->watch(shared_from_this()))
            disconnect();
    }
    if (!isConnected()) // another thread was quicker; its unwatchLives() came too early
        unwatchLives();
}

void Receiver::unwatchLives()
{
    for (const auto &lifeline : {m_context, m_senderLifeline}) {
        if (lifeline)
            lifeline->unwatch(this);
    }
}

Receiver::Route Receiver::route(const QThread *current) const
{
    if (!m_context)
        return m_options.type == Qt::QueuedConnection ? Route::Queued : Route::Direct;
    if (m_options.type == Qt::DirectConnection)
        return m_context->isAlive() ? Route::Direct : Route::Gone;
    const QThread *thread = m_context->thread();
    if (!thread)
        return m_context->isAlive() ? Route::Nowhere : Route::Gone;
    return m_options.type == Qt::AutoConnection && thread == current ? Route::Direct : Route::Queued;
}

bool Receiver::livesIn(const QThread *current) const
{
    return !m_context || m_options.type == Qt::DirectConnection || m_context->thread() == current;
}

QString Receiver::toString() const
{
    if (!m_options.dispatchUid.isEmpty())
        return QLatin1Char('"') + m_options.dispatchUid + QLatin1Char('"');
    const QString kind = m_identity.isUnique() ? QStringLiteral("a callable") : QStringLiteral("a function");
    if (m_contextClass.isEmpty())
        return kind;
    return QStringLiteral("%1 of %2").arg(kind, QString::fromUtf8(m_contextClass));
}

void Receiver::watchedObjectDied()
{
    disconnect();
}

} // namespace Signalbox
