// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "blockingreply_p.h"

#include <chrono>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace Signalbox {
namespace {

struct Waits {
    std::mutex mutex;
    std::unordered_map<const QThread *, const QThread *> awaitedBy;
};

// Never destroyed: threads wait until the last static is gone.
Waits &waits()
{
    static auto &waits = *new Waits;
    return waits;
}

} // namespace

ThreadWait::ThreadWait(const QThread *waiting, const QThread *awaited) : m_waiting(waiting)
{
    m_isSafe = follow(awaited);
}

bool ThreadWait::follow(const QThread *awaited)
{
    auto &[mutex, awaitedBy] = waits();
    const std::lock_guard lock(mutex);
    const QThread *last = awaited;
    for (auto next = awaitedBy.find(last); next != awaitedBy.end() && last != m_waiting;
         next = awaitedBy.find(last))
        last = next->second;
    if (last == m_waiting)
        return false;
    awaitedBy.insert_or_assign(m_waiting, awaited);
    return true;
}

ThreadWait::~ThreadWait()
{
    if (!m_isSafe)
        return;
    auto &[mutex, awaitedBy] = waits();
    const std::lock_guard lock(mutex);
    awaitedBy.erase(m_waiting);
}

Answer BlockingReply::wait(const Lifeline &context, ThreadWait &wait)
{
    using namespace std::chrono_literals;
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, 50ms, [this] { return m_state == State::Answered; })) {
        lock.unlock();
        const bool isRunning = context.isThreadRunning();
        const bool isSafe = wait.follow(context.findThread(ThreadSlot::mine()));
        lock.lock();
        if ((isRunning && isSafe) || m_state != State::Pending)
            continue;
        m_state = State::GivenUp;
        return refusal(isRunning ? "its object moved to a thread that waits for the sending one"
                                 : "its object's thread stopped running before it was called");
    }
    return std::exchange(m_answer, {});
}

bool BlockingReply::mayBegin(qsizetype)
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Pending)
        m_state = State::Begun;
    return m_state == State::Begun;
}

bool BlockingReply::answer(qsizetype, Answer &&answer)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state == State::GivenUp)
            return true; // it was not called
        m_state = State::Answered;
        m_answer = std::move(answer);
    }
    m_changed.notify_all();
    return true;
}

Answer refusal(const char *reason)
{
    return {Response::Outcome::Dropped, {}, std::make_exception_ptr(std::logic_error(reason))};
}

} // namespace Signalbox
