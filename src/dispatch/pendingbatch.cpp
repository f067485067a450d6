// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "pendingbatch_p.h"

#include <utility>

namespace Signalbox {

PendingBatch::Ticket PendingBatch::add(Entry entry, const QThread *thread)
{
    const std::lock_guard lock(m_mutex);
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > 1 && thread == m_thread)
        return noTicket;
    m_thread = thread;
    return ++m_lastTicket;
}

std::vector<PendingBatch::Entry> PendingBatch::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_entries, {});
}

std::vector<PendingBatch::Entry> PendingBatch::take(Ticket ticket)
{
    const std::lock_guard lock(m_mutex);
    return ticket == m_lastTicket ? std::exchange(m_entries, {}) : std::vector<Entry>();
}

} // namespace Signalbox
