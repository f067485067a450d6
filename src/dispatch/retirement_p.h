// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "asymmetricfence_p.h"
#include "keeper_p.h"
#include "threadslot_p.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace Signalbox {

/// Keeps what was taken out of a structure until nobody who walks that structure, without any lock, can still
/// be looking at it.
///
/// Whoever walks is inside of a Stay, and reaches things by std::memory_order_seq_cst loads. Whoever takes a
/// thing out makes it unreachable by a std::memory_order_seq_cst store, then retire()s it. It is destroyed at
/// once if nobody is inside, else by the last of those who came before it was retired; later ones don't delay
/// it. Destructors run in the thread that retires or leaves, outside of any lock.
///
/// *Speed.* The first thread that enters owns a counter of its own, and pays neither a locked instruction nor
/// a fence, until another thread retires something; from then on it counts with the others.
class Retirement {
public:
    class Stay {
    public:
        explicit Stay(Retirement &retirement) : m_retirement(retirement), m_counter(retirement.enter()) { }
        ~Stay() { m_retirement.leave(m_counter); }

    private:
        Q_DISABLE_COPY(Stay)
        Retirement &m_retirement;
        int m_counter;
    };

    /// What is retired.
    enum class Kind {
        Thing,
        Owner, ///< the owner of this object; nobody enters any more
    };

    /// Destroys @p thing, now or later. Whoever calls it keeps this object alive meanwhile.
    void retire(Keeper thing, Kind kind = Kind::Thing);

private:
    // The counters of those who are inside. New ones of other threads than the owner use one of the two
    // shared counters; which one changes so that the other can run empty.
    static constexpr int own = 2;
    static constexpr int counters = 3;

    // Who looks for what can be destroyed. Only who leaves may destroy the owner: another thread could do it
    // between the two steps of leave().
    enum class Sweeper { Retiring, Leaving };

    struct Retired {
        Keeper thing;
        Kind kind;
        bool awaits[counters]; // which counters have not been seen empty since it was retired
    };

    int enter()
    {
        ThreadSlot *const me = &ThreadSlot::mine();
        if (m_owner.load(std::memory_order_relaxed) == me) {
            AsymmetricFence::store(m_inside[own], m_inside[own].load(std::memory_order_relaxed) + 1);
            if (m_owner.load(std::memory_order_seq_cst) == me) [[likely]]
                return own;
            leave(own);
        }
        return enterShared(me);
    }
    void leave(int counter)
    {
        int left;
        if (counter == own) {
            left = m_inside[own].load(std::memory_order_relaxed) - 1;
            AsymmetricFence::store(m_inside[own], left);
        } else {
            left = m_inside[counter].fetch_sub(1, std::memory_order_seq_cst) - 1;
        }
        if (left == 0 && m_hasRetired.load(std::memory_order_seq_cst)) [[unlikely]]
            sweep(Sweeper::Leaving);
    }

    int enterShared(ThreadSlot *me);
    bool isInside(int counter) const { return m_inside[counter].load(std::memory_order_seq_cst) != 0; }
    void sweep(Sweeper sweeper);

    // nullptr at first, then the first who entered, then nobody() for good.
    static ThreadSlot *nobody();
    std::atomic<ThreadSlot *> m_owner = nullptr;
    std::atomic<bool> m_isDisowned = false; // and it can't have missed that
    std::atomic<int> m_inside[counters] = {};
    std::atomic<int> m_current = 0; // the shared counter for those who enter
    std::atomic<bool> m_hasRetired = false;
    std::mutex m_mutex;
    std::vector<Retired> m_retired;
};

} // namespace Signalbox
