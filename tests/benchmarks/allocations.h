// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// How often this thread has asked for memory from the heap, by malloc() or through it.
std::int64_t allocations() noexcept;

/// What all threads have from the heap at present.
std::int64_t occupiedBytes() noexcept;
