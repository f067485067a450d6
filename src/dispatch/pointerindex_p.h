// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "prefetch_p.h"

#include <QtCore/qglobal.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

namespace Signalbox {

/// Objects by their hashes. Owns none of them.
///
/// A hash table with open addressing, filled to @p Percent of its places at most. It keeps the hashes, so
/// that neither growth nor removal has to look at the objects, which are scattered over the memory: that
/// halves the cost of connecting and disconnecting a hundred thousand of them.
template <typename T, size_t Percent = 80>
class PointerIndex {
public:
    /// Has the processor fetch what the functions below will look at. Needs no lock.
    void prefetchFor(quint32 hash) const
    {
        prefetch(m_begin.load(std::memory_order_relaxed)
                 + (hash & m_mask.load(std::memory_order_relaxed)) * sizeof(Entry));
    }

    /// The object with @p hash that @p isIt accepts; nullptr if there is none.
    template <typename Predicate>
    T *find(quint32 hash, Predicate isIt) const
    {
        return m_entries.empty() ? nullptr : m_entries[search(hash, isIt)].object;
    }

    /// The object with @p hash that @p isIt accepts. If there is none, adds the one that @p make returns.
    template <typename Predicate, typename Make>
    T &findOrAdd(quint32 hash, Predicate isIt, Make make)
    {
        if (100 * (m_size + 1) > Percent * m_entries.size())
            grow();
        Entry &entry = m_entries[search(hash, isIt)];
        if (!entry.object) {
            entry = {hash, &make()};
            ++m_size;
        }
        return *entry.object;
    }

    /// Takes out @p object, which must be in.
    void remove(const T &object, quint32 hash)
    {
        size_t gap = home(hash);
        while (m_entries[gap].object != &object)
            gap = next(gap);
        // Those who follow without a gap move up, unless that would put them before their home.
        for (size_t place = next(gap); m_entries[place].object; place = next(place)) {
            const size_t mask = m_entries.size() - 1;
            const size_t distanceFromHome = (place - home(m_entries[place].hash)) & mask;
            const size_t distanceFromGap = (place - gap) & mask;
            if (distanceFromHome >= distanceFromGap)
                m_entries[std::exchange(gap, place)] = m_entries[place];
        }
        m_entries[gap] = {};
        --m_size;
    }

private:
    struct Entry {
        quint32 hash = 0;
        T *object = nullptr;
    };
    size_t next(size_t place) const { return (place + 1) & (m_entries.size() - 1); }
    size_t home(quint32 hash) const { return hash & (m_entries.size() - 1); }

    // Where it is, or else the gap where it would be. There must be entries.
    template <typename Predicate>
    size_t search(quint32 hash, Predicate isIt) const
    {
        size_t place = home(hash);
        for (; m_entries[place].object; place = next(place)) {
            if (m_entries[place].hash == hash && isIt(*m_entries[place].object))
                break;
        }
        return place;
    }

    void grow()
    {
        constexpr size_t smallest = 8;
        const auto old =
            std::exchange(m_entries, std::vector<Entry>(std::max(smallest, 2 * m_entries.size())));
        for (const Entry &entry : old) {
            if (entry.object)
                m_entries[search(entry.hash, [](const T &) { return false; })] = entry;
        }
        m_begin.store(quintptr(m_entries.data()), std::memory_order_relaxed);
        m_mask.store(m_entries.size() - 1, std::memory_order_relaxed);
    }

    std::vector<Entry> m_entries; // their number is 0 or a power of two
    size_t m_size = 0;
    std::atomic<quintptr> m_begin = 0; // for prefetchFor() only, which may see one without the other
    std::atomic<size_t> m_mask = 0;
};

} // namespace Signalbox
