// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "global.h"

#include <QtCore/QHashFunctions>

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <typeinfo>

namespace Signalbox {

/// Which receiver it is: the object and member function, or the free function. A lambda or functor has no
/// identity of its own (two of the same text are two receivers), so each of its connections is unique.
class ReceiverIdentity {
public:
    /// No identity: equal to nothing, not even to itself.
    ReceiverIdentity() = default;

    /// The free function @p target, or the member function @p target of @p object.
    template <typename Target>
    static ReceiverIdentity of(const void *object, Target target)
    {
        static_assert(std::is_trivially_copyable_v<Target> && sizeof(Target) <= sizeof(m_target));
        ReceiverIdentity identity;
        identity.m_object = object;
        identity.m_type = &typeid(Target);
        identity.m_sameTarget = &sameTarget<Target>;
        std::memcpy(identity.m_target.data(), &target, sizeof(Target));
        return identity;
    }

    /// No identity; the same as no other.
    static const ReceiverIdentity &none()
    {
        static const ReceiverIdentity none;
        return none;
    }

    /// Whether it is the same as no other.
    bool isUnique() const noexcept { return !m_type; }

    friend bool operator==(const ReceiverIdentity &a, const ReceiverIdentity &b)
    {
        return a.m_type && b.m_type && a.m_object == b.m_object && *a.m_type == *b.m_type
            && a.m_sameTarget(a.m_target, b.m_target);
    }
    friend size_t qHash(const ReceiverIdentity &identity, size_t seed = 0)
    {
        return qHashMulti(seed, quintptr(identity.m_object),
                          identity.m_type ? identity.m_type->hash_code() : 0);
    }

private:
    using Bytes = std::array<std::byte, 4 * sizeof(void *)>; // the widest member pointer of any ABI

    // Member pointers may have padding, so they are compared as what they are, not byte by byte.
    template <typename Target>
    static bool sameTarget(const Bytes &a, const Bytes &b)
    {
        Target targets[2];
        std::memcpy(&targets[0], a.data(), sizeof(Target));
        std::memcpy(&targets[1], b.data(), sizeof(Target));
        return targets[0] == targets[1];
    }

    const void *m_object = nullptr;
    const std::type_info *m_type = nullptr;
    bool (*m_sameTarget)(const Bytes &, const Bytes &) = nullptr;
    Bytes m_target{};
};

namespace detail {

/// Whether @p callable is a null function pointer or an empty std::function.
template <typename F>
bool isNull(const F &callable)
{
    if constexpr (requires { callable == nullptr; })
        return callable == nullptr;
    else
        return false;
}

/// The identity of @p callable with @p context: a free function has one, anything else has none.
template <typename F>
ReceiverIdentity identityOf(const void *context, const F &callable)
{
    if constexpr (std::is_pointer_v<F>)
        return ReceiverIdentity::of(context, callable);
    else
        return {};
}

} // namespace detail
} // namespace Signalbox
