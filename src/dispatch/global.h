// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

/// @file
/// What every public header of Signalbox::Dispatch starts from: the export macro.

/// @cond
#if defined(SIGNALBOX_STATIC)
    #define SIGNALBOX_DISPATCH_EXPORT
#elif defined(SignalboxDispatch_EXPORTS)
    #define SIGNALBOX_DISPATCH_EXPORT Q_DECL_EXPORT
#else
    #define SIGNALBOX_DISPATCH_EXPORT Q_DECL_IMPORT
#endif
/// @endcond

/// Django's signals, at home in Qt.
namespace Signalbox { }
