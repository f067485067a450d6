// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "rates.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace {

void keepBusiest(QHash<quint64, quint64> &sends)
{
    if (sends.size() <= Rates::mostInBucket)
        return;
    QList<quint64> counts = sends.values();
    const auto last = counts.begin() + Rates::mostInBucket - 1;
    std::nth_element(counts.begin(), last, counts.end(), std::greater());
    sends.removeIf([least = *last](const auto &entry) { return entry.value() < least; });
    qsizetype tooMany = sends.size() - Rates::mostInBucket; // several with the same count
    sends.removeIf([&](const auto &entry) { return entry.value() == *last && tooMany-- > 0; });
}

} // namespace

void Rates::add(const Slice &slice, Seconds time)
{
    m_filling.time += time;
    m_filling.sends += slice.sends;
    for (const auto &[signal, counts] : slice.counts.asKeyValueRange()) {
        if (counts.sends > 0)
            m_filling.bySignal[signal] += counts.sends;
    }
    if (m_filling.time < bucketTime)
        return;
    m_time += m_filling.time;
    m_buckets.push_back(std::exchange(m_filling, {}));
    if (m_buckets.size() > recentBuckets)
        keepBusiest(m_buckets[m_buckets.size() - recentBuckets - 1].bySignal);
    while (m_time > wholeTime && m_buckets.size() > 1) {
        m_time -= m_buckets.front().time;
        m_buckets.pop_front();
    }
}

void Rates::clear()
{
    *this = {};
}

template <typename Sends>
double Rates::recent(Sends sends) const
{
    Seconds time{0};
    quint64 sum = 0;
    for (auto bucket = m_buckets.rbegin(); bucket != m_buckets.rend() && time < Seconds(1); ++bucket) {
        time += bucket->time;
        sum += sends(*bucket);
    }
    return time.count() > 0 ? double(sum) / time.count() : 0;
}

double Rates::now() const
{
    return recent([](const Bucket &bucket) { return bucket.sends; });
}

double Rates::now(quint64 signal) const
{
    return recent([signal](const Bucket &bucket) { return bucket.bySignal.value(signal); });
}

QList<quint64> Rates::busiest(qsizetype most) const
{
    QHash<quint64, quint64> sums;
    for (const Bucket &bucket : m_buckets) {
        for (const auto &[signal, sends] : bucket.bySignal.asKeyValueRange())
            sums[signal] += sends;
    }
    QList<quint64> all = sums.keys();
    std::sort(all.begin(), all.end(), [&](quint64 a, quint64 b) {
        return std::pair(sums[b], a) < std::pair(sums[a], b); // of two alike the older one
    });
    all.resize(std::min(all.size(), most));
    return all;
}
