// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/qglobal.h>

namespace Signalbox {

/// Asks the processor to fetch what is at @p address while it does other things. Any address will do, also
/// one where nothing is any more.
inline void prefetch(quintptr address)
{
#if defined(Q_CC_GNU)
    __builtin_prefetch(reinterpret_cast<const void *>(address), 1); // NOLINT(performance-no-int-to-ptr)
#else
    Q_UNUSED(address)
#endif
}

} // namespace Signalbox
