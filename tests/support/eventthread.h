// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QThread>

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <semaphore>
#include <utility>

/// Runs what other threads give it, one task per posted event. Tasks travel in a queue of its own, so that
/// TSan sees the hand-over (Qt's own event queue is not instrumented).
class TaskRunner : public QObject {
    Q_OBJECT

public:
    void post(std::function<void()> task)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        QMetaObject::invokeMethod(this, "runNext", Qt::QueuedConnection);
    }

private Q_SLOTS:
    void runNext()
    {
        std::function<void()> task;
        {
            const std::lock_guard lock(m_mutex);
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        task();
    }

private:
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_tasks;
};

/// A thread with an event loop, for the time of a test.
class EventThread {
public:
    EventThread()
    {
        m_runner.moveToThread(&m_thread);
        m_thread.start();
    }
    ~EventThread() { stop(); }

    QThread *get() { return &m_thread; }

    /// Has the thread run @p task, at its place among the events posted to the thread.
    void post(std::function<void()> task) { m_runner.post(std::move(task)); }

    /// Has the thread run @p task, and waits for its end.
    void run(const std::function<void()> &task)
    {
        std::binary_semaphore done{0};
        post([&] {
            task();
            done.release();
        });
        done.acquire();
    }

    /// Runs what has been posted to the thread so far.
    void drain()
    {
        run([] {});
    }

    /// Keeps the thread busy until unblock().
    void block()
    {
        m_isBlocked = true;
        std::binary_semaphore running{0};
        post([&] {
            running.release();
            m_gate.acquire();
        });
        running.acquire();
    }
    void unblock()
    {
        if (m_isBlocked.exchange(false))
            m_gate.release();
    }

    /// Ends the thread, also a blocked one. Quits from within, so that all it did is seen to have happened
    /// before (QThread::wait() is one of the locks that TSan can't see).
    void stop()
    {
        if (!m_thread.isRunning())
            return;
        unblock();
        run([this] { m_thread.quit(); });
        m_thread.wait();
    }

private:
    QThread m_thread;
    TaskRunner m_runner;
    std::binary_semaphore m_gate{0};
    std::atomic<bool> m_isBlocked = false;
};

/// An object in a thread of its own, for receivers that run there.
class Place {
public:
    Place() { m_context.moveToThread(m_thread.get()); }
    ~Place() { m_thread.stop(); }

    EventThread *operator->() { return &m_thread; }
    QObject *context() { return &m_context; }

private:
    EventThread m_thread;
    QObject m_context;
};
