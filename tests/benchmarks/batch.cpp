// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "arrivals.h"

/// @file
/// Deliveries to another thread, whose receiver takes all that are there at once:
/// "batch/<library>/<receivers>".

BENCHMARK(deliverQueued<OurSignal, RemoteBatchReceiver>)->Name("batch/signalbox")->Arg(1)->UseRealTime();
