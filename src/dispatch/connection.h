// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "global.h"
#include "weak.h"

#include <QtCore/QHashFunctions>
#include <QtCore/QString>

#include <utility>

class QDebug;

namespace Signalbox {

class Receiver;
extern template class SIGNALBOX_DISPATCH_EXPORT Weak<Receiver>;

/// Which connection it is, forever: no other ever gets the same.
struct ConnectionId {
    quint64 signal = 0; ///< the signal's serial number
    quint64 receiver = 0; ///< the receiver's number among all that were ever connected to the signal

    friend bool operator==(const ConnectionId &, const ConnectionId &) = default;
    friend size_t qHash(const ConnectionId &id, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, id.signal, id.receiver);
    }
};

/// A handle to one connection of a receiver to a signal.
///
/// *Lifetime.* Cheap to copy; never dangles. It owns neither receiver nor signal and says what is left of
/// them: after the receiver's, the sender's or the signal's death isConnected() is false and everything else
/// does nothing. Letting go of a handle changes nothing.
///
/// *Thread.* Any thread may use it at any time.
class SIGNALBOX_DISPATCH_EXPORT Connection {
public:
    /// A handle to nothing.
    Connection() noexcept = default;

    /// Ends the connection. @return whether there was one to end. Afterwards the receiver is not called any
    /// more, not even by a delivery that is under way to its thread or by a send() that is running; a call
    /// that has begun in another thread is not waited for.
    bool disconnect() const;

    /// Whether the receiver is still connected.
    bool isConnected() const noexcept;
    /// The same as isConnected().
    explicit operator bool() const noexcept { return isConnected(); }

    /// Stops calling the receiver until unblock(): sends pass it over, deliveries that arrive meanwhile are
    /// discarded. It stays connected and keeps its place. Blocking twice is the same as once; see Mute for
    /// a guard that nests. Does nothing if the connection has ended.
    void block() const;
    /// Lets it be called again.
    void unblock() const;
    /// Whether it is blocked, by whichever handle.
    bool isBlocked() const noexcept;

    /// Whether the connect() that returned this handle made the connection; false if it found one with the
    /// same key, or if it was refused (then isConnected() is false as well).
    bool isNew() const noexcept { return m_isNew; }

    /// The same handle, as it is returned by a connect() that finds the connection made already.
    Connection asKnown() const
    {
        Connection known = *this;
        known.m_isNew = false;
        return known;
    }

    /// The connection's dispatch uid; empty if it has none or is gone.
    QString dispatchUid() const;

    /// Which connection it is; all zeros for a handle to nothing.
    const ConnectionId &id() const noexcept { return m_id; }

    /// What a person should read: the uid, or the receiving object's class, or the kind of callable.
    QString toString() const;

    /// Whether both handles are for the same connection, be it connected or not.
    friend bool operator==(const Connection &a, const Connection &b) noexcept { return a.m_id == b.m_id; }

private:
    friend class AbstractSignal;
    friend class Mute;
    friend class Response;
    friend struct SignalInfo;
    Connection(Weak<Receiver> receiver, const ConnectionId &id, bool isNew) noexcept
        : m_receiver(std::move(receiver)), m_id(id), m_isNew(isNew)
    { }
    static Connection find(const ConnectionId &id);

    Weak<Receiver> m_receiver;
    ConnectionId m_id;
    bool m_isNew = false;
};

/// For logs.
SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const Connection &connection);

/// Disconnects when it leaves its scope. Movable, not copyable; release() gives up the duty.
class SIGNALBOX_DISPATCH_EXPORT ScopedConnection {
public:
    ScopedConnection() noexcept = default;
    /// Ends @p connection with itself.
    ScopedConnection(Connection connection) noexcept : m_connection(std::move(connection)) { }
    /// Takes the connection of @p other.
    ScopedConnection(ScopedConnection &&other) noexcept : m_connection(other.release()) { }
    /// Ends its own connection, and takes that of @p other.
    ScopedConnection &operator=(ScopedConnection &&other) noexcept
    {
        if (this != &other) {
            m_connection.disconnect();
            m_connection = other.release();
        }
        return *this;
    }
    ~ScopedConnection() { m_connection.disconnect(); }

    /// A handle to it.
    const Connection &connection() const noexcept { return m_connection; }

    /// The connection, which from now on outlives this object.
    Connection release() noexcept { return std::exchange(m_connection, Connection()); }

private:
    Q_DISABLE_COPY(ScopedConnection)
    Connection m_connection;
};

} // namespace Signalbox
