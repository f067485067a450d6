// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

/// Runs what other threads give it in the thread it lives in, one job per posted event. The jobs travel in a
/// queue of its own, so that their hand-over can be seen (Qt's event queue is not instrumented).
class JobQueue : public QObject {
public:
    using Job = std::function<void()>;

    void post(Job job);

    /// After the thread has ended, before the queue is destroyed in another one.
    void settle() { const std::lock_guard lock(m_mutex); }

protected:
    void customEvent(QEvent *event) override;

private:
    std::mutex m_mutex;
    std::deque<Job> m_jobs;
};

/// The thread in which the QML types of one engine read and write databases, with connections of its own;
/// started when it is first needed.
///
/// *Lifetime.* Shared by its users. The last one waits, in its destructor, for what has been begun and for
/// the writes that were asked for; reads that have not begun are left out, and no reply is given any more. So
/// a receiver that runs in the worker must not wait for the engine's thread.
///
/// *Thread.* run() and the destructor belong to the engine's thread.
class Worker {
public:
    /// What is to be done in the engine's thread afterwards; empty for nothing.
    using Reply = std::function<void()>;
    /// Must not throw. It is destroyed in the worker's thread.
    using Task = std::function<Reply()>;
    enum class Kind { Read, Write };

    /// That of @p engine, made if there is none; nullptr for objects outside of any engine.
    static std::shared_ptr<Worker> of(const QObject *engine);

    Worker();
    ~Worker();

    /// Runs @p task after those before it.
    void run(Kind kind, Task task);

private:
    Q_DISABLE_COPY(Worker)
    QThread m_thread;
    JobQueue m_inThread; // lives in m_thread
    JobQueue m_home; // lives where replies go
    std::atomic<bool> m_isEnding = false;
};
