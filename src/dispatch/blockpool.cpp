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

BlockStack::BlockStack(std::size_t blockSize) : m_blockSize(roundedUp(blockSize)) { }

#if defined(SIGNALBOX_ASAN) || defined(SIGNALBOX_TSAN)

// So that the sanitizers see who uses what was given back. A stack is always empty then.

void *BlockStack::take()
{
    return ::operator new(m_blockSize);
}

void BlockStack::giveBack(void *memory)
{
    ::operator delete(memory);
}

BlockStack::Block *BlockStack::newBlocks() const
{
    return nullptr;
}

#else

void *BlockStack::take()
{
    if (!m_free)
        add(newBlocks());
    Block *const block = m_free;
    m_free = block->next;
    constexpr std::size_t line = 64; // of the processor's cache
    for (std::size_t offset = 0; offset < m_blockSize; offset += line)
        prefetch(quintptr(m_free) + offset); // who takes one will take another
    return block;
}

void BlockStack::giveBack(void *memory)
{
    m_free = new (memory) Block{m_free};
}

BlockStack::Block *BlockStack::newBlocks() const
{
    constexpr std::size_t count = 64;
    auto *const memory = static_cast<std::byte *>(::operator new(m_blockSize *count));
    Block *first = nullptr;
    for (std::size_t i = count; i-- > 0;)
        first = new (memory + i * m_blockSize) Block{first};
    return first;
}

#endif

void BlockStack::add(Block *chain)
{
    Block **end = &chain;
    while (*end)
        end = &(*end)->next;
    *end = m_free;
    m_free = chain;
}

void BlockPool::lock()
{
    while (m_isLocked.test_and_set(std::memory_order_acquire))
        std::this_thread::yield();
}

void *BlockPool::take()
{
    lock();
    if (m_blocks.isEmpty()) {
        unlock(); // whoever waits must not wait for the system, or for a program's operator new
        BlockStack::Block *const fresh = m_blocks.newBlocks();
        lock();
        m_blocks.add(fresh);
    }
    void *const block = m_blocks.take();
    unlock();
    return block;
}

void BlockPool::giveBack(void *memory)
{
    lock();
    m_blocks.giveBack(memory);
    unlock();
}

} // namespace Signalbox
