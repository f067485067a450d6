// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "workload.h"

#include <Signalbox/Signal>

#include <vector>

/// @file
/// Sends that one receiver among many hears, as each hears a sender of its own:
/// "filtered/<library>/<receivers>" with one sender that sends all the time, "in_turn/<library>/<receivers>"
/// with all senders one after the other.

namespace {

/// One signal; each receiver hears one sender.
class OurSenders {
public:
    explicit OurSenders(std::vector<Receiver> &receivers) : m_senders(receivers.size())
    {
        for (size_t i = 0; i < receivers.size(); ++i)
            m_signal.connect(&receivers[i], &Receiver::onTick, {.sender = &m_senders[i]});
    }
    void send(size_t sender, const Tick &tick) { m_signal.send(&m_senders[sender], tick); }

private:
    std::vector<QObject> m_senders;
    Signalbox::Signal<Tick> m_signal{"tick"};
};

/// As many signals as receivers, which is Qt's way.
class QtSenders {
public:
    explicit QtSenders(std::vector<Receiver> &receivers) : m_emitters(receivers.size())
    {
        for (size_t i = 0; i < receivers.size(); ++i)
            QObject::connect(&m_emitters[i], &Emitter::ticked, &receivers[i], &Receiver::onTick);
    }
    void send(size_t sender, const Tick &tick) { Q_EMIT m_emitters[sender].ticked(tick); }

private:
    std::vector<Emitter> m_emitters;
};

template <typename Peer>
void sendByOne(benchmark::State &state)
{
    std::vector<Receiver> receivers(size_t(state.range(0)));
    Peer peer(receivers);
    const size_t sender = receivers.size() / 2;
    measureSends(state, [&](const Tick &tick) { peer.send(sender, tick); });
    expectAllTicks(state, receivers[sender].sum());
}

template <typename Peer>
void sendInTurn(benchmark::State &state)
{
    std::vector<Receiver> receivers(size_t(state.range(0)));
    Peer peer(receivers);
    size_t sender = 0;
    measureSends(state, [&](const Tick &tick) {
        peer.send(sender, tick);
        sender = sender + 1 < receivers.size() ? sender + 1 : 0;
    });
    qint64 received = 0;
    for (const Receiver &receiver : receivers)
        received += receiver.sum();
    expectAllTicks(state, received);
}

BENCHMARK(sendByOne<OurSenders>)->Name("filtered/signalbox")->Arg(10'000);
BENCHMARK(sendInTurn<OurSenders>)->Name("in_turn/signalbox")->Arg(10'000);
BENCHMARK(sendInTurn<QtSenders>)->Name("in_turn/qt")->Arg(10'000);

} // namespace
