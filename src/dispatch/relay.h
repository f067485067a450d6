// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "signal.h"

#include <QtCore/QObject>

#include <concepts>
#include <utility>

namespace Signalbox {

/// Sends @p signal whenever @p object emits its Qt signal @p qtSignal, with @p object as the sender:
/// @code
/// relay(&oven, &Oven::finished, pizzaDone, [](int size) { return PizzaDone{.size = size}; });
/// @endcode
/// @param makePayload makes the payload from the arguments of the Qt signal, or from a leading part of them
/// @return the Qt connection; disconnect it to end the relay. It ends by itself with @p object and with
/// @p signal. nullptr arguments give Qt's warning and an invalid connection.
///
/// *Thread.* Sends in the thread that emits, as a plain receiver of the Qt signal with Qt::DirectConnection
/// would; the receivers of @p signal then run where they belong. A receiver's exception leaves the emission.
/// A signal must not be destroyed while another thread emits.
template <std::derived_from<QObject> Object, typename QtSignal, typename Payload, typename MakePayload>
QMetaObject::Connection relay(const Object *object, QtSignal qtSignal, Signal<Payload> &signal,
                              MakePayload makePayload)
{
    return QObject::connect(
        object, qtSignal, &signal,
        [ object, &signal, makePayload = std::move(makePayload) ]<typename... Arguments>(
            Arguments && ...arguments) requires std::invocable<const MakePayload &, Arguments...> {
            signal.send(object, makePayload(std::forward<Arguments>(arguments)...));
        },
        Qt::DirectConnection);
}

} // namespace Signalbox
