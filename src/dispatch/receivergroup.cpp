// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receivergroup_p.h"

#include "mailbox_p.h"

#include <algorithm>

namespace Signalbox {

bool ReceiverGroup::consistsOf(std::span<Receiver *const> others, const QThread *where) const
{
    // What is in the group is alive, so an equal address is the same receiver.
    return thread == where && mailbox->isOpen()
        && std::equal(receivers.begin(), receivers.end(), others.begin(), others.end(),
                      [](const auto &receiver, const Receiver *other) { return receiver.get() == other; });
}

} // namespace Signalbox
