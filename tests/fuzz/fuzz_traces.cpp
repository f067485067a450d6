// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "tracefuzzing.h"

#include "conformance/replay.h"

/// Traces of the dispatcher from anywhere. What is no trace, or no step, is a std::invalid_argument that says
/// so; what is one has the same answers each time.

namespace {

QJsonArray answers(const QJsonObject &trace)
{
    Replay replay;
    return answersToSteps(trace, [&](const QJsonValue &step) { return replay.answer(step.toArray()); });
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    initializeTraceTarget(argc, argv);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tryTraces(Bytes(data, size).takeAll(), {QStringLiteral("seed")}, &answers);
    return 0;
}
