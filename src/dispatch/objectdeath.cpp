// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "objectdeath_p.h"

#include <QtCore/QObject>

#include <atomic>
#include <utility>

namespace Signalbox {
namespace {

// The functor of the hook. It is never called: its destruction is the event. The pointer is atomic because
// the functor crosses from the connecting to the destroying thread through Qt's connection list.
class DeathToken {
public:
    DeathToken(void (*callback)(void *), void *data) : m_callback(callback), m_data(data)
    {
        m_data.store(data, std::memory_order_release);
    }
    DeathToken(DeathToken &&other) noexcept : m_callback(other.m_callback), m_data(nullptr)
    {
        m_data.store(other.m_data.exchange(nullptr, std::memory_order_acq_rel), std::memory_order_release);
    }
    ~DeathToken()
    {
        if (void *data = m_data.load(std::memory_order_acquire))
            m_callback(data);
    }
    void operator()() const { }

private:
    Q_DISABLE_COPY(DeathToken)
    void (*m_callback)(void *);
    std::atomic<void *> m_data;
};

// The sending end of all hooks. It lives in no thread and is never destroyed.
QObject &anchor()
{
    static QObject &anchor = *[] {
        auto *object = new QObject;
        object->moveToThread(nullptr);
        return object;
    }();
    return anchor;
}

} // namespace

void callOnDeath(const QObject *object, void (*callback)(void *), void *data)
{
    QObject::connect(&anchor(), &QObject::objectNameChanged, object, DeathToken(callback, data),
                     Qt::DirectConnection);
}

} // namespace Signalbox
