// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "blockpool_p.h"

#include "prefetch_p.h"
#include "sanitizers_p.h"

#include <new>
#include <thread>
#include <utility>

namespace Signalbox {
namespace {

std::size_t roundedUp(std::size_t size)
{
    constexpr std::size_t alignment = alignof(std::max_align_t);
    return (size + alignment - 1) / alignment * alignment;
}

} // namespace

BlockPool::BlockPool(std::size_t blockSize) : m_blockSize(roundedUp(blockSize)) { }

#if defined(SIGNALBOX_ASAN) || defined(SIGNALBOX_TSAN)

// So that the sanitizers see who uses what was given back.

void *BlockPool::take()
{
    return ::operator new(m_blockSize);
}

void BlockPool::giveBack(void *memory)
{
    ::operator delete(memory);
}

#else

void BlockPool::lock()
{
    while (m_isLocked.test_and_set(std::memory_order_acquire))
        std::this_thread::yield();
}

void *BlockPool::take()
{
    lock();
    Block *block = m_free;
    if (block)
        m_free = block->next;
    Block *const following = m_free;
    unlock();
    if (block) {
        for (std::size_t offset = 0; offset < m_blockSize; offset += 64 /* a line of its cache */)
            prefetch(quintptr(following) + offset); // who takes one will take another
        return block;
    }

    block = freshBlocks();
    Block *last = block->next;
    while (last->next)
        last = last->next;
    lock();
    last->next = std::exchange(m_free, block->next);
    unlock();
    return block;
}

void BlockPool::giveBack(void *memory)
{
    lock();
    m_free = new (memory) Block{m_free};
    unlock();
}

// A chain of new blocks.
BlockPool::Block *BlockPool::freshBlocks() const
{
    constexpr std::size_t blocks = 64;
    auto *const memory = static_cast<std::byte *>(::operator new(blocks *m_blockSize));
    Block *first = nullptr;
    for (std::size_t i = blocks; i-- > 0;)
        first = new (memory + i * m_blockSize) Block{first};
    return first;
}

#endif

} // namespace Signalbox
