// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

/// @cond internal
#if defined(SIGNALBOX_STATIC)
    #define SIGNALBOX_INSPECTOR_EXPORT
#elif defined(SignalboxInspector_EXPORTS)
    #define SIGNALBOX_INSPECTOR_EXPORT Q_DECL_EXPORT
#else
    #define SIGNALBOX_INSPECTOR_EXPORT Q_DECL_IMPORT
#endif
/// @endcond

class QQuickWindow;

/// @file
/// The Inspector for programs without QML: what all signals do, live, in a window of its own.

namespace Signalbox {

/// Shows the Inspector's window: the one that an earlier call made, if there is one still, else a new one
/// with a QML engine of its own. It records from this call on. In QML it is `InspectorWindow {}`.
/// @code
/// #include <Signalbox/Inspector>
/// Signalbox::showInspector();
/// @endcode
/// Open it costs each step of a send about a fifth of a microsecond; closed, or hidden, it does not listen.
/// It keeps a program from quitting with its last window, as any window does.
///
/// @return the window; nullptr, with a warning in the log, if there is no QGuiApplication, if this is not its
/// thread, or if the window can't be made, because a QML module is not installed.
///
/// *Thread.* The one of QGuiApplication. *Lifetime.* The window is kept when it is closed, and destroyed with
/// QGuiApplication; it may be deleted earlier.
SIGNALBOX_INSPECTOR_EXPORT QQuickWindow *showInspector();

} // namespace Signalbox
