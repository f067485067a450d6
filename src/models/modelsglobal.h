// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#if defined(SIGNALBOX_STATIC)
    #define SIGNALBOX_MODELS_EXPORT
#elif defined(SignalboxModels_EXPORTS)
    #define SIGNALBOX_MODELS_EXPORT Q_DECL_EXPORT
#else
    #define SIGNALBOX_MODELS_EXPORT Q_DECL_IMPORT
#endif
