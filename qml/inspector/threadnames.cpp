// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "threadnames.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QThread>

#include <deque>
#include <mutex>

namespace ThreadNames {
namespace {

constexpr size_t mostEnded = 1000; // whose names are kept

struct Registry {
    std::mutex mutex;
    int last = 0;
    QHash<int, QString> names;
    QHash<const QThread *, int> numbers;
    std::deque<int> ended;
};

// Never destroyed: threads end after the last static is gone.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

QString nameFor(const QThread *thread, int number)
{
    const bool isMain = QCoreApplication::instance() && QCoreApplication::instance()->thread() == thread;
    if (isMain && (thread->objectName().isEmpty() || thread->objectName() == u"Qt mainThread"))
        return QStringLiteral("main"); // Qt 6.8 gives it a name of its own
    if (!thread->objectName().isEmpty())
        return thread->objectName();
    const QString className = QString::fromUtf8(thread->metaObject()->className());
    return QStringLiteral("%1 %2")
        .arg(className == u"QThread" ? QStringLiteral("thread") : className)
        .arg(number);
}

class Entry {
public:
    Entry() : m_thread(QThread::currentThread())
    {
        auto &[mutex, last, names, numbers, ended] = registry();
        {
            const std::lock_guard lock(mutex);
            m_number = ++last;
        }
        const QString name = nameFor(m_thread, m_number);
        const std::lock_guard lock(mutex);
        names.insert(m_number, name);
        numbers.insert(m_thread, m_number);
    }
    ~Entry()
    {
        auto &[mutex, last, names, numbers, ended] = registry();
        const std::lock_guard lock(mutex);
        if (numbers.value(m_thread) == m_number)
            numbers.remove(m_thread);
        ended.push_back(m_number);
        if (ended.size() > mostEnded) {
            names.remove(ended.front());
            ended.pop_front();
        }
    }
    int number() const { return m_number; }

private:
    Q_DISABLE_COPY(Entry)
    const QThread *const m_thread;
    int m_number = 0;
};

} // namespace

int mine()
{
    static thread_local const Entry entry;
    return entry.number();
}

QString name(int number)
{
    auto &registered = registry();
    const std::lock_guard lock(registered.mutex);
    const auto found = registered.names.constFind(number);
    return found == registered.names.cend() ? QStringLiteral("thread %1").arg(number) : *found;
}

QString nameOf(const QThread *thread)
{
    auto &registered = registry();
    const std::lock_guard lock(registered.mutex);
    return registered.names.value(registered.numbers.value(thread));
}

} // namespace ThreadNames
