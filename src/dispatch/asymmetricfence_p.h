// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <atomic>

/// @file
/// Two threads that each store one thing and then load the other's must not both miss the other's store.
/// Usually both pay a full fence for that. Here the frequent side pays nothing and the rare side a system
/// call (membarrier on Linux, FlushProcessWriteBuffers on Windows), which puts a fence into all threads of
/// the process. Where the system has no such call, and under TSan, which can't know it, both sides pay.

namespace Signalbox::AsymmetricFence {

/// Whether the frequent side pays nothing. Set once, while the library is loaded.
extern bool s_asymmetric;

/// The frequent side: stores @p value; loads that follow are ordered after it, as far as threads that call
/// heavy() can tell. Loads must be std::memory_order_seq_cst.
template <typename T>
void store(std::atomic<T> &variable, T value)
{
    if (s_asymmetric) {
        variable.store(value, std::memory_order_release);
        std::atomic_signal_fence(std::memory_order_seq_cst); // the compiler must not reorder either
    } else {
        variable.store(value, std::memory_order_seq_cst);
    }
}

/// The rare side: to be called between its store and its load, both std::memory_order_seq_cst. Costs about
/// half a microsecond.
void heavy();

} // namespace Signalbox::AsymmetricFence
