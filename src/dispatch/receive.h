// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "signal.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <initializer_list>

namespace Signalbox {

namespace detail {

/// Warns of a signal that is nullptr in a list.
SIGNALBOX_DISPATCH_EXPORT Connection refuseNullSignal();

template <typename Payload, typename Connect>
QList<Connection> connectAll(std::initializer_list<Signal<Payload> *> signalList, Connect connect)
{
    QList<Connection> connections;
    QHash<Signal<Payload> *, Connection> first;
    for (Signal<Payload> *signal : signalList) {
        const auto known = first.constFind(signal);
        if (known != first.cend())
            connections.append(known->asKnown());
        else
            connections.append(*first.insert(signal, signal ? connect(*signal) : refuseNullSignal()));
    }
    return connections;
}

} // namespace detail

/// Connects one receiver to several signals, as Django's `@receiver([a, b])` does:
/// @code
/// receive({&pizzaDone, &pastaDone}, [](const Dish &dish) { … }, {.sender = &store});
/// receive({&pizzaDone, &pastaDone}, &display, &Display::onDish);
/// @endcode
/// Each is connected with the same @p options, in the order of @p signalList, and once, however often it is
/// in there. A signal that is nullptr, or that refuses, gets a warning in the log and a handle to nothing;
/// the others are connected all the same. The signals have one payload type.
/// @return the connections, in the order of @p signalList; those of a signal's repetitions are not new
template <typename Payload, detail::PlainCallable F>
QList<Connection> receive(std::initializer_list<Signal<Payload> *> signalList, F callable,
                          const ConnectOptions &options = {})
{
    return detail::connectAll(signalList,
                              [&](Signal<Payload> &signal) { return signal.connect(callable, options); });
}

/// The same, in the thread of @p context and until its death.
template <typename Payload, detail::PlainCallable F>
QList<Connection> receive(std::initializer_list<Signal<Payload> *> signalList, const QObject *context,
                          F callable, const ConnectOptions &options = {})
{
    return detail::connectAll(
        signalList, [&](Signal<Payload> &signal) { return signal.connect(context, callable, options); });
}

/// The same for a member function of @p receiver: a QObject, or a std::shared_ptr or weak_ptr of any class.
template <typename Payload, typename Receiver, detail::MemberFunction Method>
QList<Connection> receive(std::initializer_list<Signal<Payload> *> signalList, Receiver receiver,
                          Method method, const ConnectOptions &options = {})
{
    return detail::connectAll(
        signalList, [&](Signal<Payload> &signal) { return signal.connect(receiver, method, options); });
}

} // namespace Signalbox
