// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "objectdeath_p.h"

#include <QtCore/QObject>

#include <atomic>
#include <memory>
#include <utility>

namespace Signalbox {
namespace {

// The functor of the hook. It is never called: its destruction is the event. The pointer is atomic because
// the functor crosses from the connecting to the destroying thread through Qt's connection list.
class DeathToken {
public:
    DeathToken(void (*callback)(void *), void *data) : m_callback(callback), m_data(nullptr)
    {
        m_data.store(data, std::memory_order_release);
    }
    // Only the connecting thread moves it.
    DeathToken(DeathToken &&other) noexcept : DeathToken(other.m_callback, other.release()) { }
    ~DeathToken()
    {
        if (void *data = m_data.load(std::memory_order_acquire))
            m_callback(data);
    }
    void operator()() const { }

private:
    Q_DISABLE_COPY(DeathToken)
    void *release()
    {
        void *const data = m_data.load(std::memory_order_relaxed);
        m_data.store(nullptr, std::memory_order_relaxed);
        return data;
    }
    void (*m_callback)(void *);
    std::atomic<void *> m_data;
};

// The sending ends of the hooks. They live in no thread and are never destroyed.
//
// Qt locks both ends of a connection, by mutexes that it shares out by the remainder of an object's address.
// Each object has an anchor with the mutex that it has itself: that is one lock less to connect and to die,
// and threads that are busy with different objects don't meet. Should Qt change that, nothing is lost but
// this.
class Anchors {
public:
    static QObject &of(const QObject *object)
    {
        Anchors *anchors = s_anchors.load(std::memory_order_acquire);
        if (!anchors) [[unlikely]]
            anchors = publish(std::make_unique<Anchors>());
        return anchors->m_objects[anchors->m_byRemainder[remainder(object)]];
    }

    // An object that leaves its thread is sent an event, which the application's event filters see. So this
    // is not for the initialisation of a static, which is a lock: a filter may connect.
    Anchors()
    {
        // Side by side, and 131 is a prime number: each has a remainder of its own.
        for (uint i = 0; i < count; ++i) {
            m_objects[i].moveToThread(nullptr);
            m_byRemainder[remainder(&m_objects[i])] = quint8(i);
        }
    }

private:
    static constexpr uint count = 131; // of Qt's mutexes

    static uint remainder(const QObject *object) { return uint(quintptr(object)) % count; }

    // @return those of whoever was first: it may have been another thread, or an event filter
    static Anchors *publish(std::unique_ptr<Anchors> fresh)
    {
        Anchors *first = nullptr;
        if (s_anchors.compare_exchange_strong(first, fresh.get(), std::memory_order_acq_rel))
            return fresh.release();
        return first;
    }

    static constinit std::atomic<Anchors *> s_anchors;

    QObject m_objects[count];
    quint8 m_byRemainder[count] = {};
};

constinit std::atomic<Anchors *> Anchors::s_anchors = nullptr;

} // namespace

void callOnDeath(const QObject *object, void (*callback)(void *), void *data)
{
    QObject::connect(&Anchors::of(object), &QObject::objectNameChanged, object, DeathToken(callback, data),
                     Qt::DirectConnection);
}

} // namespace Signalbox
