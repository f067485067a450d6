// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "allocations.h"

#include <malloc.h>

#include <cstddef>
#include <cstdlib>

/// @file
/// Counts by taking the place of glibc's functions; operator new uses these as well.

namespace {

constinit thread_local std::int64_t allocationCount = 0;

} // namespace

extern "C" {

void *__libc_malloc(std::size_t size);
void *__libc_calloc(std::size_t count, std::size_t size);
void *__libc_realloc(void *memory, std::size_t size);
void *__libc_memalign(std::size_t alignment, std::size_t size);

void *malloc(std::size_t size) noexcept
{
    ++allocationCount;
    return __libc_malloc(size);
}

void *calloc(std::size_t count, std::size_t size) noexcept
{
    ++allocationCount;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, std::size_t size) noexcept
{
    ++allocationCount;
    return __libc_realloc(memory, size);
}

void *aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    ++allocationCount;
    return __libc_memalign(alignment, size);
}

} // extern "C"

std::int64_t allocations() noexcept
{
    return allocationCount;
}

std::int64_t occupiedBytes() noexcept
{
    const auto heap = mallinfo2();
    return std::int64_t(heap.uordblks + heap.hblkhd);
}
