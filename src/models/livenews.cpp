// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "livenews_p.h"

#include <functional>
#include <utility>

namespace Signalbox {

using Kind = LiveChange::Kind;

void LiveChange::mergeInto(QHash<qint64, LiveChange> &changes)
{
    const auto known = changes.find(key);
    if (known == changes.end()) {
        changes.emplace(key, std::move(*this)); // which copies no instance: that is user code
    } else if (known->kind == Kind::Unsure || kind == Kind::Unsure) {
        if (kind == Kind::Unsure)
            std::swap(known->instance, instance);
        known->kind = Kind::Unsure;
        known->revision = std::max(known->revision, revision);
    } else if (revision >= known->revision) {
        std::swap(*known, *this);
    }
}

void LiveNews::note(QHash<qint64, LiveChange> changes)
{
    if (m_pending.isEmpty()) {
        m_pending.swap(changes);
        return;
    }
    for (LiveChange &change : changes)
        change.mergeInto(m_pending);
}

QList<LiveChange> LiveNews::take(qsizetype most)
{
    QList<LiveChange> taken;
    while (taken.size() < most && !m_pending.isEmpty()) {
        if (m_round.isEmpty()) {
            m_round = m_pending.keys();
            std::sort(m_round.begin(), m_round.end(), std::greater<>());
        }
        taken += takeThose({m_round.takeLast()});
    }
    return taken;
}

QList<LiveChange> LiveNews::takeThose(const QList<qint64> &keys)
{
    QList<LiveChange> taken;
    for (const qint64 key : keys) {
        if (const auto found = m_pending.find(key); found != m_pending.end()) {
            taken << std::move(*found);
            m_pending.erase(decltype(m_pending)::const_iterator(found));
        }
    }
    return taken;
}

void LiveNews::discard()
{
    m_pending.clear();
    m_round.clear();
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
