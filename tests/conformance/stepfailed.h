// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

#include <QString>

#include <exception>
#include <utility>

/// An operation of a step has failed; what a receiver throws, too.
class StepFailed : public std::exception {
public:
    explicit StepFailed(const QString &kind) : m_kind(kind) { }

    /// As a trace names it.
    const QString &kind() const { return m_kind; }
    const char *what() const noexcept override { return "a step failed"; }

private:
    QString m_kind;
};

/// What a trace calls @p error; throws std::runtime_error for one that Django has no name for.
QString kindOf(const Signalbox::DatabaseError &error);

/// The value of @p result; throws StepFailed if it is an error.
template <typename T>
T valueOf(Signalbox::Result<T> result)
{
    if (!result)
        throw StepFailed(kindOf(result.error()));
    return std::move(result).value();
}
