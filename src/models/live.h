// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace Signalbox {

/// A value that an operation works with and that the receivers of a signal may change while it is sent. A
/// copy of this object - and every queued receiver gets one - holds the value as it was when the copy was
/// made.
///
/// *Lifetime.* The live value is valid during the send; keep a copy instead.
template <typename T>
class Live {
public:
    Live() = default;

    /// The live value @p live.
    explicit Live(T *live) : m_live(live) { }

    /// A value that nobody changes.
    explicit Live(T value) : m_snapshot(std::move(value)) { }

    /// Takes a snapshot.
    Live(const Live &other) : m_snapshot(*other) { }
    /// Takes a snapshot.
    Live &operator=(const Live &other)
    {
        m_snapshot = *other;
        m_live = nullptr;
        return *this;
    }
    ~Live() = default;

    /// @name The value as it is now
    /// @{

    /// Never invalid.
    const T &operator*() const { return m_live ? *m_live : m_snapshot; }
    const T *operator->() const { return &**this; }
    /// @}

    /// The value that the operation goes on with, to be changed; nullptr in a copy, and where the operation
    /// does not care any more.
    T *live() const { return m_live; }

private:
    T *m_live = nullptr;
    T m_snapshot = {};
};

} // namespace Signalbox
