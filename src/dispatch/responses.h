// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection.h"
#include "global.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <exception>

class QDebug;

namespace Signalbox {

/// What became of one receiver in one send().
class SIGNALBOX_DISPATCH_EXPORT Response {
public:
    enum class Outcome : quint8 {
        Returned, ///< it was called and returned value()
        Raised, ///< it was called and threw error() (sendRobust() only)
        Queued, ///< it will be called later, by its thread's event loop or after the commit
        Dropped, ///< it can't be called: its object has no thread (the QThread is gone); logged as a warning
    };

    static Response returned(Connection receiver, QVariant value = {});
    static Response raised(Connection receiver, std::exception_ptr error);
    static Response queued(Connection receiver);
    static Response dropped(Connection receiver);

    Outcome outcome() const noexcept { return m_outcome; }

    /// What the receiver returned; invalid if it returned void or was not called.
    const QVariant &value() const noexcept { return m_value; }

    /// What the receiver threw; empty unless outcome() is Outcome::Raised.
    std::exception_ptr error() const noexcept { return m_error; }

    /// The text of error(): its what(), or the text itself if a string was thrown.
    QString errorString() const;

    /// The receiver's connection.
    const Connection &receiver() const noexcept { return m_receiver; }

private:
    Response(Connection receiver, Outcome outcome);

    Connection m_receiver;
    QVariant m_value;
    std::exception_ptr m_error;
    Outcome m_outcome;
};

/// What came back from a send(): one Response per receiver that was called, in the order of their
/// connection. Empty if nobody listened. A list like any other; the members below are for the usual
/// questions.
class SIGNALBOX_DISPATCH_EXPORT Responses : public QList<Response> {
public:
    using QList<Response>::QList;

    /// What the receivers returned, in order, without those that returned void.
    QVariantList values() const;

    /// Whether any receiver threw.
    bool hasErrors() const noexcept;
};

/// The text of an exception: its what(), or the text itself if a string was thrown.
SIGNALBOX_DISPATCH_EXPORT QString errorString(const std::exception_ptr &error);

SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const Response &response);

} // namespace Signalbox
