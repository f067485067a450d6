// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/QLoggingCategory>

namespace Signalbox {

/// "signalbox.dispatch"
Q_DECLARE_LOGGING_CATEGORY(lcDispatch)

} // namespace Signalbox
