// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "abstractsignal.h"

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace Signalbox {

template <typename Payload>
class Signal;

/// Whether @p F can be a receiver of a Signal<Payload>: callable with any leading part of
/// `(const Payload &, const Sender &, AbstractSignal &)`, or with nothing.
template <typename F, typename Payload>
concept ReceiverOf = detail::TakesPrefix<F &, const Payload &, const Sender &, AbstractSignal &>;

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
/// return anything that fits into a QVariant, or nothing.
///
/// **The key** of a connection is its dispatchUid or, without one, the receiver's identity (object and
/// member function, or the free function; a lambda or functor is never the same as another), together with
/// the sender it is for. The first connection with a key stays; connecting again with the same key changes
/// nothing and returns a handle to the first, with Connection::isNew() false.
///
/// **connect()** refuses, with a warning in the log and a handle that is not connected: a null receiver or
/// context object, a null function, an unsupported ConnectOptions::type.
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
    Connection connect(Object *receiver, Method method, const ConnectOptions &options = {})
    {
        using Bound = detail::BoundMember<Object, Method>;
        assertReceiver<Bound>();
        if (!receiver || !method)
            return refuse("the receiver or its member function is nullptr; pass both");
        return connectCallable(std::make_unique<Typed<Bound>>(Bound{receiver, method}),
                               ReceiverIdentity::of(receiver, method), receiver, options);
    }

    /// Connects @p callable, which runs in the thread of @p context and ends with it.
    template <detail::PlainCallable F>
    Connection connect(const QObject *context, F callable, const ConnectOptions &options = {})
    {
        assertReceiver<F>();
        if (!context || detail::isNull(callable))
            return refuse("the context or the function is nullptr; pass both");
        return connectCallable(std::make_unique<Typed<F>>(std::move(callable)),
                               detail::identityOf(context, callable), context, options);
    }

    /// Connects @p callable, which runs in the thread that sends, until it is disconnected.
    template <detail::PlainCallable F>
    Connection connect(F callable, const ConnectOptions &options = {})
    {
        assertReceiver<F>();
        if (detail::isNull(callable))
            return refuse("the function is nullptr");
        return connectCallable(std::make_unique<Typed<F>>(std::move(callable)),
                               detail::identityOf(nullptr, callable), nullptr, options);
    }

    using AbstractSignal::disconnect;

    /// Ends the connection of the member function @p method of @p receiver that was made without a uid and
    /// for exactly @p sender. @return whether there was one.
    template <std::derived_from<QObject> Object, detail::MemberFunction Method>
    bool disconnect(Object *receiver, Method method, const Sender &sender = {})
    {
        return disconnectKey(ReceiverIdentity::of(receiver, method), {}, sender);
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

private:
    template <typename F>
    class Typed final : public Callable {
    public:
        explicit Typed(F &&function) : m_function(std::move(function)) { }
        QVariant invoke(const Call &call) override
        {
            return detail::variantFromCall(m_function, *static_cast<const Payload *>(call.payload),
                                           call.sender, call.signal);
        }

    private:
        F m_function;
    };

    template <typename F>
    static constexpr void assertReceiver()
    {
        static_assert(ReceiverOf<F, Payload>,
                      "Signal<Payload>::connect(): the receiver must be callable with a leading part of "
                      "(const Payload &, const Sender &, AbstractSignal &), or with nothing");
    }
};

} // namespace Signalbox
