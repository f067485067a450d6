// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "global.h"
#include "sender.h"

#include <QtCore/QMetaType>
#include <QtCore/QVariant>

#include <concepts>
#include <functional>
#include <type_traits>
#include <utility>

/// @file
/// How a receiver is called: one interface for the dispatcher, any callable for the user.

namespace Signalbox {

class AbstractSignal;

/// What a receiver is called with.
struct Call {
    const void *payload; ///< a value of the type payloadType
    QMetaType payloadType;
    const Sender &sender;
    AbstractSignal &signal;
    const QVariant *sharedPayload = nullptr; ///< the payload as a QVariant, where one exists already

    /// The payload as a QVariant: shared for queued calls, a copy for direct ones.
    QVariant payloadVariant() const
    {
        return sharedPayload ? *sharedPayload : QVariant(payloadType, payload);
    }
};

/// A user's receiver, whatever its type.
class SIGNALBOX_DISPATCH_EXPORT Callable {
public:
    Callable() = default;
    virtual ~Callable();

    /// Calls the user's code. @return what it returned, invalid for void. Throws what it throws.
    virtual QVariant invoke(const Call &call) = 0;

private:
    Q_DISABLE_COPY(Callable)
};

namespace detail {

/// Whether @p F can be called with the leading arguments (a, b, c), (a, b), (a) or ().
template <typename F, typename A, typename B, typename C>
concept TakesPrefix =
    std::invocable<F, A, B, C> || std::invocable<F, A, B> || std::invocable<F, A> || std::invocable<F>;

/// Calls @p f with the longest prefix of (@p a, @p b, @p c) that it takes.
template <typename F, typename A, typename B, typename C>
decltype(auto) callWithPrefix(F &f, A &&a, B &&b, C &&c)
{
    if constexpr (std::invocable<F &, A, B, C>)
        return std::invoke(f, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c));
    else if constexpr (std::invocable<F &, A, B>)
        return std::invoke(f, std::forward<A>(a), std::forward<B>(b));
    else if constexpr (std::invocable<F &, A>)
        return std::invoke(f, std::forward<A>(a));
    else
        return std::invoke(f);
}

/// As callWithPrefix(), with the result as a QVariant; invalid for void.
template <typename F, typename A, typename B, typename C>
QVariant variantFromCall(F &f, A &&a, B &&b, C &&c)
{
    using Result = decltype(callWithPrefix(f, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c)));
    if constexpr (std::is_void_v<Result>) {
        callWithPrefix(f, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c));
        return {};
    } else {
        return QVariant::fromValue<std::remove_cvref_t<Result>>(
            callWithPrefix(f, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c)));
    }
}

/// A member function bound to its object: callable like a free function with the member's parameters.
template <typename Object, typename Member>
struct BoundMember {
    Object *object;
    Member member;

    template <typename... Args>
    requires std::invocable<Member, Object *, Args...>
    decltype(auto) operator()(Args &&...args) const
    {
        return std::invoke(member, object, std::forward<Args>(args)...);
    }
};

} // namespace detail
} // namespace Signalbox
