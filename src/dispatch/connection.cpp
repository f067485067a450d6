// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "connection.h"

#include "receiver_p.h"
#include "signalcore_p.h"
#include "signalregistry_p.h"

#include <QtCore/QDebug>

namespace Signalbox {

template class Weak<Receiver>;

Connection Connection::find(const ConnectionId &id)
{
    const auto core = SignalRegistry::find(id.signal);
    const auto receiver = core ? core->table.find(id.receiver) : nullptr;
    return receiver ? Connection(receiver.weak(), id, false) : Connection();
}

bool Connection::disconnect() const
{
    const auto receiver = m_receiver.lock();
    return receiver && receiver->disconnect();
}

bool Connection::isConnected() const noexcept
{
    const auto receiver = m_receiver.lock();
    return receiver && receiver->isAlive();
}

void Connection::block() const
{
    if (const auto receiver = m_receiver.lock())
        receiver->setBlocked(true);
}

void Connection::unblock() const
{
    if (const auto receiver = m_receiver.lock())
        receiver->setBlocked(false);
}

bool Connection::isBlocked() const noexcept
{
    const auto receiver = m_receiver.lock();
    return receiver && receiver->isBlocked();
}

QString Connection::dispatchUid() const
{
    const auto receiver = m_receiver.lock();
    return receiver ? receiver->options().dispatchUid : QString();
}

QString Connection::toString() const
{
    const auto receiver = m_receiver.lock();
    return receiver ? receiver->toString() : QStringLiteral("nothing");
}

QDebug operator<<(QDebug debug, const Connection &connection)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::Connection(" << connection.toString()
                              << (connection.isConnected() ? "" : ", disconnected") << ')';
    return debug;
}

} // namespace Signalbox
