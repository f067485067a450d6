// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "abstractsignal.h"

#include <concepts>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

namespace Signalbox {

template <typename Payload>
class Signal;

/// Whether @p F can be called with any leading part of `(const Payload &, const Sender &, AbstractSignal &)`,
/// or with nothing.
template <typename F, typename Payload>
concept SingleReceiverOf = detail::TakesPrefix<F &, const Payload &, const Sender &, AbstractSignal &>;

/// Whether @p F is a batch receiver: one that takes `const QList<Payload> &` alone.
template <typename F, typename Payload>
concept BatchReceiverOf = !SingleReceiverOf<F, Payload> && std::invocable<F &, const QList<Payload> &>;

/// Whether @p F can be a receiver of a Signal<Payload>.
template <typename F, typename Payload>
concept ReceiverOf = SingleReceiverOf<F, Payload> || BatchReceiverOf<F, Payload>;

namespace detail {

template <typename F>
concept MemberFunction = std::is_member_function_pointer_v<F>;

template <typename F>
concept ObjectOrOptions =
    std::convertible_to<F, const QObject *> || std::convertible_to<F, const ConnectOptions &>;

/// What can be meant as a lambda, functor or function, right or wrong; keeps the overloads of connect()
/// apart.
template <typename F>
concept PlainCallable = !MemberFunction<F> && !ObjectOrOptions<F>;

/// What a Signal<Payload> calls its receivers with.
template <typename Payload>
struct SignalArguments {
    static std::tuple<const Payload &, const Sender &, AbstractSignal &> of(const Call &call)
    {
        return {*static_cast<const Payload *>(call.payload), call.sender, call.signal};
    }
};

} // namespace detail

/// A named signal whose sends carry a @p Payload: a copyable type, best a Q_GADGET struct whose properties
/// QML can read. What a send does, mid-send rules, threads and lifetime: see AbstractSignal.
/// @code
/// struct PizzaDone { Q_GADGET … };
/// Signalbox::Signal<PizzaDone> pizzaDone{"pizza_done"};
///
/// pizzaDone.connect(&display, &Display::onPizzaDone, {.sender = &store, .dispatchUid = "display"});
/// pizzaDone.connect([](const PizzaDone &pizza) { qInfo() << pizza.size; });
/// pizzaDone.send(&store, {.toppings = {"mushrooms"}, .size = 32});
/// @endcode
///
/// **Receivers** take any leading part of `(const Payload &, const Sender &, AbstractSignal &)` and may
/// return anything that fits into a QVariant, a QFuture of that, or nothing. A QFuture that is waited for, or
/// returned by a receiver that is not called directly, gets a continuation, and Qt allows but one: of a chain
/// return the last future, and none that was returned before and has not finished. A *batch receiver* takes a
/// `const QList<Payload> &` instead: everything that is pending for it, the oldest first, in one call. That
/// keeps a thread alive in a flood: however much is sent while it is busy, one call catches up. Called
/// directly it gets what is pending and what is being sent.
///
/// **The key** of a connection is its dispatchUid or, without one, the receiver's identity (object and
/// member function, or the free function; a lambda or functor is never the same as another), together with
/// the sender it is for. The first connection with a key stays; connecting again with the same key changes
/// nothing and returns a handle to the first, with Connection::isNew() false.
///
/// **connect()** refuses, with a warning in the log and a handle that is not connected: a null receiver or
/// context object, a null function, an owner that has died, an unsupported ConnectOptions::type,
/// Qt::BlockingQueuedConnection without a QObject, and `weak = false` for a plain QObject pointer.
template <typename Payload>
class Signal : public AbstractSignal {
    static_assert(std::copy_constructible<Payload> && std::same_as<Payload, std::remove_cvref_t<Payload>>,
                  "Signal<Payload>: the payload must be a copyable value type");

public:
    /// @param name the signal's name, unique in the process; see AbstractSignal::find()
    explicit Signal(QAnyStringView name, QObject *parent = nullptr)
        : AbstractSignal(name, QMetaType::fromType<Payload>(), parent)
    { }

