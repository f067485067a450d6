// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "recorder.h"

#include "threadnames.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_set>
#include <utility>

using Signalbox::TraceEvent;

// Shared with the hook, which may still be called when it has been removed.
class Recorder::Tape {
public:
    void record(const TraceEvent &event)
    {
        if (!count(event))
            return;
        // Texts are made outside of the lock: a sender is asked for its class.
        const bool isSent = event.what == TraceEvent::Sent;
        Step step{.what = event.what,
                  .send = event.send,
                  .parent = event.parent,
                  .connection = event.connection,
                  .thread = ThreadNames::mine(),
                  .time = event.time,
                  .duration = event.duration,
                  .signal = isSent ? event.signal : QString(),
                  .sender = isSent ? event.sender.toString() : QString(),
                  .receiver = event.receiver,
                  .error = event.error};
        const std::lock_guard lock(m_mutex);
        if (m_slice.steps.size() < stepsPerSlice) {
            m_slice.steps.push_back(std::move(step));
        } else if (isSent) {
            m_followed.erase(event.send);
            ++m_slice.notShown;
        } else {
            ++m_slice.stepsLost;
        }
    }

    Slice take()
    {
        Slice slice;
        slice.steps.reserve(stepsPerSlice / 8);
        const std::lock_guard lock(m_mutex);
        std::swap(slice, m_slice);
        m_chosen = 0;
        const quint64 steps = (slice.steps.size() + slice.stepsLost) * m_every; // if all had been chosen
        m_every = std::max({quint64(1), slice.sends / sendsPerSlice, steps / (stepsPerSlice / 2)});
        return slice;
    }

private:
    // @return whether the step is to be shown
    bool count(const TraceEvent &event)
    {
        const std::lock_guard lock(m_mutex);
        countSignal(event);
        countReceiver(event);
        return event.what == TraceEvent::Sent ? choose(event.send) : m_followed.count(event.send) > 0;
    }

    void countSignal(const TraceEvent &event)
    {
        SignalCounts *const counts = entryOf(m_slice.counts, event.connection.signal);
        if (!counts)
            return;
        counts->sends += event.what == TraceEvent::Sent;
        counts->calls += event.what == TraceEvent::Called;
        counts->errors += event.what == TraceEvent::Raised;
    }

    void countReceiver(const TraceEvent &event)
    {
        if (event.what != TraceEvent::Returned && event.what != TraceEvent::Raised)
            return;
        if (CallTimes *const times = entryOf(m_slice.times, event.connection))
            times->add({1, event.duration, event.duration});
    }

    template <typename Key, typename Value>
    Value *entryOf(QHash<Key, Value> &entries, const Key &key)
    {
        const auto found = entries.find(key);
        if (found != entries.end())
            return &*found;
        if (entries.size() < countsPerSlice)
            return &entries[key];
        ++m_slice.notCounted;
        return nullptr;
    }

    bool choose(quint64 send)
    {
        // The second half of the room is for the ends of sends that have begun.
        const bool hasRoom = m_chosen < 2 * sendsPerSlice && m_slice.steps.size() < stepsPerSlice / 2;
        if (m_slice.sends++ % m_every != 0 || !hasRoom) {
            ++m_slice.notShown;
            return false;
        }
        ++m_chosen;
        m_followed.insert(send);
        m_order.push_back(send);
        if (m_order.size() > sendsFollowed) {
            m_followed.erase(m_order.front());
            m_order.pop_front();
        }
        return true;
    }

    std::mutex m_mutex;
    Slice m_slice;
    size_t m_chosen = 0; // in this slice
    quint64 m_every = 1; // which send is chosen, after the rate of the last slice
    std::unordered_set<quint64> m_followed;
    std::deque<quint64> m_order; // of m_followed
};

Recorder::Recorder() = default;
Recorder::~Recorder() = default;

void Recorder::start()
{
    if (isRunning())
        return;
    ThreadNames::mine();
    m_tape = std::make_shared<Tape>();
    m_hook = Signalbox::TraceHook([tape = m_tape](const TraceEvent &event) { tape->record(event); });
}

void Recorder::stop()
{
    m_hook.remove();
    m_tape.reset();
}

Slice Recorder::take()
{
    return m_tape ? m_tape->take() : Slice();
}
