// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "recorder.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <chrono>
#include <deque>

/// How often signals were sent in the last minute that was recorded, in buckets of about a quarter of a
/// second.
class Rates {
public:
    using Seconds = std::chrono::duration<double>;
    static constexpr Seconds bucketTime{0.25};
    static constexpr Seconds wholeTime{60};
    static constexpr qsizetype mostInBucket =
        64; ///< signals that a bucket of the past tells apart, the busiest
    static constexpr size_t recentBuckets = 6; ///< which tell apart all signals that were recorded

    struct Bucket {
        Seconds time{0};
        quint64 sends = 0;
        QHash<quint64, quint64> bySignal;

        /// Sends per second.
        double rate() const { return time.count() > 0 ? double(sends) / time.count() : 0; }
        double rate(quint64 signal) const
        {
            return time.count() > 0 ? double(bySignal.value(signal)) / time.count() : 0;
        }
    };

    /// Adds what was recorded during @p time.
    void add(const Slice &slice, Seconds time);
    void clear();

    /// The oldest first; each counts all sends, also those of signals that it does not tell apart; the one
    /// that is being filled is not among them.
    const std::deque<Bucket> &buckets() const { return m_buckets; }

    /// Sends per second during the last second.
    double now() const;
    double now(quint64 signal) const;

    /// The @p most signals with the most sends, the busiest first.
    QList<quint64> busiest(qsizetype most) const;

private:
    template <typename Sends>
    double recent(Sends sends) const;

    std::deque<Bucket> m_buckets;
    Bucket m_filling;
    Seconds m_time{0}; // of m_buckets
};
