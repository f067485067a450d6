// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "retirement_p.h"

#include <algorithm>
#include <utility>

namespace Signalbox {

ThreadSlot *Retirement::nobody()
{
    static ThreadSlot slot; // of no thread; only its address counts
    return &slot;
}

int Retirement::enterShared(ThreadSlot *me)
{
    ThreadSlot *none = nullptr;
    if (m_owner.compare_exchange_strong(none, me, std::memory_order_seq_cst))
        return enter();
    const int counter = m_current.load(std::memory_order_relaxed);
    m_inside[counter].fetch_add(1, std::memory_order_seq_cst);
    return counter;
}

void Retirement::retire(Keeper thing, Kind kind)
{
    ThreadSlot *const me = &ThreadSlot::mine();
    ThreadSlot *const owner = m_owner.load(std::memory_order_seq_cst);
    if (owner && owner != me && !m_isDisowned.load(std::memory_order_seq_cst)) {
        m_owner.store(nobody(), std::memory_order_seq_cst);
        AsymmetricFence::heavy(); // now the owner is seen inside, or it sees that it is no owner any more
        m_isDisowned.store(true, std::memory_order_seq_cst); // others may rely on that, but not before
    }
    if (!isInside(own) && !isInside(0) && !isInside(1))
        return; // and with it goes the thing
    {
        const std::lock_guard lock(m_mutex);
        m_retired.push_back({std::move(thing), kind, {true, true, true}});
        m_hasRetired.store(true, std::memory_order_seq_cst);
    }
    // There may be an owner now even if there was none before.
    if (isInside(own) && m_owner.load(std::memory_order_seq_cst) != me)
        AsymmetricFence::heavy(); // now the (former) owner's leave is seen, or it sees m_hasRetired
    sweep(Sweeper::Retiring);
}

void Retirement::sweep(Sweeper sweeper)
{
    std::vector<Retired> finished; // destroyed last, and maybe *this with it
    const std::lock_guard lock(m_mutex);
    bool isAwaited[counters] = {};
    const bool inside[counters] = {isInside(0), isInside(1), isInside(own)};
    const auto stillAwaits = [&](Retired &retired) {
        bool any = retired.kind == Kind::Owner && sweeper != Sweeper::Leaving;
        for (int counter = 0; counter < counters; ++counter) {
            retired.awaits[counter] = retired.awaits[counter] && inside[counter];
            isAwaited[counter] = isAwaited[counter] || retired.awaits[counter];
            any = any || retired.awaits[counter];
        }
        return any;
    };
    const auto firstFinished = std::stable_partition(m_retired.begin(), m_retired.end(), stillAwaits);
    finished.assign(std::make_move_iterator(firstFinished), std::make_move_iterator(m_retired.end()));
    m_retired.erase(firstFinished, m_retired.end());
    if (m_retired.empty())
        m_hasRetired.store(false, std::memory_order_seq_cst);
    const int current = m_current.load(std::memory_order_relaxed);
    if (isAwaited[current] && !inside[1 - current])
        m_current.store(1 - current, std::memory_order_relaxed);
}

} // namespace Signalbox
