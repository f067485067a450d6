// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "callable.h"
#include "connectoptions.h"
#include "lifeline_p.h"
#include "pendingbatch_p.h"
#include "receiverhold.h"
#include "receiveridentity.h"
#include "strong_p.h"

#include <atomic>
#include <memory>

namespace Signalbox {

class ReceiverList;
class SignalCore;

/// What makes a connection unique: the uid or else the receiver's identity, and the sender.
struct ReceiverKey {
    const ReceiverIdentity &identity;
    const QString &dispatchUid;
    const Sender &sender;

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
class Receiver final {
public:
    Receiver(CallableBox callable, const ReceiverIdentity &identity, const ReceiverHold &hold,
             ConnectOptions &&options, SignalCore &core);
    ~Receiver();

    const ConnectOptions &options() const { return m_options; }
    ReceiverKey key() const
    {
        return {m_identity ? *m_identity : ReceiverIdentity::none(), m_options.dispatchUid, m_options.sender};
    }

    /// Of the signal; lets go of its receivers when the signal ends, and exists as long as one of them.
    SignalCore &core() const { return m_core.core; }

    // Its place in a table, which the table gives it.
    struct Place {
        quint64 order = 0; ///< among all receivers of the signal
        ReceiverList *list = nullptr;
        quint32 slot = 0; ///< in the list
        quint32 keyHash = 0;
        Strong<Receiver> self; ///< the table's ownership, as long as it is in
    };
    Place place;

    bool isConnected() const noexcept { return m_state.load(std::memory_order_acquire) & Connected; }

    /// Whether it is connected and neither blocked nor muted.
    bool isReady() const noexcept { return m_state.load(std::memory_order_acquire) == Connected; }

    /// Whether it is connected and what it tracks, if anything, is alive.
    bool isAlive() const noexcept { return isConnected() && !(m_isTracked && hasTrackedDied()); }
    bool isTracked() const noexcept { return m_isTracked; }
    bool isHidden() const noexcept { return m_isHidden; }

    void setBlocked(bool blocked) noexcept;
    bool isBlocked() const noexcept { return m_state.load(std::memory_order_relaxed) & Blocked; }
    void mute() noexcept { m_state.fetch_add(OneMute, std::memory_order_relaxed); }
    void unmute() noexcept { m_state.fetch_sub(OneMute, std::memory_order_relaxed); }

    /// Ends the connection. @return false if it had ended before.
    bool disconnect();

    /// Ends the connection when its object, that of @p hold, or its sender dies; in any thread, from now on.
    /// To be called before it is inserted into a table, which asks isOrphaned() then.
    void watchLives(const ReceiverHold &hold);

    /// Whether its object or its sender has died.
    bool isOrphaned() const { return (m_context && !m_context->isAlive()) || (m_extras && hasSenderDied()); }

    /// For the table: from now on the core is kept for it.
    void wasInserted() noexcept { m_core.isCounted = true; }

    /// For the table: marks it disconnected. @return whether it was connected until now.
    bool markDisconnected() noexcept
    {
        return m_state.fetch_and(~Connected, std::memory_order_acq_rel) & Connected;
    }

    /// Whether a send may simply invoke() it, if it isReady() and isHere(): it is called during the send, as
    /// often as there are sends, and nothing must be kept alive for it.
    bool isPlain() const noexcept { return m_isPlain; }

    /// Whether a call that starts in the current thread, whose slot is @p me, is to be made there and then.
    /// Quick, but may say no when locate() says yes.
    bool isHereForSure(ThreadSlot &me) const
    {
        return m_plan == Plan::Anywhere || (m_plan == Plan::ItsThread && m_context->isHome(me));
    }

    /// How a call has to travel that starts in the current thread.
    enum class Route {
        Here, ///< not at all
        Queued, ///< by the event queue of its thread
        Blocking, ///< the same, and the sender waits
        Gone, ///< its object is dying
    };
    struct Whereabouts {
        Route route;
        QThread *thread; ///< only to be compared; nullptr if its object has none
    };
    Whereabouts locate(ThreadSlot &me) const;

