// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "tracehook.h"

#include <atomic>
#include <exception>

namespace Signalbox {

class Receiver;
class SignalCore;

/// Tells the trace hooks, if there are any. Costs a load if there are none.
class Trace {
public:
    static bool isOn() { return s_isOn.load(std::memory_order_relaxed); }

    /// @return the number of the send that begins; 0 if there is no hook
    static quint64 noteSent(const SignalCore &core, const Sender &sender)
    {
        return isOn() ? tellSent(core, sender) : 0;
    }
    static void note(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                     const Receiver &receiver, quint64 send)
    {
        if (isOn()) [[unlikely]]
            tellOf(what, core, sender, receiver, send);
    }

private:
    friend class TraceHook;
    friend class TracedCall;
    static quint64 tellSent(const SignalCore &core, const Sender &sender);
    static void tellOf(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                       const Receiver &receiver, quint64 send);
    static std::atomic<bool> s_isOn;
};

/// One call of a receiver, from Called to Returned or Raised. Within it, sends of this thread have @p send as
/// their parent. It must be ended() if it has begun.
class TracedCall {
public:
    TracedCall(const SignalCore &core, const Sender &sender, const Receiver &receiver, quint64 send)
        : m_core(core), m_sender(sender), m_receiver(receiver), m_send(send)
    {
        if (Trace::isOn()) [[unlikely]]
            begin();
    }

    void ended(const std::exception_ptr &error)
    {
        if (m_isTold) [[unlikely]]
            end(error);
    }

private:
    Q_DISABLE_COPY(TracedCall)
    void begin();
    void end(const std::exception_ptr &error);

    const SignalCore &m_core;
    const Sender &m_sender;
    const Receiver &m_receiver;
    const quint64 m_send;
    quint64 m_outerSend = 0;
    bool m_isTold = false;
    std::chrono::steady_clock::time_point m_began;
};

} // namespace Signalbox
