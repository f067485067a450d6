// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "blockpool_p.h"
#include "keeper_p.h"
#include "weak.h"

#include <QtCore/qglobal.h>

#include <atomic>
#include <cstddef>
#include <new>
#include <utility>

namespace Signalbox {

/// An object and the numbers of those who refer to it, in one block of a BlockPool.
template <typename T>
struct CountedBlock {
    std::atomic<quint32> strong = 1;
    std::atomic<quint32> weak = 2; // all strong ones count as one
    alignas(T) std::byte room[sizeof(T)];

    T *object() { return std::launder(reinterpret_cast<T *>(room)); }

    static CountedBlock *of(T &object)
    {
        return reinterpret_cast<CountedBlock *>(reinterpret_cast<std::byte *>(&object)
                                                - offsetof(CountedBlock, room));
    }

    /// Adds a strong reference, unless there is none any more.
    bool tryToAddStrong() noexcept
    {
        quint32 count = strong.load(std::memory_order_relaxed);
        while (count != 0 && !strong.compare_exchange_weak(count, count + 1, std::memory_order_acq_rel)) { }
        return count != 0;
    }
    void dropStrong() noexcept
    {
        if (strong.fetch_sub(1, std::memory_order_acq_rel) != 1)
            return;
        object()->~T();
        dropWeak();
    }
    void dropWeak() noexcept
    {
        // Who has the last one needs no locked instruction: nobody is left who could make another.
        if (weak.load(std::memory_order_acquire) != 1 && weak.fetch_sub(1, std::memory_order_acq_rel) != 1)
            return;
        this->~CountedBlock();
        pool().giveBack(this);
    }

    static BlockPool &pool()
    {
        static_assert(alignof(CountedBlock) <= alignof(std::max_align_t));
        static auto &pool =
            *new BlockPool(sizeof(CountedBlock)); // never destroyed: what is in it may be last
        return pool;
    }
};

/// Keeps an object alive, as std::shared_ptr does; with it come Weak references. Any thread may use its own
/// references; a reference is not to be used by two threads at the same moment.
///
/// Made for receivers, which come by the hundred thousand: the first strong and the first weak reference are
/// there from the beginning, where std::allocate_shared() and std::enable_shared_from_this take three locked
/// instructions, and any object can be asked for another reference.
template <typename T>
class Strong {
public:
    Strong() noexcept = default;
    Strong(std::nullptr_t) noexcept { }
    Strong(const Strong &other) noexcept : m_object(other.m_object)
    {
        if (m_object)
            block()->strong.fetch_add(1, std::memory_order_relaxed);
    }
    Strong(Strong &&other) noexcept : m_object(std::exchange(other.m_object, nullptr)) { }
    Strong &operator=(Strong other) noexcept
    {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~Strong()
    {
        if (m_object)
            block()->dropStrong();
    }

    /// A new object, made of @p arguments.
    template <typename... Arguments>
    static std::pair<Strong, Weak<T>> make(Arguments &&...arguments)
    {
        struct Memory {
            ~Memory()
            {
                if (block)
                    CountedBlock<T>::pool().giveBack(block);
            }
            void *block = CountedBlock<T>::pool().take();
        } memory;
        auto *const block = new (memory.block) CountedBlock<T>;
        Strong strong;
        strong.m_object = new (block->room) T(std::forward<Arguments>(arguments)...);
        memory.block = nullptr;
        return {std::move(strong), Weak<T>(block)};
    }

    /// Another reference to @p object, which must be kept alive during the call.
    static Strong to(T &object) noexcept
    {
        CountedBlock<T>::of(object)->strong.fetch_add(1, std::memory_order_relaxed);
        return adopt(&object);
    }

    /// The same for an object whose destruction may have begun: nothing in that case. It must not have ended.
    static Strong toAlive(T &object) noexcept
    {
        return CountedBlock<T>::of(object)->tryToAddStrong() ? adopt(&object) : Strong();
    }

    /// A weak reference to the same object.
    Weak<T> weak() const noexcept
    {
        if (!m_object)
            return {};
        block()->weak.fetch_add(1, std::memory_order_relaxed);
        return Weak<T>(block());
    }

    T *get() const noexcept { return m_object; }
    T *operator->() const noexcept { return m_object; }
    T &operator*() const noexcept { return *m_object; }
    explicit operator bool() const noexcept { return m_object; }

    friend Keeper keep(Strong owner)
    {
        return {std::exchange(owner.m_object, nullptr),
                {[](const void *kept) { adopt(static_cast<T *>(const_cast<void *>(kept))); }}};
    }

private:
    friend class Weak<T>;
    static Strong adopt(T *object) noexcept
    {
        Strong strong;
        strong.m_object = object;
        return strong;
    }
    CountedBlock<T> *block() const { return CountedBlock<T>::of(*m_object); }

    T *m_object = nullptr;
};

template <typename T>
Weak<T>::Weak(const Weak &other) noexcept : m_block(other.m_block)
{
    if (m_block)
        m_block->weak.fetch_add(1, std::memory_order_relaxed);
}

template <typename T>
void Weak<T>::drop() noexcept
{
    m_block->dropWeak();
}

template <typename T>
Strong<T> Weak<T>::lock() const noexcept
{
    return m_block && m_block->tryToAddStrong() ? Strong<T>::adopt(m_block->object()) : Strong<T>();
}

} // namespace Signalbox
