// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelslogging_p.h"

namespace Signalbox {

Q_LOGGING_CATEGORY(lcModels, "signalbox.models")

} // namespace Signalbox
