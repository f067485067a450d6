// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bytes.h"

#include "conformance/tracefile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLoggingCategory>

#include <stdexcept>
#include <utility>

/// @file
/// What the targets have in common that read traces.

inline void initializeTraceTarget(int *argc, char ***argv)
{
    [[maybe_unused]] static auto &application =
        *new QCoreApplication(*argc, *argv); // Qt 6.8 can't destroy it with the statics
    QLoggingCategory::setFilterRules(QStringLiteral("signalbox.*=false")); // receivers fail on purpose
}

/// What @p answer returns for each step of @p trace. A std::invalid_argument is an answer, too.
template <typename Answer>
QJsonArray answersToSteps(const QJsonObject &trace, Answer answer)
{
    QJsonArray answers;
    const QJsonArray steps = trace[u"steps"].toArray();
    for (const QJsonValue &step : steps) {
        try {
            answers.append(answer(step));
        } catch (const std::invalid_argument &error) {
            require(error.what()[0] != '\0', "an error says what is wrong");
            answers.append(QString::fromUtf8(error.what()));
        }
    }
    return answers;
}

/// Requires that @p answers returns the same each time for a trace, and that what is no trace, or lacks one
/// of the @p keys, is an error that says where.
template <typename Answers>
void tryTraces(const QByteArray &text, const QStringList &keys, Answers answers)
{
    QList<QJsonObject> traces;
    try {
        traces = readTraces(text, keys);
    } catch (const std::invalid_argument &error) {
        require(QByteArray(error.what()).startsWith("line "), "an error says where",
                QString::fromUtf8(error.what()));
        return;
    }
    for (const QJsonObject &trace : std::as_const(traces))
        require(answers(trace) == answers(trace), "a trace has the same answers each time");
}
