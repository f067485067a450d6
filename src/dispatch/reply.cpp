// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "reply_p.h"

namespace Signalbox {

AnswerSink::~AnswerSink() = default;

} // namespace Signalbox