    /// Connects the member function @p method of @p receiver, held weakly, running in its thread.
    template <std::derived_from<QObject> Object, detail::MemberFunction Method>
    Connection connect(Object *receiver, Method method, ConnectOptions options = {})
    {
        if (!receiver || !method)
            return refuse("the receiver or its member function is nullptr; pass both");
        return connectCallable(callableFor(detail::BoundMember<Object, Method>{receiver, method}),
                               ReceiverIdentity::of(receiver, method), {.context = receiver},
                               std::move(options));
    }

    /// As with QObject::connect(): the options are just the type of the connection.
    template <std::derived_from<QObject> Object, detail::MemberFunction Method>
    Connection connect(Object *receiver, Method method, Qt::ConnectionType type)
    {
        return connect(receiver, method, ConnectOptions{.type = type});
    }

    /// Connects the member function @p method of what @p receiver owns: any class. It is held weakly, or
    /// owned by the connection as well, see ConnectOptions::weak. A QObject runs in its thread, anything
    /// else in the thread that sends; it is kept alive during the call.
    template <typename Object, detail::MemberFunction Method>
    Connection connect(const std::shared_ptr<Object> &receiver, Method method, ConnectOptions options = {})
    {
        if (!receiver || !method)
            return refuse("the receiver is empty or its member function is nullptr; pass both");
        ReceiverHold hold{.tracked = receiver, .isTracked = true};
        if constexpr (std::derived_from<Object, QObject>)
            hold.context = receiver.get();
        return connectCallable(callableFor(detail::BoundMember<Object, Method>{receiver.get(), method}),
                               ReceiverIdentity::of(receiver.get(), method), hold, std::move(options));
    }

    /// The same for a receiver whose owner is elsewhere.
    template <typename Object, detail::MemberFunction Method>
    Connection connect(const std::weak_ptr<Object> &receiver, Method method, ConnectOptions options = {})
    {
        return connect(receiver.lock(), method, std::move(options));
    }

    /// Connects @p callable, which runs in the thread that sends, and ends with what @p tracked refers to;
    /// that is kept alive during the call.
    template <typename Object, detail::PlainCallable F>
    Connection connect(const std::weak_ptr<Object> &tracked, F callable, ConnectOptions options = {})
    {
        const std::shared_ptr<Object> owner = tracked.lock();
        if (!owner || detail::isNull(callable))
            return refuse("what is tracked has died or the function is nullptr; pass both");
        const auto identity = detail::identityOf(owner.get(), callable);
        return connectCallable(callableFor(std::move(callable)), identity,
                               {.tracked = owner, .isTracked = true}, std::move(options));
    }

    /// Connects @p callable, which runs in the thread of @p context and ends with it.
    template <detail::PlainCallable F>
    Connection connect(const QObject *context, F callable, ConnectOptions options = {})
    {
        if (!context || detail::isNull(callable))
            return refuse("the context or the function is nullptr; pass both");
        const auto identity = detail::identityOf(context, callable);
        return connectCallable(callableFor(std::move(callable)), identity, {.context = context},
                               std::move(options));
    }

    /// As with QObject::connect(): the options are just the type of the connection.
    template <detail::PlainCallable F>
    Connection connect(const QObject *context, F callable, Qt::ConnectionType type)
    {
        return connect(context, std::move(callable), ConnectOptions{.type = type});
    }

    /// Connects @p callable, which runs in the thread that sends, until it is disconnected.
    template <detail::PlainCallable F>
    Connection connect(F callable, ConnectOptions options = {})
    {
        if (detail::isNull(callable))
            return refuse("the function is nullptr");
        const auto identity = detail::identityOf(nullptr, callable);
        return connectCallable(callableFor(std::move(callable)), identity, {}, std::move(options));
    }

