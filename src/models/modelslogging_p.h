// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include <QtCore/QLoggingCategory>

#include <exception>

namespace Signalbox {

/// "signalbox.models"
Q_DECLARE_LOGGING_CATEGORY(lcModels)

/// Logs the exception @p thrown, which left a callback of onCommit() @p when.
void logCallbackFailure(const std::exception_ptr &thrown, const char *when);

} // namespace Signalbox
