// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "worker.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QHash>

#include <utility>

void JobQueue::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

void JobQueue::customEvent(QEvent *event)
{
    Q_UNUSED(event)
    Job job;
    {
        const std::lock_guard lock(m_mutex);
        job = std::move(m_jobs.front());
        m_jobs.pop_front();
    }
    job();
}

std::shared_ptr<Worker> Worker::of(const QObject *engine)
{
    static std::mutex mutex;
    static auto &workers = *new QHash<const QObject *, std::weak_ptr<Worker>>;
    const std::lock_guard lock(mutex);
    auto worker = workers.value(engine).lock();
    if (!worker) {
        workers.removeIf([](const auto &entry) { return entry.value().expired(); });
        worker = std::make_shared<Worker>();
        workers.insert(engine, worker);
    }
    return worker;
}

Worker::Worker()
{
    m_thread.setObjectName(QStringLiteral("Signalbox.Models"));
    m_inThread.moveToThread(&m_thread);
}

Worker::~Worker()
{
    if (!m_thread.isRunning())
        return;
    m_isEnding = true;
    // After what is posted already: quit() from here would overtake it.
    m_inThread.post([this] { m_thread.quit(); });
    m_thread.wait();
    m_inThread.settle();
}

void Worker::run(Kind kind, Task task)
{
    if (!m_thread.isRunning())
        m_thread.start();
    m_inThread.post([this, kind, task = std::move(task)] {
        if (m_isEnding && kind == Kind::Read)
            return;
        Reply reply = task();
        if (reply && !m_isEnding)
            m_home.post(std::move(reply));
    });
}