    using AbstractSignal::disconnect;

    /// Ends the connection of the member function @p method of @p receiver that was made without a uid and
    /// for exactly @p sender. @return whether there was one.
    template <std::derived_from<QObject> Object, detail::MemberFunction Method>
    bool disconnect(Object *receiver, Method method, const Sender &sender = {})
    {
        return disconnectKey(ReceiverIdentity::of(receiver, method), {}, sender);
    }

    /// The same for a receiver that was connected as a shared or weak pointer.
    template <typename Object, detail::MemberFunction Method>
    bool disconnect(const std::shared_ptr<Object> &receiver, Method method, const Sender &sender = {})
    {
        return disconnectKey(ReceiverIdentity::of(receiver.get(), method), {}, sender);
    }

    /// Ends the connection of the free function @p function that was made without a context and a uid and
    /// for exactly @p sender. @return whether there was one.
    template <typename Result, typename... Args>
    bool disconnect(Result (*function)(Args...), const Sender &sender = {})
    {
        return disconnectKey(ReceiverIdentity::of(nullptr, function), {}, sender);
    }

    /// The same for a free function that was connected with the context object @p context.
    template <typename Result, typename... Args>
    bool disconnect(const QObject *context, Result (*function)(Args...), const Sender &sender = {})
    {
        return disconnectKey(ReceiverIdentity::of(context, function), {}, sender);
    }

    /// Calls every receiver for @p sender, in the order of their connection. An exception of a receiver
    /// leaves it at once.
    Responses send(const Sender &sender, const Payload &payload)
    {
        return mayHaveListeners() ? dispatch(Errors::Propagate, sender, &payload) : Responses();
    }

    /// As send(), but goes on after a receiver that throws: logs the exception (category
    /// "signalbox.dispatch") and returns it in that receiver's place.
    Responses sendRobust(const Sender &sender, const Payload &payload)
    {
        return mayHaveListeners() ? dispatch(Errors::Record, sender, &payload) : Responses();
    }

    /// As send(), and the future finishes, with all that came back, when every receiver is done in whatever
    /// thread it runs, and every QFuture that one returned has finished. Receivers of this thread are called
    /// before it returns, as by send(). Responses keep the order of connection.
    ///
    /// *Errors.* The first exception of any receiver, or of any future, fails the future at once; receivers
    /// that have not been called by then are not called any more.
    /// A receiver that dies or is disconnected before its turn, or whose thread is deleted, and a future that
    /// is cancelled, end as Response::Outcome::Dropped. Cancelling the future keeps those from being called
    /// that have not been called yet. A receiver whose thread never runs its event loop keeps the future
    /// waiting.
    ///
    /// *Thread.* The future finishes, and its continuations without a context run, in the thread of
    /// whoever is done last.
    QFuture<Responses> sendAsync(const Sender &sender, const Payload &payload)
    {
        return dispatchAsync(Errors::Propagate, sender, &payload);
    }

    /// As sendAsync(), but goes on after an exception: logs it and returns it in that receiver's place.
    QFuture<Responses> sendRobustAsync(const Sender &sender, const Payload &payload)
    {
        return dispatchAsync(Errors::Record, sender, &payload);
    }

private:
    template <typename F>
    static CallableBox callableFor(F function)
    {
        static_assert(ReceiverOf<F, Payload>,
                      "Signal<Payload>::connect(): the receiver must be callable with a leading part of "
                      "(const Payload &, const Sender &, AbstractSignal &), with nothing, or with a "
                      "(const QList<Payload> &)");
        if constexpr (SingleReceiverOf<F, Payload>)
            return CallableBox::of<detail::PrefixCallable<F, detail::SignalArguments<Payload>>>(
                std::move(function));
        else if constexpr (BatchReceiverOf<F, Payload>)
            return CallableBox::of<detail::BatchCallable<F, Payload>>(std::move(function));
    }
};

} // namespace Signalbox
