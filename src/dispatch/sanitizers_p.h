// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

// Which sanitizer this is built with: GCC says so in one way, Clang in another.
#if defined(__SANITIZE_THREAD__)
    #define SIGNALBOX_TSAN
#elif defined(__SANITIZE_ADDRESS__)
    #define SIGNALBOX_ASAN
#elif defined(__has_feature)
    #if __has_feature(thread_sanitizer)
        #define SIGNALBOX_TSAN
    #elif __has_feature(address_sanitizer)
        #define SIGNALBOX_ASAN
    #endif
#endif
