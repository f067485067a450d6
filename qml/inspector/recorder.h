// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

#include <Signalbox/Introspection>
#include <Signalbox/TraceHook>

#include <chrono>
#include <memory>
#include <vector>

/// A step that is shown one by one. It owns all it says.
struct Step {
    using Time = std::chrono::steady_clock::time_point;

    Signalbox::TraceEvent::What what = Signalbox::TraceEvent::Sent;
    quint64 send = 0;
    quint64 parent = 0;
    Signalbox::ConnectionId connection;
    int thread = 0; ///< see ThreadNames
    Time time;
    std::chrono::nanoseconds duration{0};
    QString signal; ///< for Sent
    QString sender; ///< for Sent
    QString receiver; ///< for all others
    QString error;
};

/// What happened to one signal.
struct SignalCounts {
    quint64 sends = 0;
    quint64 calls = 0;
    quint64 errors = 0;
};

/// How long the calls of one receiver took.
struct CallTimes {
    quint64 calls = 0;
    std::chrono::nanoseconds total{0};
    std::chrono::nanoseconds worst{0};

    std::chrono::nanoseconds mean() const
    {
        return std::chrono::nanoseconds(calls ? total.count() / qint64(calls) : 0);
    }
    void add(const CallTimes &other)
    {
        calls += other.calls;
        total += other.total;
        worst = std::max(worst, other.worst);
    }
};

/// What was recorded in one slice of time. The counts are of everything, the steps of those sends that were
/// chosen to be shown.
struct Slice {
    QHash<quint64, SignalCounts> counts; ///< by ConnectionId::signal
    QHash<Signalbox::ConnectionId, CallTimes> times;
    std::vector<Step> steps;
    quint64 sends = 0; ///< how many there were
    quint64 notShown = 0; ///< how many of them have no steps here
    quint64 stepsLost = 0; ///< of sends that were chosen, for lack of room
    quint64 notCounted = 0; ///< steps that are in none of the counts, for lack of room
};

/// Records what goes on in all threads, by a trace hook of its own, in slices of bounded size: of a flood it
/// counts everything and chooses sends to be shown, spread evenly.
///
/// *Thread.* Steps come from any thread; its functions belong to one. *Cost.* None while it is not running.
class Recorder {
public:
    static constexpr size_t sendsPerSlice = 256; ///< about how many are shown, twice as many at the most
    static constexpr size_t stepsPerSlice = 8192;
    static constexpr qsizetype countsPerSlice = 10000; ///< signals, and receivers
    static constexpr size_t sendsFollowed = 4096; ///< whose later steps are recorded

    Recorder();
    ~Recorder();

    bool isRunning() const { return bool(m_hook); }
    void start();
    void stop(); ///< What was recorded and not taken is forgotten.

    /// What was recorded since the last take().
    Slice take();

private:
    class Tape;
    Q_DISABLE_COPY(Recorder)
    std::shared_ptr<Tape> m_tape;
    Signalbox::TraceHook m_hook;
};
