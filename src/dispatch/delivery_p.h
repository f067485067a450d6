// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "sender.h"

#include <QtCore/QPointer>
#include <QtCore/QVariant>

#include <memory>
#include <utility>
#include <vector>

namespace Signalbox {

class Mailbox;
class Outbox;
class Receiver;
class SignalCore;

/// What one send() says to all receivers it can't call itself: the payload, copied once and shared.
struct Message {
    /// The sender, without its object if that died meanwhile.
    Sender currentSender() const;

    std::shared_ptr<SignalCore> core;
    QVariant payload;
    Sender sender;
    QPointer<QObject> senderObject; // sender.object(), known to be alive or not
};

/// A message and the receivers it is for, in the order of their connection.
struct Delivery {
    std::shared_ptr<const Message> message;
    std::vector<std::shared_ptr<Receiver>> receivers;
};

/// Where a delivery stands when deliver() gets it.
enum class Stage {
    Released, ///< held back until now, in the thread that sent it: every receiver goes its own way
    Arrived, ///< taken from a thread's event queue: whoever lives in this thread is called
};

/// Calls the receivers of @p delivery that are to be called in this thread, and sends the others on to where
/// they live now. Exceptions of receivers are logged and announced, never thrown.
void deliver(Delivery delivery, Stage stage);

/// Collects what one thread has for others. Neighbouring receivers of one thread share an event. flush()
/// posts what has come together, and must be called before user code runs, so that every event keeps its
/// place among those that the user posts.
class OutgoingMail {
public:
    /// Puts @p message on its way to @p receiver: into @p outbox if there is one, else to its thread.
    /// @return false, and a warning logged, if that has no thread to go to.
    bool add(const std::shared_ptr<const Message> &message, const std::shared_ptr<Receiver> &receiver,
             Outbox *outbox = nullptr);
    void flush();

private:
    Outbox *m_outbox = nullptr; // of m_held
    Delivery m_held;
    std::vector<std::pair<std::shared_ptr<Mailbox>, Delivery>> m_byMailbox;
};

} // namespace Signalbox
