// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "livenews_p.h"

#include <utility>

namespace Signalbox {

using Kind = LiveChange::Kind;

void LiveNews::note(const LiveChange &change)
{
    const auto known = m_pending.find(change.key);
    if (known == m_pending.end()) {
        m_pending.insert(change.key, change);
        return;
    }
    if (known->kind == Kind::Unsure || change.kind == Kind::Unsure)
        *known = {change.key, std::max(known->revision, change.revision)};
    else if (change.revision >= known->revision)
        *known = change;
}

QList<LiveChange> LiveNews::take()
{
    const auto pending = std::exchange(m_pending, {});
    QList<LiveChange> changes = pending.values();
    std::sort(changes.begin(), changes.end(), [](const auto &a, const auto &b) { return a.key < b.key; });
    return changes;
}

LiveNews::Verdict LiveNews::judge(const LiveChange &change, const LiveRow *row) const
{
    if (change.kind == Kind::Unsure || change.revision <= m_distrusted)
        return Verdict::Unsure;
    Known known{m_floor, true};
    if (row)
        known = {row->revision, row->isRead};
    else if (const auto absent = m_absent.constFind(change.key); absent != m_absent.cend())
        known = *absent;
    if (known.isRead)
        return change.revision > known.revision ? Verdict::Trusted : Verdict::Unsure;
    return change.revision >= known.revision ? Verdict::Trusted : Verdict::Stale;
}

void LiveNews::allRead(quint64 revision)
{
    m_absent.clear();
    m_absentKeys.clear();
    m_floor = revision;
}

// What is late is so by moments, so a limited number will do; about the rest the table is asked.
void LiveNews::forgetRow(qint64 key, quint64 revision, bool isRead)
{
    constexpr size_t remembered = 10000;
    if (!m_absent.contains(key))
        m_absentKeys.push_back(key);
    m_absent.insert(key, {revision, isRead});
    if (m_absentKeys.size() > remembered) {
        const auto oldest = m_absent.constFind(m_absentKeys.front());
        if (oldest != m_absent.cend()) {
            m_floor = std::max(m_floor, oldest->revision);
            m_absent.erase(oldest);
        }
        m_absentKeys.pop_front();
    }
}

} // namespace Signalbox
