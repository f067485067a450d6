// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "worker.h"

#include <QtCore/QHash>

#include <mutex>
#include <utility>

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
    QMetaObject::invokeMethod(
        &m_inThread, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void Worker::run(Kind kind, Task task)
{
    if (!m_thread.isRunning())
        m_thread.start();
    const auto work = [this, kind, task = std::move(task)] {
        if (m_isEnding && kind == Kind::Read)
            return;
        Reply reply = task();
        if (reply && !m_isEnding)
            QMetaObject::invokeMethod(&m_home, std::move(reply), Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(&m_inThread, work, Qt::QueuedConnection);
}
