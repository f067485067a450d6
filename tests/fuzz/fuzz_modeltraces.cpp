// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "bytes.h"

#include "conformance/modelreplay.h"
#include "conformance/tracefile.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <stdexcept>

/// Traces of the models from anywhere. What is no trace, or no step, is a std::invalid_argument that says so;
/// what is one has the same answers and leaves the same rows each time.

namespace {

LibraryDatabase *database = nullptr;

QJsonArray answers(const QJsonObject &trace)
{
    ModelReplay replay(*database);
    QJsonArray answers;
    const QJsonArray steps = trace[u"steps"].toArray();
    for (const QJsonValue &step : steps) {
        try {
            answers.append(replay.answer(step.toObject()));
        } catch (const std::invalid_argument &error) {
            require(error.what()[0] != '\0', "an error says what is wrong");
            answers.append(QString::fromUtf8(error.what()));
        } catch (const std::runtime_error &error) { // of the database, of a kind that Django has no name for
            require(error.what()[0] != '\0', "an error of the database says what is wrong");
            answers.append(QStringLiteral("an error of the database"));
        }
    }
    answers.append(replay.rows());
    return answers;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    [[maybe_unused]] static auto &application =
        *new QCoreApplication(*argc, *argv); // Qt 6.8 can't destroy it with the statics
    QLoggingCategory::setFilterRules(QStringLiteral("signalbox.*=false")); // receivers fail on purpose
    database = new LibraryDatabase; // as long as the process
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    QList<QJsonObject> traces;
    try {
        traces = readTraces(Bytes(data, size).takeAll(), {QStringLiteral("seed"), QStringLiteral("rows")});
    } catch (const std::invalid_argument &error) {
        require(QByteArray(error.what()).startsWith("line "), "an error says where",
                QString::fromUtf8(error.what()));
        return 0;
    }
    for (const QJsonObject &trace : std::as_const(traces))
        require(answers(trace) == answers(trace), "a trace has the same answers each time");
    return 0;
}
