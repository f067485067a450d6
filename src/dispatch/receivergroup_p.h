// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "strong_p.h"

#include <memory>
#include <span>
#include <vector>

class QThread;

namespace Signalbox {

class Mailbox;
class Receiver;

/// Receivers of one list that live in one thread and hear of one send after the other. A send hands the whole
/// group to their thread instead of each receiver: that is one reference to count, and not one for each,
/// between two processors that take the counters away from each other. Never changed; the list makes
/// another one when its receivers change.
struct ReceiverGroup : std::enable_shared_from_this<ReceiverGroup> {
    /// Whether it is those @p others, found in @p where.
    bool consistsOf(std::span<Receiver *const> others, const QThread *where) const;

    QThread *thread = nullptr;
    std::shared_ptr<Mailbox> mailbox; ///< of thread
    std::vector<Strong<Receiver>> receivers;
};

} // namespace Signalbox
