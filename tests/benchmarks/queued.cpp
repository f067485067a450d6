// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "arrivals.h"

/// @file
/// Deliveries to another thread: "queued/<library>/<receivers>".

BENCHMARK(deliverQueued<OurSignal, RemoteReceiver>)
    ->Name("queued/signalbox")
    ->RangeMultiplier(8)
    ->Range(1, 64)
    ->UseRealTime();
BENCHMARK(deliverQueued<QtSignal, RemoteReceiver>)
    ->Name("queued/qt")
    ->RangeMultiplier(8)
    ->Range(1, 64)
    ->UseRealTime();
