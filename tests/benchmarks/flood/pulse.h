// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <ctime>

/// How steadily the thread it lives in comes back to its event loop: the longest time between two ticks of a
/// timer of 1 ms, as it passes and as the thread works. The second has no share in what other threads and
/// programs take from the processor.
class Pulse : public QObject {
public:
    struct Times {
        std::chrono::nanoseconds passed;
        std::chrono::nanoseconds worked;
    };

    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        m_timer.callOnTimeout(this, &Pulse::beat);
    }

    void start()
    {
        m_longest = {};
        m_last = now();
        m_timer.start();
    }

    /// @return the longest
    Times stop()
    {
        beat();
        m_timer.stop();
        return m_longest;
    }

private:
    static Times now()
    {
        timespec worked;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &worked);
        return {std::chrono::steady_clock::now().time_since_epoch(),
                std::chrono::seconds(worked.tv_sec) + std::chrono::nanoseconds(worked.tv_nsec)};
    }

    void beat()
    {
        const Times current = now();
        m_longest.passed = std::max(m_longest.passed, current.passed - m_last.passed);
        m_longest.worked = std::max(m_longest.worked, current.worked - m_last.worked);
        m_last = current;
    }

    QTimer m_timer;
    Times m_last = {};
    Times m_longest = {};
};
