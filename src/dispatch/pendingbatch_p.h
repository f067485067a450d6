// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "reply_p.h"

#include <memory>
#include <mutex>
#include <vector>

class QThread;

namespace Signalbox {

struct Message;

/// What waits for one batch receiver: from the first message on, one event is on its way to the receiver's
/// thread, and whatever comes before it arrives is taken along. If the receiver moves to another thread, the
/// next message gets an event of its own there, which takes everything along. Any thread may use it.
class PendingBatch {
public:
    struct Entry {
        std::shared_ptr<const Message> message;
        ReplySlot slot;
    };

    /// Tells one event from another.
    using Ticket = quint64;
    static constexpr Ticket noTicket = 0;

    /// @return the ticket of the event that the caller must post to @p thread; none if one is on its way
    /// there. @p thread is only compared.
    Ticket add(Entry entry, const QThread *thread);

    /// All that waits, the oldest first; afterwards nothing does.
    std::vector<Entry> take();

    /// The same if it is the event with @p ticket that is to bring it; else nothing.
    std::vector<Entry> take(Ticket ticket);

private:
    std::mutex m_mutex;
    std::vector<Entry> m_entries;
    const QThread *m_thread = nullptr; // where the last event went
    Ticket m_lastTicket = noTicket;
};

} // namespace Signalbox
