// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "tracefuzzing.h"

#include "conformance/modelreplay.h"

/// Traces of the models from anywhere. What is no trace, or no step, is a std::invalid_argument that says so;
/// what is one has the same answers and leaves the same rows each time.

namespace {

LibraryDatabase *database = nullptr;

QJsonArray answers(const QJsonObject &trace)
{
    ModelReplay replay(*database);
    QJsonArray answers = answersToSteps(trace, [&](const QJsonValue &step) -> QJsonValue {
        try {
            return replay.answer(step.toObject());
        } catch (const std::runtime_error &error) { // of the database, of a kind that Django has no name for
            require(error.what()[0] != '\0', "an error of the database says what is wrong");
            return QStringLiteral("an error of the database");
        }
    });
    answers.append(replay.rows());
    return answers;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    initializeTraceTarget(argc, argv);
    database = new LibraryDatabase; // as long as the process
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tryTraces(Bytes(data, size).takeAll(), {QStringLiteral("seed"), QStringLiteral("rows")}, &answers);
    return 0;
}
