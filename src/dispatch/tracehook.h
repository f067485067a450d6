// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection.h"
#include "global.h"
#include "sender.h"

#include <QtCore/QString>

#include <chrono>
#include <functional>
#include <memory>

class QDebug;

/// @file
/// What goes on: a TraceHook is told of every step of every send.

namespace Signalbox {

/// One step in the life of a send, as trace hooks are told.
struct TraceEvent {
    /// What happened.
    enum What {
        Sent, ///< a send begins; there may be nobody who hears it, but there was a receiver once
        Called, ///< a receiver is about to be called
        Queued, ///< a receiver will be called later, or in another thread
        Dropped, ///< a receiver can't be called, or not any more
        Raised, ///< a receiver that was called threw
        Returned, ///< a receiver that was called returned; a QFuture, if that is what it returned, is not
                  ///< followed
        Batched, ///< a batch receiver will now get what it was sent here, in the next call it is told of
    };
    What what = Sent; ///< what happened
    QString signal = {}; ///< the signal's name
    /// Who sends. Only for Sent is an object sure to be alive: afterwards it may be dead, and may only be
    /// compared.
    Sender sender = {};
    QString receiver = {}; ///< as ReceiverInfo::name; empty for Sent
    /// Which receiver it is; for Sent, and one that emits AbstractSignal::sent() or is gone, that may be none
    /// that receivers() has.
    ConnectionId connection = {};
    /// Which send it is: no other one of the process has the same number. 0 if there was no hook when the
    /// send began. The call of a batch receiver belongs to the last of its sends.
    quint64 send = 0;
    /// For Sent: the send whose receiver sends this one, in the same thread; 0 if there is none.
    quint64 parent = 0;
    /// When it happened, the same for all hooks.
    std::chrono::steady_clock::time_point time = {};
    /// For Returned and Raised: how long the call took, without what hooks did before it.
    std::chrono::nanoseconds duration{0};
    QString error = {}; ///< for Raised: the text of the exception
};

/// For logs.
SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const TraceEvent &event);

/// Has a function told of every step of every send, in the thread that takes it, as long as this lives.
/// @code
/// const Signalbox::TraceHook hook([](const Signalbox::TraceEvent &event) { qDebug() << event; });
/// @endcode
/// There may be any number of hooks; each is told of everything, the oldest first. With none, tracing costs a
/// send nothing but a look at whether there is one.
///
/// Sends that nobody hears because nobody is connected are not traced: they end before. What a hook sends
/// itself is not traced either, nor are sends that a Mute silences. The end of a call is told only if its
/// begin was, to this hook or to one before it. What is Queued need not be heard of again: a rollback and the
/// end of a thread discard it silently. Steps of different threads may be told in another order than they
/// were taken. A hook must not throw, nor its thread be terminated within it: that would end the program.
///
/// *Thread.* Hooks may come and go in any thread, within a hook as well. One that has gone may still be
/// called for steps that have begun, so what it uses should be owned by the function; and that is destroyed
/// by remove(), or in the thread that is the last to tell it, so it must not own what belongs to one thread.
class SIGNALBOX_DISPATCH_EXPORT TraceHook {
public:
    /// What is told.
    using Function = std::function<void(const TraceEvent &)>;

    /// No hook.
    TraceHook() noexcept = default;

    /// Has @p function told; an empty one is no hook.
    explicit TraceHook(Function function);

    /// Takes over the hook of @p other.
    TraceHook(TraceHook &&other) noexcept = default;

    /// The same, and ends the one that it had.
    TraceHook &operator=(TraceHook &&other) noexcept;

    /// Ends it.
    ~TraceHook() { remove(); }

    /// Ends it; does nothing if there is none.
    void remove();

    /// Whether there is a hook.
    explicit operator bool() const noexcept { return m_function != nullptr; }

private:
    Q_DISABLE_COPY(TraceHook)
    std::shared_ptr<const Function> m_function;
};

} // namespace Signalbox
