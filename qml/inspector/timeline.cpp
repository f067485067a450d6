// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "timeline.h"

#include <algorithm>

using Signalbox::TraceEvent;

int SendRecord::count(Delivery::State state) const
{
    return int(std::count_if(deliveries.begin(), deliveries.end(),
                             [state](const Delivery &delivery) { return delivery.state == state; }));
}

bool SendRecord::hasFailed() const
{
    return hasMoreFailed || count(Delivery::Raised) + count(Delivery::Dropped) > 0;
}

void SendRecord::loseTrack()
{
    for (Delivery &delivery : deliveries) {
        if (!delivery.isOver())
            delivery.state = Delivery::Unknown;
    }
}

std::chrono::nanoseconds SendRecord::span() const
{
    std::chrono::nanoseconds longest{0};
    for (const Delivery &delivery : deliveries)
        longest = std::max(longest, delivery.waited + delivery.took);
    return longest;
}

void Timeline::add(const std::vector<Step> &steps)
{
    for (const Step &step : steps) {
        if (step.what == TraceEvent::Sent)
            begin(step);
        else if (SendRecord *const send = lookUp(step.send))
            follow(*send, step);
    }
}

void Timeline::begin(const Step &step)
{
    m_places.insert(step.send, m_gone + m_sends.size());
    m_sends.push_back({.id = step.send,
                       .parent = step.parent,
                       .signal = step.connection.signal,
                       .name = step.signal,
                       .sender = step.sender,
                       .thread = step.thread,
                       .time = step.time,
                       .deliveries = {}});
    if (m_sends.size() > mostSends) {
        m_places.remove(m_sends.front().id);
        m_sends.pop_front();
        ++m_gone;
    }
}

void Timeline::follow(SendRecord &send, const Step &step)
{
    const auto isSame = [&step](const Delivery &delivery) { return delivery.connection == step.connection; };
    auto delivery = std::find_if(send.deliveries.begin(), send.deliveries.end(), isSame);
    if (delivery == send.deliveries.end()) {
        if (send.deliveries.size() >= mostDeliveries) {
            send.hasMore = true;
            send.hasMoreFailed |= step.what == TraceEvent::Raised || step.what == TraceEvent::Dropped;
            return;
        }
        delivery =
            send.deliveries.insert(delivery, {.connection = step.connection, .receiver = step.receiver});
    } else if (step.what == TraceEvent::Queued) {
        return; // its thread was quicker to tell of the call
    }
    const auto arriveAs = [&](Delivery::State state) {
        delivery->state = state;
        delivery->thread = step.thread;
        delivery->began = step.time;
        delivery->waited = step.time - send.time;
    };
    const auto end = [&](Delivery::State state) {
        if (delivery->thread == 0) { // its begin was not recorded
            delivery->thread = step.thread;
            delivery->began = step.time - step.duration;
            delivery->waited = delivery->began - send.time;
        }
        delivery->state = state;
        delivery->took = step.duration;
    };
    switch (step.what) {
    case TraceEvent::Sent:
    case TraceEvent::Queued:
        break;
    case TraceEvent::Called:
        arriveAs(Delivery::Running);
        break;
    case TraceEvent::Batched:
        arriveAs(Delivery::Batched);
        break;
    case TraceEvent::Dropped:
        arriveAs(Delivery::Dropped);
        break;
    case TraceEvent::Returned:
        end(Delivery::Returned);
        break;
    case TraceEvent::Raised:
        end(Delivery::Raised);
        delivery->error = step.error;
        break;
    }
}

void Timeline::loseTrack()
{
    for (SendRecord &send : m_sends)
        send.loseTrack();
}

void Timeline::clear()
{
    m_gone += m_sends.size();
    m_sends.clear();
    m_places.clear();
}

SendRecord *Timeline::lookUp(quint64 send)
{
    const auto place = m_places.constFind(send);
    return place == m_places.cend() ? nullptr : &m_sends[*place - m_gone];
}

const SendRecord *Timeline::find(quint64 send) const
{
    return const_cast<Timeline *>(this)->lookUp(send);
}
