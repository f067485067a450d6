// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalspy.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QThread>

#include <condition_variable>
#include <mutex>

namespace Signalbox {

// What the spy shares with its receiver, which may still be running when the spy is destroyed.
struct SignalSpy::Log {
    std::mutex mutex;
    std::condition_variable changed;
    QList<Record> records;

    qsizetype count()
    {
        const std::lock_guard lock(mutex);
        return records.size();
    }
};

SignalSpy::SignalSpy(AbstractSignal &signal, const Sender &sender) : m_log(std::make_shared<Log>())
{
    const auto record = [log = m_log](const QVariant &payload, const Sender &from) {
        Record fresh{payload, from, QThread::currentThread()};
        {
            const std::lock_guard lock(log->mutex);
            log->records.append(std::move(fresh));
        }
        log->changed.notify_all();
        return QVariant();
    };
    m_connection = signal.connectUntyped(record, {.sender = sender});
}

SignalSpy::~SignalSpy() = default;

qsizetype SignalSpy::count() const
{
    return m_log->count();
}

SignalSpy::Record SignalSpy::at(qsizetype index) const
{
    return records().at(index);
}

QList<SignalSpy::Record> SignalSpy::records() const
{
    const std::lock_guard lock(m_log->mutex);
    return m_log->records;
}

void SignalSpy::clear()
{
    QList<Record> forgotten; // destroyed after the lock is released
    const std::lock_guard lock(m_log->mutex);
    forgotten.swap(m_log->records);
}

bool SignalSpy::wait(qsizetype count, std::chrono::milliseconds timeout) const
{
    using namespace std::chrono_literals;
    const QDeadlineTimer deadline(timeout);
    QEventLoop loop;
    while (m_log->count() < count && !deadline.hasExpired()) {
        loop.processEvents();
        std::unique_lock lock(m_log->mutex);
        m_log->changed.wait_for(lock, 5ms, [&] { return m_log->records.size() >= count; });
    }
    return m_log->count() >= count;
}

} // namespace Signalbox
