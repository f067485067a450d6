// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "receiver_p.h"
#include "reply_p.h"
#include "sender.h"
#include "trace_p.h"

#include <QtCore/QPointer>
#include <QtCore/QVarLengthArray>
#include <QtCore/QVariant>

#include <memory>
#include <span>
#include <utility>
#include <vector>

class QThread;

namespace Signalbox {

class Mailbox;
class Outbox;
class SignalCore;
struct ReceiverGroup;

/// What one send() says to all receivers it can't call itself: the payload, copied once and shared.
struct Message {
    /// The sender, without its object if that died meanwhile.
    Sender currentSender() const;

    /// Tells the trace of a step on its way.
    void note(TraceEvent::What what, const Receiver &receiver) const
    {
        if (Trace::isOn()) [[unlikely]]
            Trace::note(what, *core, currentSender(), receiver, send);
    }

    SignalCore *core; ///< kept alive by the receivers that this is for
    QVariant payload;
    Sender sender;
    QPointer<QObject> senderObject; // sender.object(), known to be alive or not
    quint64 send; ///< as TraceEvent::send
};

/// One receiver that a message is for. If it is a batch receiver, what it is for may wait in the receiver's
/// PendingBatch instead; if this has the ticket for it, that is discarded with this if nobody takes it.
class DeliveryItem {
public:
    explicit DeliveryItem(Strong<Receiver> to = nullptr, ReplySlot answer = {})
        : receiver(std::move(to)), slot(std::move(answer))
    { }
    DeliveryItem(DeliveryItem &&) noexcept = default;
    DeliveryItem &operator=(DeliveryItem &&other) noexcept
    {
        DeliveryItem discarded(std::move(*this));
        receiver = std::move(other.receiver);
        slot = std::move(other.slot);
        return *this;
    }
    ~DeliveryItem();

    Strong<Receiver> receiver;
    ReplySlot slot;
    quint64 ticket = 0; ///< see PendingBatch::add()
};

/// A message and the receivers it is for, in the order of their connection.
struct Delivery {
    explicit Delivery(std::shared_ptr<const Message> about = nullptr) : message(std::move(about)) { }
    Delivery(Delivery &&) noexcept = default;
    Delivery &operator=(Delivery &&) noexcept = default;

    bool isEmpty() const { return items.empty() && !group; }

    std::shared_ptr<const Message> message;
    std::shared_ptr<const ReceiverGroup> group; ///< these receivers come first
    std::vector<DeliveryItem> items; ///< then these
};

/// Answers all @p slots, of which there is at least one, with what @p receiver returned or threw; those that
/// wait for futures with what that comes to if it is one. Logs and announces errors that nobody waits for.
void finish(const Strong<Receiver> &receiver, std::span<ReplySlot> slots, Answer answer);

/// Where a delivery stands when deliver() gets it.
enum class Stage {
    Released, ///< held back until now, in the thread that sent it: every receiver goes its own way
    Arrived, ///< taken from a thread's event queue: whoever lives in this thread is called
};

/// Calls the receivers of @p delivery that are to be called in this thread, and sends the others on to where
/// they live now. Exceptions of receivers are logged and announced, or answered if somebody waits, never
/// thrown.
void deliver(Delivery delivery, Stage stage);

/// Sends @p delivery on to those of its receivers that have left the thread @p left, which is only compared.
/// Any thread may do so. @return what is for the others
Delivery sendOn(Delivery delivery, const QThread *left);

/// Collects what one thread has for others about one message. Neighbouring receivers of one thread share an
/// event. flush() posts what has come together, and must be called before user code runs, so that every
/// event keeps its place among those that the user posts.
class OutgoingMail {
public:
    explicit OutgoingMail(std::shared_ptr<const Message> message) : m_message(std::move(message)) { }

    const std::shared_ptr<const Message> &message() const { return m_message; }

    /// Puts the message on its way to the receiver of @p item, which was found in @p thread.
    /// @return false, and a warning logged, if there is no thread to go to.
    bool add(DeliveryItem item, QThread *thread);

    /// As add(), for a receiver that takes no batches, if nobody waits for its answer. The caller keeps it
    /// alive until the next flush().
    bool addPlain(Receiver &receiver, QThread *thread);

    /// As add(), for an item whose batch waits with its receiver already.
    bool forward(DeliveryItem item, QThread *thread);

    /// Puts it into @p outbox instead. @return true
    bool hold(DeliveryItem item, Outbox &outbox);

    void flush()
    {
        if (!m_isEmpty) [[unlikely]]
            post(m_message);
    }

    /// The last flush(): it hands the message over instead of a copy.
    void close()
    {
        if (!m_isEmpty)
            post(std::move(m_message));
    }

private:
    // What is for one thread; first the plain receivers, then the items.
    struct Group {
        explicit Group(QThread *where = nullptr) : thread(where) { }
        Group(Group &&) noexcept = default;
        Group &operator=(Group &&) noexcept = default;

        QThread *thread;
        QVarLengthArray<Receiver *, 8> plain;
        std::vector<DeliveryItem> items;
    };
    Group &groupFor(QThread *thread);
    void post(std::shared_ptr<const Message> message);
    void post(Group &group, std::shared_ptr<const Message> message);
    bool postAlone(DeliveryItem item, const std::shared_ptr<const Message> &message);

    std::shared_ptr<const Message> m_message;
    bool m_isEmpty = true;
    Outbox *m_outbox = nullptr; // of m_held
    Delivery m_held;
    QVarLengthArray<Group, 1> m_groups;
};

} // namespace Signalbox
