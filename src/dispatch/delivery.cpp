// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "delivery_p.h"

#include "logging_p.h"
#include "mailbox_p.h"
#include "outbox.h"
#include "receiver_p.h"
#include "signalcore_p.h"

#include <QtCore/QThread>

#include <algorithm>

namespace Signalbox {

Sender Message::currentSender() const
{
    return sender.object() && !senderObject ? sender.withoutObject() : sender;
}

namespace {

void call(Receiver &receiver, const Message &message)
{
    AbstractSignal *signal = message.core->signal();
    if (!signal || !receiver.isConnected())
        return;
    try {
        const Sender sender = message.currentSender();
        receiver.invoke(
            {message.payload.constData(), message.payload.metaType(), sender, *signal, &message.payload});
    } catch (...) {
        message.core->announceFailure(receiver, std::current_exception(), "deliver()");
    }
}

} // namespace

void deliver(Delivery delivery, Stage stage)
{
    QThread *current = QThread::currentThread();
    OutgoingMail forwarded;
    for (const auto &receiver : delivery.receivers) {
        if (!receiver->isConnected())
            continue;
        const bool here = stage == Stage::Arrived ? receiver->livesIn(current)
                                                  : receiver->route(current) == Receiver::Route::Direct;
        if (here) {
            forwarded.flush();
            call(*receiver, *delivery.message);
        } else {
            forwarded.add(delivery.message, receiver);
        }
    }
    forwarded.flush();
}

bool OutgoingMail::add(const std::shared_ptr<const Message> &message,
                       const std::shared_ptr<Receiver> &receiver, Outbox *outbox)
{
    if (outbox != m_outbox)
        flush();
    if (outbox) {
        m_outbox = outbox;
        m_held.message = message;
        m_held.receivers.push_back(receiver);
        return true;
    }
    const auto &context = receiver->context();
    QThread *thread = context ? context->thread() : QThread::currentThread();
    const auto mailbox = context ? Mailbox::existing(thread) : Mailbox::of(thread);
    if (mailbox) {
        auto group = std::find_if(m_byMailbox.begin(), m_byMailbox.end(),
                                  [&mailbox](const auto &entry) { return entry.first == mailbox; });
        if (group == m_byMailbox.end())
            group = m_byMailbox.insert(group, {mailbox, {message, {}}});
        group->second.receivers.push_back(receiver);
        return true;
    }
    // Its object has moved to a thread without a mailbox. Making one here could race with that thread's
    // deletion, but posting to the object itself is safe; deliver() makes the mailbox there.
    flush();
    if (context->post({message, {receiver}}))
        return true;
    if (context->isAlive()) {
        qCWarning(lcDispatch).noquote().nospace()
            << "Dropped a delivery of " << message->core->name << " to " << receiver->toString()
            << ": its object has no thread. Move it to a running thread, or disconnect it.";
    }
    return false;
}

void OutgoingMail::flush()
{
    if (!m_held.receivers.empty())
        m_outbox->hold(HeldDelivery(std::exchange(m_held, {})));
    m_outbox = nullptr;
    for (auto &[mailbox, delivery] : std::exchange(m_byMailbox, {}))
        mailbox->post(std::move(delivery));
}

HeldDelivery::HeldDelivery(Delivery delivery)
    : m_delivery(std::make_unique<Delivery>(std::move(delivery))) { }

HeldDelivery::HeldDelivery(HeldDelivery &&other) noexcept = default;
HeldDelivery &HeldDelivery::operator=(HeldDelivery &&other) noexcept = default;
HeldDelivery::~HeldDelivery() = default;

void HeldDelivery::release() &&
{
    deliver(std::move(*m_delivery), Stage::Released);
}

Outbox::~Outbox() = default;

} // namespace Signalbox
