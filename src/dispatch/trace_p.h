// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "introspection.h"

#include <atomic>

namespace Signalbox {

class Receiver;
class SignalCore;

/// Tells the trace hook, if there is one. Costs a load if there is none.
class Trace {
public:
    static bool isOn() { return s_isOn.load(std::memory_order_relaxed); }

    static void noteSent(const SignalCore &core, const Sender &sender)
    {
        if (isOn()) [[unlikely]]
            tellSent(core, sender);
    }
    static void note(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                     const Receiver &receiver)
    {
        if (isOn()) [[unlikely]]
            tellOf(what, core, sender, receiver);
    }

private:
    friend void setTraceHook(std::function<void(const TraceEvent &)> hook);
    static void tellSent(const SignalCore &core, const Sender &sender);
    static void tellOf(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                       const Receiver &receiver);
    static std::atomic<bool> s_isOn;
};

} // namespace Signalbox
