// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QVariant>
#include <QtQml/QJSValue>

#include <Signalbox/AbstractSignal>

/// Sends by scripts.
namespace ScriptSends {

/// What a receiver's exception becomes.
enum class Errors {
    Throw, ///< an Error that is thrown in the script
    Report, ///< the `error` in the receiver's place of what is returned
};

/// Sends @p signal by @p sender with @p args: an object with the payload's properties, or a payload; of a
/// signal whose payload is no gadget the value itself. What makes no sense is a warning of @p from, and
/// nothing is sent.
/// @return the responses, an array; undefined if nothing was sent
QJSValue send(const QObject &from, Signalbox::AbstractSignal &signal, const QVariant &sender,
              const QJSValue &args, Errors errors);

} // namespace ScriptSends
