// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "global.h"
#include "sender.h"

#include <QtCore/QFuture>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QVariant>

#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <new>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

/// @file
/// How a receiver is called: one interface for the dispatcher, any callable for the user.

namespace Signalbox {

class AbstractSignal;

/// What a receiver is called with.
struct Call {
    const void *payload; ///< a value of the type payloadType
    QMetaType payloadType; ///< that of the signal
    const Sender &sender; ///< of the send
    AbstractSignal &signal; ///< that is sent
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
    /// What became of a future: its value (invalid if it is a QFuture<void> or has none), or the exception
    /// it failed with.
    using Finished = std::function<void(const QVariant &value, const std::exception_ptr &error)>;

    Callable() = default;
    virtual ~Callable();

    /// What a receiver returned; empty if it returns void.
    using Result = std::optional<QVariant>;

    /// Calls the user's code, and puts what it returns into @p result, which is empty. Throws what it throws.
    virtual void invoke(const Call &call, Result &result) = 0;

    /// Whether it is a batch receiver, that takes all payloads pending for it at once.
    virtual bool takesBatches() const;

    /// As invoke(), with many payloads, the oldest first. For batch receivers only.
    virtual void invokeBatch(const QList<const void *> &payloads, Result &result);

    /// If @p result, from invoke(), is a QFuture: calls @p finished when that has finished, in the thread
    /// that finishes it; never if it is cancelled. The future must not have a continuation yet.
    /// @return false if @p result is no future.
    virtual bool watch(const QVariant &result, Finished finished) const;

    /// Moves this callable, and what it holds, into @p memory, as large and aligned as itself.
    virtual Callable *moveTo(void *memory) = 0;

protected:
    /// For moveTo().
    Callable(Callable &&) = default;

private:
    Q_DISABLE_COPY(Callable)
};

/// Owns a Callable; a small one without an allocation of its own.
class SIGNALBOX_DISPATCH_EXPORT CallableBox {
public:
    /// A box with a @p Kind of Callable, made of @p arguments.
    template <std::derived_from<Callable> Kind, typename... Arguments>
    static CallableBox of(Arguments &&...arguments)
    {
        CallableBox box;
        if constexpr (sizeof(Kind) <= sizeof(m_room) && alignof(Kind) <= alignof(void *)) {
            box.m_callable = new (box.m_room) Kind(std::forward<Arguments>(arguments)...);
        } else {
            box.m_callable = new Kind(std::forward<Arguments>(arguments)...);
        }
        return box;
    }

    /// Takes what @p other owns, which is only to be destroyed afterwards.
    CallableBox(CallableBox &&other) noexcept
    {
        m_callable = other.isInside() ? other.m_callable->moveTo(m_room) : other.m_callable;
        if (!other.isInside())
            other.m_callable = nullptr;
    }
    ~CallableBox()
    {
        if (isInside())
            m_callable->~Callable();
        else
            delete m_callable;
    }

    /// The Callable.
    Callable *operator->() const { return m_callable; }

private:
    CallableBox() = default;
    CallableBox &operator=(CallableBox &&) = delete;
    Q_DISABLE_COPY(CallableBox)
    bool isInside() const { return static_cast<const void *>(m_callable) == m_room; }

    Callable *m_callable = nullptr;
    alignas(void *) std::byte m_room[4 * sizeof(void *)]; // a vtable, and an object with its member function
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

/// Runs @p call, and puts what it returns into @p result.
template <typename F>
void keepResult(F call, Callable::Result &result)
{
    using Returned = std::invoke_result_t<F>;
    if constexpr (std::is_void_v<Returned>)
        call();
    else
        result = QVariant::fromValue<std::remove_cvref_t<Returned>>(call());
}

template <typename T>
inline constexpr bool isFuture = false;
template <typename T>
inline constexpr bool isFuture<QFuture<T>> = true;

/// Callable::watch() for a receiver that returns @p Result.
template <typename Result>
bool watchResult(const QVariant &result, Callable::Finished finished)
{
    if constexpr (isFuture<Result>) {
        result.value<Result>().then(QtFuture::Launch::Sync, [finished = std::move(finished)](Result done) {
            QVariant value;
            std::exception_ptr error;
            try {
                done.waitForFinished(); // throws what it failed with
                if constexpr (!std::is_same_v<Result, QFuture<void>>) {
                    if (done.isResultReadyAt(0))
                        value = QVariant::fromValue(done.result());
                }
            } catch (...) {
                error = std::current_exception();
            }
            finished(value, error);
        });
        return true;
    } else {
        Q_UNUSED(result)
        Q_UNUSED(finished)
        return false;
    }
}

/// A callable for one call with the leading part that it takes of (@p A, @p B, @p C), which @p Arguments
/// makes of a Call: `std::tuple<A, B, C> Arguments::of(const Call &)`.
template <typename F, typename Arguments>
class PrefixCallable final : public Callable {
public:
    explicit PrefixCallable(F &&function) : m_function(std::move(function)) { }
    PrefixCallable(PrefixCallable &&) = default;

    void invoke(const Call &call, Result &result) override
    {
        keepResult([&]() -> decltype(auto) { return this->run(call); }, result);
    }
    bool watch(const QVariant &result, Finished finished) const override
    {
        using Returned =
            std::remove_cvref_t<decltype(std::declval<PrefixCallable &>().run(std::declval<const Call &>()))>;
        return watchResult<Returned>(result, std::move(finished));
    }
    Callable *moveTo(void *memory) override { return new (memory) PrefixCallable(std::move(*this)); }

private:
    decltype(auto) run(const Call &call)
    {
        return std::apply(
            [this](auto &...arguments) -> decltype(auto) { return callWithPrefix(m_function, arguments...); },
            Arguments::of(call));
    }

    F m_function;
};

/// A batch receiver of @p Payload.
template <typename F, typename Payload>
class BatchCallable final : public Callable {
public:
    explicit BatchCallable(F &&function) : m_function(std::move(function)) { }
    BatchCallable(BatchCallable &&) = default;

    void invoke(const Call &call, Result &result) override { invokeBatch({call.payload}, result); }
    bool takesBatches() const override { return true; }
    void invokeBatch(const QList<const void *> &payloads, Result &result) override
    {
        QList<Payload> batch;
        batch.reserve(payloads.size());
        for (const void *payload : payloads)
            batch.append(*static_cast<const Payload *>(payload));
        keepResult([&]() -> decltype(auto) { return std::invoke(m_function, std::as_const(batch)); }, result);
    }
    bool watch(const QVariant &result, Finished finished) const override
    {
        using Returned = std::remove_cvref_t<std::invoke_result_t<F &, const QList<Payload> &>>;
        return watchResult<Returned>(result, std::move(finished));
    }
    Callable *moveTo(void *memory) override { return new (memory) BatchCallable(std::move(*this)); }

private:
    F m_function;
};

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
