// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "introspection.h"

#include "receiver_p.h"
#include "signalcore_p.h"
#include "trace_p.h"

#include <QtCore/QDebug>

#include <memory>
#include <mutex>
#include <utility>

namespace Signalbox {
namespace {

using Hook = std::function<void(const TraceEvent &)>;

struct CurrentHook {
    std::mutex mutex;
    std::shared_ptr<const Hook> hook;
};

// Never destroyed: signals are sent until the last static is gone.
CurrentHook &current()
{
    static auto &current = *new CurrentHook;
    return current;
}

thread_local bool t_isInHook = false;

void tell(TraceEvent event)
{
    if (t_isInHook)
        return;
    std::shared_ptr<const Hook> hook;
    {
        auto &[mutex, currentHook] = current();
        const std::lock_guard lock(mutex);
        hook = currentHook;
    }
    if (!hook)
        return;
    t_isInHook = true;
    (*hook)(event);
    t_isInHook = false;
}

} // namespace

std::atomic<bool> Trace::s_isOn = false;

void Trace::tellSent(const SignalCore &core, const Sender &sender)
{
    tell({TraceEvent::Sent, core.name, sender, {}});
}

void Trace::tellOf(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                   const Receiver &receiver)
{
    tell({what, core.name, sender, receiver.toString()});
}

void setTraceHook(std::function<void(const TraceEvent &)> hook)
{
    const bool isOn = bool(hook);
    auto shared = std::make_shared<const Hook>(std::move(hook)); // the old one ends outside of the lock
    auto &[mutex, currentHook] = current();
    const std::lock_guard lock(mutex);
    currentHook.swap(shared);
    if (!isOn)
        currentHook.reset();
    Trace::s_isOn.store(isOn, std::memory_order_release);
}

QDebug operator<<(QDebug debug, const ReceiverInfo &receiver)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::ReceiverInfo(" << receiver.name << ", sender "
                              << receiver.sender.toString() << ", " << receiver.type << ", " << receiver.calls
                              << " calls";
    if (receiver.isBlocked)
        debug << ", blocked";
    if (!receiver.lastError.isEmpty())
        debug << ", last error \"" << receiver.lastError << '"';
    return debug << ')';
}

QDebug operator<<(QDebug debug, const TraceEvent &event)
{
    static constexpr const char *words[] = {"sent", "called", "queued", "dropped", "raised"};
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::TraceEvent(" << event.signal << ' ' << words[event.what];
    if (!event.receiver.isEmpty())
        debug << ' ' << event.receiver;
    return debug << ", sender " << event.sender.toString() << ')';
}

} // namespace Signalbox