    /// Whether a delivery that has come through an event queue may be called here.
    bool hasArrived(ThreadSlot &me) const
    {
        return !m_context || m_plan == Plan::AnywhereWhileAlive || m_context->isHome(me)
            || m_context->findThread(me) == me.thread;
    }

    /// The lifeline of its object; nullptr if it has none.
    Lifeline *context() const { return m_context; }

    /// What it takes to make one call, beside being in the right thread.
    class Permit {
    public:
        explicit operator bool() const { return m_isGranted; }

    private:
        friend class Receiver;
        bool m_isGranted = false;
        std::shared_ptr<const void> m_tracked; // alive as long as the call lasts
    };

    /// Asks to call it now: refused if it is not ready, if what it tracks has died, or if it is to be called
    /// once and another call was quicker. Ends the connection in the last two cases, and with the one call.
    Permit admit();

    void invoke(const Call &call, Callable::Result &result)
    {
        // No locked instruction: one of two calls at the same moment in two threads may go uncounted.
        m_calls.store(m_calls.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        m_callable->invoke(call, result);
    }
    void invokeBatch(const QList<const void *> &payloads, Callable::Result &result)
    {
        m_calls.store(m_calls.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        m_callable->invokeBatch(payloads, result);
    }
    bool watch(const QVariant &result, Callable::Finished finished) const
    {
        return m_callable->watch(result, std::move(finished));
    }
    quint64 calls() const { return m_calls.load(std::memory_order_relaxed); }

    /// What waits for a batch receiver; nullptr for others.
    PendingBatch *batch() const { return m_takesBatches ? pendingBatch() : nullptr; }

    /// The text of the last exception it threw; empty if it never did.
    QString lastError() const;
    void setLastError(const QString &error);

    /// Its connection's name for people: the uid, or the kind of callable and the class of its object.
    QString toString() const;

    /// Its sender for people, which may die meanwhile in another thread.
    QString senderToString() const;

private:
    enum State : quint32 { Connected = 1, Blocked = 2, OneMute = 4 };

    enum class Plan : quint8 {
        Anywhere, ///< in whatever thread sends
        AnywhereWhileAlive, ///< the same, while its object is alive
        ItsThread, ///< at once in its object's thread, else queued
        Queue, ///< always queued
        Blocking, ///< queued, and waited for
    };
    PendingBatch *pendingBatch() const;
    bool hasTrackedDied() const noexcept;
    bool hasSenderDied() const;
    static Plan planFor(const ReceiverHold &hold, Qt::ConnectionType type);

    struct Watch final : LifelineWatcher {
        explicit Watch(Receiver &owner) : receiver(owner) { }
        ~Watch() override { unwatch(); }
        void watchedObjectDied() override { receiver.disconnect(); }
        Keeper keepWatcher() override { return keep(Strong<Receiver>::toAlive(receiver)); }

        Receiver &receiver;
    };

    struct Extras;
    Extras &extras();

    // Keeps the core, which hears of the receiver's end.
    struct CoreHold {
        ~CoreHold();
        SignalCore &core;
        bool isCounted = false;
    };

    // What every call reads comes first.
    std::atomic<quint32> m_state = Connected;
    Plan m_plan;
    bool m_isPlain;
    bool m_isTracked;
    bool m_isHidden;
    bool m_takesBatches;
    CallableBox m_callable;
    Lifeline *m_context = nullptr; // of m_contextWatch
    std::atomic<quint64> m_calls = 0;

    std::unique_ptr<const ReceiverIdentity> m_identity; // nullptr if it is equal to no other
    ConnectOptions m_options;
    CoreHold m_core;
    Watch m_contextWatch{*this};
    std::unique_ptr<Extras> m_extras; // what most receivers don't need; never changed
    std::unique_ptr<QString> m_lastError; // under a lock
};

} // namespace Signalbox
