// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "peers.h"

#include "support/eventthread.h"

#include <QList>

#include <algorithm>
#include <chrono>
#include <deque>
#include <semaphore>

/// Counts what arrives in another thread.
class Arrivals {
public:
    /// Begins a round of @p count arrivals; before anything is sent.
    void expect(qsizetype count) { m_missing = count; }
    /// Waits for the last of them. @return whether it came within a time that is more than enough.
    bool wait() { return m_complete.try_acquire_for(std::chrono::minutes(1)); }
    /// Called in the other thread.
    void arrived(qsizetype count)
    {
        m_missing -= count;
        if (m_missing == 0)
            m_complete.release();
    }

private:
    qsizetype m_missing = 0;
    std::binary_semaphore m_complete{0};
};

/// Hears every tick on its own.
class RemoteReceiver : public QObject {
    Q_OBJECT

public:
    explicit RemoteReceiver(Arrivals &arrivals) : m_arrivals(arrivals) { }
    void onTick(const Tick &) { m_arrivals.arrived(1); }

private:
    Arrivals &m_arrivals;
};

/// Hears all ticks that are there, at once.
class RemoteBatchReceiver : public QObject {
    Q_OBJECT

public:
    explicit RemoteBatchReceiver(Arrivals &arrivals) : m_arrivals(arrivals) { }
    void onTick(const QList<Tick> &ticks) { m_arrivals.arrived(ticks.size()); }

private:
    Arrivals &m_arrivals;
};

/// Measures deliveries to receivers in one other thread, from the send to the end of the receiver; rounds of
/// about two thousand deliveries. The time of an item is that of a delivery.
template <typename Peer, typename Remote>
void deliverQueued(benchmark::State &state)
{
    const auto sends = std::max<qsizetype>(1, 2000 / state.range(0));
    const auto deliveries = sends * state.range(0);
    Arrivals arrivals;
    std::deque<Remote> receivers;
    EventThread thread;
    Peer peer;
    for (int i = 0; i < state.range(0); ++i) {
        Remote &receiver = receivers.emplace_back(arrivals);
        receiver.moveToThread(thread.get());
        peer.connect(receiver);
    }
    for (auto _ : state) {
        arrivals.expect(deliveries);
        for (qsizetype i = 0; i < sends; ++i)
            peer.send({int(i)});
        if (!arrivals.wait()) {
            state.SkipWithError("not every delivery arrived");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations() * deliveries);
}
