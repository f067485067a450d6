// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "callable.h"
#include "connectoptions.h"
#include "lifeline_p.h"
#include "receiveridentity.h"

#include <atomic>
#include <memory>

class QThread;

namespace Signalbox {

class SignalCore;

/// What makes a connection unique: the uid or else the receiver's identity, and the sender.
struct ReceiverKey {
    ReceiverIdentity identity;
    QString dispatchUid;
    Sender sender;

    /// Whether two connections can have this key at all.
    bool canBeShared() const { return !dispatchUid.isEmpty() || !identity.isUnique(); }

    friend bool operator==(const ReceiverKey &a, const ReceiverKey &b)
    {
        return a.sender == b.sender && a.dispatchUid == b.dispatchUid
            && (!a.dispatchUid.isEmpty() || a.identity == b.identity);
    }
    friend size_t qHash(const ReceiverKey &key, size_t seed = 0)
    {
        if (key.dispatchUid.isEmpty())
            return qHashMulti(seed, key.sender, key.identity);
        return qHashMulti(seed, key.sender, key.dispatchUid);
    }
};

/// One connected receiver: which one it is, how long it lives, in which thread it runs, how it is called.
class Receiver final : public LifelineWatcher, public std::enable_shared_from_this<Receiver> {
public:
    Receiver(std::unique_ptr<Callable> callable, const ReceiverIdentity &identity, const QObject *context,
             ConnectOptions options);

    const ConnectOptions &options() const { return m_options; }
    ReceiverKey key() const { return {m_identity, m_options.dispatchUid, m_options.sender}; }

    /// Gives the receiver its place in the table of @p core; called by the table.
    void setPlace(std::weak_ptr<SignalCore> core, quint64 order);

    /// Its place among all receivers of the signal.
    quint64 order() const { return m_order; }

    bool isConnected() const noexcept { return m_connected.load(std::memory_order_acquire); }

    /// Ends the connection. @return false if it had ended before.
    bool disconnect();

    /// Ends the connection when its object or its sender dies; at once if that has happened already.
    void watchLives();
    void unwatchLives();

    /// For the table: marks it disconnected. @return whether it was connected until now.
    bool markDisconnected() noexcept { return m_connected.exchange(false, std::memory_order_acq_rel); }

    /// How a call has to travel that starts in the current thread.
    enum class Route {
        Direct, ///< call it here and now
        Queued, ///< by the event queue of its thread
        Nowhere, ///< its object has no thread
        Gone, ///< its object is dying
    };
    Route route(const QThread *current) const;

    /// Whether it may be called in the @p current thread, once a queued delivery has arrived there.
    bool livesIn(const QThread *current) const;

    /// The lifeline of its object; nullptr if it has none.
    const std::shared_ptr<Lifeline> &context() const { return m_context; }

    QVariant invoke(const Call &call) { return m_callable->invoke(call); }

    QString toString() const;

    void watchedObjectDied() override;

private:
    std::unique_ptr<Callable> m_callable;
    ReceiverIdentity m_identity;
    ConnectOptions m_options;
    QByteArray m_contextClass;
    std::shared_ptr<Lifeline> m_context;
    std::shared_ptr<Lifeline> m_senderLifeline;
    std::weak_ptr<SignalCore> m_core;
    quint64 m_order = 0;
    std::atomic<bool> m_connected = true;
};

} // namespace Signalbox
