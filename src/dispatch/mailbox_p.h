// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "delivery_p.h"

#include <QtCore/QObject>

#include <atomic>
#include <memory>

class QThread;

namespace Signalbox {

/// Where a thread gets its deliveries: an object living in it, to which they are posted as events. Being
/// Qt events they keep their order among all others posted to that thread.
///
/// A mailbox lasts as long as its QThread object. What is posted while the thread does not run waits for
/// it to start (again), as Qt's own events do; what is left when the QThread is deleted is discarded. But
/// what is for a receiver that has left a thread follows it when the thread ends, and when it is deleted.
class Mailbox final : public QObject {
public:
    /// The mailbox of @p thread, made if it has none. @p thread must not be deleted during this call;
    /// any thread may make it, but not under a lock (moving the new object runs QCoreApplication::notify()).
    static std::shared_ptr<Mailbox> of(QThread *thread);

    /// Makes sure that @p thread has a mailbox; as of(), but quick for the current thread.
    static void provideFor(QThread *thread);

    /// Whether @p thread, which is only compared, is the current one and has a mailbox.
    static bool isProvidedFor(const QThread *thread);

    /// The mailbox of @p thread; nullptr if it has none, and must not be given one because it is not the
    /// current thread and may be gone. @p thread is only compared, never used.
    static std::shared_ptr<Mailbox> forPosting(const QThread *thread);

    explicit Mailbox(const QThread *thread) : m_thread(thread) { }

    /// Whether its thread exists still.
    bool isOpen() const { return m_state.load(std::memory_order_seq_cst) != State::Closed; }

    /// Posts @p delivery, which must have a receiver. Any thread may post.
    void post(Delivery &&delivery);

protected:
    void customEvent(QEvent *event) override;

private:
    class DeliveryEvent;

    enum class State {
        Served, // the thread comes to what is posted, or will when it starts
        Ended, // it won't, unless it starts again
        Closed, // it is being deleted
    };
    static std::shared_ptr<Mailbox> existing(const QThread *thread);
    static void threadDied(void *thread);
    void enter(State state);
    bool tryToPost(Delivery &delivery, State last);
    void sortOut(Delivery &&delivery);

    const QThread *const m_thread; // only compared
    std::atomic<State> m_state = State::Served;
};

} // namespace Signalbox
