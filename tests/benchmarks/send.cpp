// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "peers.h"

/// @file
/// Direct sends: "send/<library>/<receivers>".

namespace {

template <typename Peer>
void sendDirectly(benchmark::State &state)
{
    std::vector<Receiver> receivers(size_t(state.range(0)));
    Peer peer;
    for (Receiver &receiver : receivers)
        peer.connect(receiver);
    measureSends(state, [&peer](const Tick &tick) { peer.send(tick); });
    for (const Receiver &receiver : receivers)
        expectAllTicks(state, receiver.sum());
}

BENCHMARK(sendDirectly<OurSignal>)->Name("send/signalbox")->Arg(0)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendDirectly<QtSignal>)->Name("send/qt")->Arg(0)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendDirectly<BoostSignal>)->Name("send/boost")->Arg(0)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendDirectly<SigcSignal>)->Name("send/sigc")->Arg(0)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendDirectly<FunctionLoop>)->Name("send/function")->Arg(0)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendDirectly<OurLambdaSignal>)->Name("send/signalbox_lambda")->Arg(1)->Arg(100);
BENCHMARK(sendDirectly<OurRobustSignal>)->Name("send/signalbox_robust")->Arg(1)->Arg(10)->Arg(100);

} // namespace
