// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace Signalbox {

template <typename T>
class Strong;
template <typename T>
struct CountedBlock;

/// What std::weak_ptr is to std::shared_ptr, to Strong: it refers to an object without keeping it alive. Not
/// a part of the API: Connection has one, and nobody else can use it.
///
/// *Lifetime.* Outlives the object, and keeps the memory it was in.
///
/// *Thread.* Any thread may use a copy of its own.
template <typename T>
class Weak {
public:
    /// Refers to nothing.
    Weak() noexcept = default;
    /// @name A copy refers to the same object
    /// @{

    /// As any value.
    Weak(const Weak &other) noexcept;
    Weak(Weak &&other) noexcept : m_block(std::exchange(other.m_block, nullptr)) { }
    Weak &operator=(Weak other) noexcept
    {
        std::swap(m_block, other.m_block);
        return *this;
    }
    /// @}
    ~Weak()
    {
        if (m_block)
            drop();
    }

    /// The object, kept alive; nothing if it is gone.
    Strong<T> lock() const noexcept;

private:
    friend class Strong<T>;
    explicit Weak(CountedBlock<T> *block) noexcept : m_block(block) { }
    void drop() noexcept;

    CountedBlock<T> *m_block = nullptr;
};

} // namespace Signalbox
