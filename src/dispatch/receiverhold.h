// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

class QObject;

namespace Signalbox {

/// What a receiver depends on: the QObject in whose thread it runs, the owner without which it ends.
/// Both may be missing.
struct ReceiverHold {
    const QObject *context = nullptr; ///< in whose thread it runs, and with which it ends; nullptr for none
    std::weak_ptr<const void> tracked = {}; ///< with whose last owner it ends
    bool isTracked = false; ///< whether tracked counts
    bool isHidden = false; ///< it answers to nobody: it shows neither in responses nor in lists
};

} // namespace Signalbox
