// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "asymmetricfence_p.h"
#include "keeper_p.h"
#include "threadslot_p.h"

#include <QtCore/QMutex>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <atomic>

class QThread;

namespace Signalbox {

struct Delivery;

class Lifeline;

/// Told when a QObject dies, in the destroying thread, without any lock held.
class LifelineWatcher {
public:
    /// Watches @p object, which must be alive during the call. To be called once at most.
    /// @return whether Lifeline::provideMailbox() is due, which may run users' code
    bool watch(const QObject *object);

    /// The lifeline of the object, be it alive or dead; nullptr if watch() was not called.
    Lifeline *lifeline() const { return m_lifeline; }

protected:
    LifelineWatcher() = default;
    virtual ~LifelineWatcher() = default;

    virtual void watchedObjectDied() = 0;

    /// What keeps the watcher alive while it is told; nullptr if it is being destroyed itself.
    virtual Keeper keepWatcher() = 0;

    /// Ends watching. To be called before the destruction of what the functions above use.
    void unwatch();

private:
    friend class Lifeline;
    Q_DISABLE_COPY(LifelineWatcher)
    Lifeline *m_lifeline = nullptr;
    LifelineWatcher **m_link = nullptr; // what points to it in the lifeline's list, under the registry's lock
    LifelineWatcher *m_next = nullptr;
};

/// What can be asked about a QObject from any thread, even while it is being destroyed in its own: whether
/// it is alive and where it lives. There is one lifeline per object; it lasts until the object is dead and
/// the last LifelineWatcher gone.
class Lifeline {
public:
    /// Makes ready for LifelineWatcher::watch().
    static void prefetchFor(const QObject *object);

    /// Makes the mailbox of the object's thread: whoever has a lifeline may get deliveries. Does nothing if
    /// it has died. Event filters may be told of it.
    void provideMailbox() const;

    /// Whether the object has not reached ~QObject() yet.
    bool isAlive() const { return m_object.load(std::memory_order_seq_cst); }

    /// Whether the calling thread, whose slot is @p me, is where the object was last found by findThread(),
    /// and still lives. Takes no lock.
    bool isHome(ThreadSlot &me) const
    {
        if (m_home.load(std::memory_order_relaxed) != &me)
            return false;
        const Look look(*this, me);
        return m_home.load(std::memory_order_seq_cst) == &me && look.thread() == me.thread;
    }

    /// The thread the object lives in, only to be compared; nullptr if it is dead or has no thread. If that
    /// is the calling one, whose slot is @p me, isHome() knows from now on. Takes a lock the first time.
    QThread *findThread(ThreadSlot &me) const;

    /// Whether the object is alive and its thread is running.
    bool isThreadRunning() const;

    /// Posts @p delivery to the object itself, to run in whatever thread it lives in by then.
    /// @return false, and nothing posted, if it is dead or has no thread.
    bool post(Delivery delivery) const;

    /// The class of the object, for people.
    QString className() const;

    /// Sender::toString() for the object.
    QString text() const;

private:
    friend class LifelineWatcher;
    Q_DISABLE_COPY(Lifeline)
    Lifeline(const QObject *object, quint32 hash) : m_object(object), m_hash(hash) { }
    ~Lifeline() = default;

    // A thread that looks at the object without the lock. The object may be dying in its own thread: then
    // that waits for the look to end, unless the look comes late enough to find no object any more.
    class Look {
    public:
        Look(const Lifeline &lifeline, ThreadSlot &me) : m_me(me)
        {
            AsymmetricFence::store<const void *>(me.looking, &lifeline);
            m_object = lifeline.m_object.load(std::memory_order_seq_cst);
        }
        ~Look() { m_me.looking.store(nullptr, std::memory_order_release); }
        QThread *thread() const { return m_object ? m_object->thread() : nullptr; }

    private:
        Q_DISABLE_COPY(Look)
        ThreadSlot &m_me;
        const QObject *m_object;
    };

    void cut();
    void leaveHome() const;

    // No user code ever runs under it. While it is held, the object can't pass ~QObject().
    mutable QMutex m_mutex;
    std::atomic<const QObject *> m_object;
    mutable std::atomic<ThreadSlot *> m_home = nullptr; // who may look; changed under the lock
    mutable std::atomic<bool> m_isOpenToAll = false; // whether all others may look, too

    // Under the registry's lock.
    const quint32 m_hash;
    bool m_isRegistered = true; // until the object's death; then the last watcher takes it along
    LifelineWatcher *m_firstWatcher = nullptr;
};

} // namespace Signalbox
