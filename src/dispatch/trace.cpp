// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "trace_p.h"

#include "receiver_p.h"
#include "responses.h"
#include "signalcore_p.h"

#include <QtCore/QDebug>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace Signalbox {
namespace {

using Clock = std::chrono::steady_clock;
using Hook = std::shared_ptr<const TraceHook::Function>;
using Hooks = std::vector<Hook>;

struct CurrentHooks {
    std::mutex mutex;
    std::shared_ptr<const Hooks> hooks; // never changed: each change makes others
};

// Never destroyed: signals are sent until the last static is gone.
CurrentHooks &current()
{
    static auto &current = *new CurrentHooks;
    return current;
}

thread_local bool t_isInHook = false;
thread_local quint64 t_sendOfReceiver = 0; // whose receiver runs

void tell(const TraceEvent &event) noexcept
{
    if (t_isInHook)
        return;
    std::shared_ptr<const Hooks> hooks;
    {
        auto &[mutex, currentHooks] = current();
        const std::lock_guard lock(mutex);
        hooks = currentHooks;
    }
    if (!hooks)
        return;
    t_isInHook = true;
    for (const Hook &hook : *hooks)
        (*hook)(event);
    t_isInHook = false;
}

// Lets @p change change the hooks. What they own ends outside of the lock.
template <typename Change>
void changeHooks(std::atomic<bool> &isOn, Change change)
{
    std::shared_ptr<const Hooks> old;
    auto &[mutex, hooks] = current();
    const std::lock_guard lock(mutex);
    auto changed = std::make_shared<Hooks>(hooks ? *hooks : Hooks());
    change(*changed);
    old = std::exchange(hooks, changed->empty() ? nullptr : std::move(changed));
    isOn.store(hooks != nullptr, std::memory_order_release);
}

} // namespace

std::atomic<bool> Trace::s_isOn = false;

quint64 Trace::tellSent(const SignalCore &core, const Sender &sender)
{
    static std::atomic<quint64> last = 0;
    const quint64 send = ++last;
    tell({.what = TraceEvent::Sent,
          .signal = core.name,
          .sender = sender,
          .connection = {core.serial, 0},
          .send = send,
          .parent = t_sendOfReceiver,
          .time = Clock::now()});
    return send;
}

static TraceEvent stepOf(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                         const Receiver &receiver, quint64 send)
{
    return {.what = what,
            .signal = core.name,
            .sender = sender,
            .receiver = receiver.toString(),
            .connection = {core.serial, receiver.place.order},
            .send = send,
            .time = Clock::now()};
}

void Trace::tellOf(TraceEvent::What what, const SignalCore &core, const Sender &sender,
                   const Receiver &receiver, quint64 send)
{
    tell(stepOf(what, core, sender, receiver, send));
}

void TracedCall::begin()
{
    Trace::tellOf(TraceEvent::Called, m_core, m_sender, m_receiver, m_send);
    m_isTold = true;
    m_outerSend = std::exchange(t_sendOfReceiver, m_send);
    m_began = Clock::now();
}

void TracedCall::end(const std::exception_ptr &error)
{
    const auto now = Clock::now();
    t_sendOfReceiver = m_outerSend;
    TraceEvent step =
        stepOf(error ? TraceEvent::Raised : TraceEvent::Returned, m_core, m_sender, m_receiver, m_send);
    step.time = now;
    step.duration = now - m_began;
    if (error)
        step.error = errorString(error);
    tell(step);
}

TraceHook::TraceHook(Function function)
{
    if (!function)
        return;
    m_function = std::make_shared<const Function>(std::move(function));
    changeHooks(Trace::s_isOn, [this](Hooks &hooks) { hooks.push_back(m_function); });
}

TraceHook &TraceHook::operator=(TraceHook &&other) noexcept
{
    TraceHook old(std::move(*this));
    m_function = std::move(other.m_function);
    return *this;
}

void TraceHook::remove()
{
    if (!m_function)
        return;
    const Hook mine = std::move(m_function);
    changeHooks(Trace::s_isOn, [&mine](Hooks &hooks) { std::erase(hooks, mine); });
}

namespace {

QString senderText(const TraceEvent &event)
{
    const QObject *const object = event.sender.object();
    if (!object || event.what == TraceEvent::Sent)
        return event.sender.toString();
    return QStringLiteral("object 0x%1").arg(quintptr(object), 0, 16); // it may be dead
}

} // namespace

QDebug operator<<(QDebug debug, const TraceEvent &event)
{
    static constexpr const char *words[] = {"sent",   "called",   "queued", "dropped",
                                            "raised", "returned", "batched"};
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::TraceEvent(" << event.signal << ' ' << words[event.what];
    if (!event.receiver.isEmpty())
        debug << ' ' << event.receiver;
    return debug << ", sender " << senderText(event) << ')';
}

} // namespace Signalbox
