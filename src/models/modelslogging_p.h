// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include <QtCore/QLoggingCategory>

namespace Signalbox {

/// "signalbox.models"
Q_DECLARE_LOGGING_CATEGORY(lcModels)

/// Logs the exception that is being handled, which a callback of onCommit() threw @p when.
void logCallbackFailure(const char *when);

} // namespace Signalbox
