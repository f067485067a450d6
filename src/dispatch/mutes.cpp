// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "mutes_p.h"

#include <algorithm>

namespace Signalbox {

void Mutes::add(const Entry &entry)
{
    const std::lock_guard lock(m_mutex);
    m_entries.push_back(entry);
    m_count.fetch_add(1, std::memory_order_release);
}

void Mutes::remove(const Entry &entry)
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::find(m_entries.begin(), m_entries.end(), entry);
    m_entries.erase(found);
    m_count.fetch_sub(1, std::memory_order_release);
}

template <typename Predicate>
bool Mutes::has(Predicate predicate) const
{
    if (!any())
        return false;
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_entries.begin(), m_entries.end(), predicate);
}

namespace {

// As a connection for @p filter would hear @p sender, except that nobody is nobody.
bool matches(const Sender &filter, const Sender &sender)
{
    if (!filter.includesDerived())
        return filter == sender.exactly();
    return sender.metaObject() && sender.metaObject()->inherits(filter.metaObject());
}

} // namespace

bool Mutes::silences(const Sender &sender) const
{
    return has([&sender](const Entry &entry) {
        return entry.what == Entry::What::All
            || (entry.what == Entry::What::Sender && matches(entry.sender, sender));
    });
}

bool Mutes::silencesUid(const QString &dispatchUid) const
{
    return !dispatchUid.isEmpty() && has([&dispatchUid](const Entry &entry) {
        return entry.what == Entry::What::Uid && entry.dispatchUid == dispatchUid;
    });
}

} // namespace Signalbox
