// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "logging_p.h"

namespace Signalbox {

Q_LOGGING_CATEGORY(lcDispatch, "signalbox.dispatch")

} // namespace Signalbox
