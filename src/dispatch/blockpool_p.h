// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <atomic>
#include <cstddef>

namespace Signalbox {

/// Memory in blocks of one size, for what programs make and throw away by the thousand. What is given back is
/// kept for the next one, not returned to the system: fresh memory costs more than all else about a
/// connection. For one thread at a time.
class BlockStack {
public:
    struct Block {
        Block *next;
    };

    explicit BlockStack(std::size_t blockSize);

    /// A block; of new ones if the stack is empty.
    void *take();
    void giveBack(void *memory);

    /// Whether take() would have to ask for new blocks.
    bool isEmpty() const { return !m_free; }

    /// New blocks for this stack, in a chain. Any thread may ask at any time.
    Block *newBlocks() const;

    /// Adds a chain of blocks.
    void add(Block *chain);

private:
    const std::size_t m_blockSize;
    Block *m_free = nullptr;
};

/// The same, and any thread may use it.
class BlockPool {
public:
    explicit BlockPool(std::size_t blockSize) : m_blocks(blockSize) { }

    void *take();
    void giveBack(void *memory);

private:
    void lock();
    void unlock() { m_isLocked.clear(std::memory_order_release); }

    // For a few instructions, never for an allocation, so that waiting needs no mutex.
    std::atomic_flag m_isLocked;
    BlockStack m_blocks;
};

/// Takes the memory of each @p T from a pool for all of its size; see std::allocate_shared().
template <typename T>
struct PoolAllocator {
    using value_type = T;

    PoolAllocator() = default;
    template <typename Other>
    PoolAllocator(const PoolAllocator<Other> &)
    { }

    T *allocate(std::size_t) { return static_cast<T *>(pool().take()); }
    void deallocate(T *block, std::size_t) { pool().giveBack(block); }

    friend bool operator==(const PoolAllocator &, const PoolAllocator &) { return true; }

private:
    static BlockPool &pool()
    {
        static_assert(alignof(T) <= alignof(std::max_align_t));
        static auto &pool = *new BlockPool(sizeof(T)); // never destroyed: messages are until the very end
        return pool;
    }
};

} // namespace Signalbox
