// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <exception>
#if __has_include(<cxxabi.h>)
    #include <cxxabi.h>
#endif

namespace Signalbox {

/// Runs @p code. @return what it threw; empty if nothing. What is no error, but the end of a thread that was
/// cancelled (QThread::terminate(), pthread_exit()), goes on.
template <typename Code>
std::exception_ptr caught(Code code)
{
    try {
        code();
        return nullptr;
    }
#if defined(__GLIBCXX__)
    catch (abi::__forced_unwind &) {
        throw;
    }
#endif
    catch (...) {
        return std::current_exception();
    }
}

} // namespace Signalbox
