// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "allocations.h"
#include "peers.h"

/// @file
/// What a connection occupies: "memory/<library>/<receivers>", counter "bytes" per connection. How often a
/// send asks for memory: "allocations/<library>/<receivers>", counter "allocations" per send.

namespace {

template <typename Peer>
void occupyMemory(benchmark::State &state)
{
    std::vector<Receiver> receivers(size_t(state.range(0)));
    for (auto _ : state) {
        Peer peer;
        const auto before = occupiedBytes();
        for (Receiver &receiver : receivers)
            peer.connect(receiver);
        state.counters["bytes"] = double(occupiedBytes() - before) / double(receivers.size());
    }
}

template <typename Peer>
void allocateInSend(benchmark::State &state)
{
    std::vector<Receiver> receivers(size_t(state.range(0)));
    Peer peer;
    for (Receiver &receiver : receivers)
        peer.connect(receiver);
    peer.send({1}); // what is made once, by the first send, does not count
    const auto before = allocations();
    for (auto _ : state)
        peer.send({1});
    state.counters["allocations"] = double(allocations() - before) / double(state.iterations());
}

// A single iteration: the receivers have never been connected before.
BENCHMARK(occupyMemory<OurSignal>)->Name("memory/signalbox")->Arg(10'000)->Iterations(1);
BENCHMARK(occupyMemory<QtSignal>)->Name("memory/qt")->Arg(10'000)->Iterations(1);
BENCHMARK(occupyMemory<BoostSignal>)->Name("memory/boost")->Arg(10'000)->Iterations(1);
BENCHMARK(occupyMemory<SigcSignal>)->Name("memory/sigc")->Arg(10'000)->Iterations(1);

BENCHMARK(allocateInSend<OurSignal>)->Name("allocations/signalbox")->Arg(1)->Arg(8)->Arg(9)->Iterations(1000);
BENCHMARK(allocateInSend<QtSignal>)->Name("allocations/qt")->Arg(1)->Arg(8)->Arg(9)->Iterations(1000);
BENCHMARK(allocateInSend<BoostSignal>)->Name("allocations/boost")->Arg(1)->Arg(8)->Arg(9)->Iterations(1000);

} // namespace
