// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDeadlineTimer>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

/// The rounds of a stress test: many, but no more than there is time for. Sanitizers get through fewer.
class Rounds {
public:
    explicit Rounds(int most, int milliseconds = 1000) : m_left(most), m_deadline(milliseconds) { }

    /// Whether there is another round.
    bool next() { return m_left-- > 0 && (m_left % 16 != 0 || !m_deadline.hasExpired()); }

private:
    int m_left;
    QDeadlineTimer m_deadline;
};

/// Runs @p work(0) … @p work(@p count - 1) in as many threads at once, and waits for their end.
template <typename Work>
void inThreads(int count, Work work)
{
    std::latch ready(count);
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&ready, &work, i] {
            ready.arrive_and_wait();
            work(i);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
}

/// Threads that do @p work over and over, until this object is destroyed.
template <typename Work>
class Meanwhile {
public:
    explicit Meanwhile(int count, Work work) : m_work(std::move(work))
    {
        for (int i = 0; i < count; ++i) {
            m_threads.emplace_back([this] {
                while (!m_stop.load(std::memory_order_relaxed))
                    m_work();
            });
        }
    }
    ~Meanwhile() { stop(); }

    void stop()
    {
        m_stop = true;
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
    }

private:
    Work m_work;
    std::atomic<bool> m_stop = false;
    std::vector<std::thread> m_threads;
};

/// What must be destroyed as often as it is made: counts the living, and those that were used or destroyed
/// when they were no more.
class Precious {
public:
    struct Count {
        std::atomic<int> alive = 0;
        std::atomic<int> misused = 0;
    };

    explicit Precious(Count &count) : m_count(&count) { ++m_count->alive; }
    Precious(const Precious &other) : Precious(*other.m_count) { other.use(); }
    ~Precious()
    {
        use();
        m_mark = 0;
        --m_count->alive;
    }
    Precious &operator=(const Precious &) = delete;

    void use() const
    {
        if (m_mark != isAlive)
            ++m_count->misused;
    }

private:
    static constexpr unsigned isAlive = 0xa11ce;
    Count *m_count;
    unsigned m_mark = isAlive;
};
