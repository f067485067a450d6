// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "connection.h"

#include "receiver_p.h"

#include <QtCore/QDebug>

namespace Signalbox {

Connection::Connection() noexcept = default;
Connection::Connection(const Connection &other) noexcept = default;
Connection::Connection(Connection &&other) noexcept = default;
Connection &Connection::operator=(const Connection &other) noexcept = default;
Connection &Connection::operator=(Connection &&other) noexcept = default;
Connection::~Connection() = default;

Connection::Connection(std::weak_ptr<Receiver> receiver, bool isNew) noexcept
    : m_receiver(std::move(receiver)), m_isNew(isNew)
{ }

bool Connection::disconnect() const
{
    const auto receiver = m_receiver.lock();
    return receiver && receiver->disconnect();
}

bool Connection::isConnected() const noexcept
{
    const auto receiver = m_receiver.lock();
    return receiver && receiver->isConnected();
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
