// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "delivery_p.h"

#include "exceptions_p.h"
#include "logging_p.h"
#include "mailbox_p.h"
#include "outbox.h"
#include "receiver_p.h"
#include "receivergroup_p.h"
#include "signalcore_p.h"
#include "trace_p.h"

#include <QtCore/QThread>

#include <algorithm>

namespace Signalbox {

Sender Message::currentSender() const
{
    return sender.object() && !senderObject ? sender.withoutObject() : sender;
}

DeliveryItem::~DeliveryItem()
{
    if (receiver && ticket != PendingBatch::noTicket)
        receiver->batch()->take(ticket);
}

namespace {

// For those who wait, or else for those who watch. Whoever waits is the last to hold an exception, so that it
// is destroyed in the thread that catches it.
void tell(Receiver &receiver, std::span<ReplySlot> slots, Answer answer)
{
    const SignalCore &core = receiver.core();
    if (answer.error)
        receiver.setLastError(errorString(answer.error));
    bool isAnnounced = false;
    for (ReplySlot &slot : slots) {
        Answer own = &slot == &slots.back() ? std::move(answer) : answer; // NOLINT(bugprone-use-after-move)
        const char *const how = own.error ? slot.logsErrorsAs() : nullptr;
        if (how)
            core.logFailure(receiver, own.error, how);
        // NOLINTNEXTLINE(bugprone-use-after-move): what nobody waits for was not moved
        if (!slot.answer(std::move(own)) && !std::exchange(isAnnounced, true))
            core.announceFailure(receiver, own.error, "deliver()"); // NOLINT(bugprone-use-after-move)
    }
}

} // namespace

void finish(const Strong<Receiver> &receiver, std::span<ReplySlot> slots, Answer answer)
{
    if (!answer.value.isValid())
        return tell(*receiver, slots, std::move(answer));
    const auto waiting = std::make_shared<std::vector<ReplySlot>>();
    for (ReplySlot &slot : slots) {
        if (slot.waitsForFutures())
            waiting->push_back(std::move(slot));
        else
            slot.answer(Answer(answer));
    }
    const auto whenFinished = [waiting, receiver](const QVariant &value, const std::exception_ptr &error) {
        tell(*receiver, *waiting, Answer::of(value, error));
    };
    if (!waiting->empty() && !receiver->watch(answer.value, whenFinished))
        tell(*receiver, *waiting, std::move(answer));
}

namespace {

void call(const Strong<Receiver> &receiver, ReplySlot slot, const Message &message)
{
    AbstractSignal *const signal = message.core->signal();
    if (!signal || !slot.mayBegin())
        return;
    const auto permit = receiver->admit();
    if (!permit)
        return message.note(TraceEvent::Dropped, *receiver);
    Callable::Result result;
    const Sender sender = message.currentSender();
    TracedCall traced(*message.core, sender, *receiver, message.send);
    auto error = caught([&] {
        receiver->invoke(
            {message.payload.constData(), message.payload.metaType(), sender, *signal, &message.payload},
            result);
    });
    traced.ended(error);
    if (error || result || slot.isAwaited())
        finish(receiver, {&slot, 1}, Answer::of(std::move(result), std::move(error)));
}

void callBatch(DeliveryItem &item)
{
    const auto receiver = std::exchange(item.receiver, nullptr); // so that item discards nothing
    auto entries = receiver->batch()->take();
    std::erase_if(entries, [](const auto &entry) { return !entry.slot.mayBegin(); });
    if (entries.empty() || !entries.back().message->core->signal())
        return;
    const auto permit = receiver->admit();
    if (!permit) {
        for (const auto &entry : entries)
            entry.message->note(TraceEvent::Dropped, *receiver);
        return;
    }
    QList<const void *> payloads;
    payloads.reserve(qsizetype(entries.size()));
    const Message &last = *entries.back().message;
    for (const auto &entry : entries) {
        if (entry.message.get() != &last)
            entry.message->note(TraceEvent::Batched, *receiver);
        payloads.append(entry.message->payload.constData());
    }
    const Sender sender = last.currentSender();
    Callable::Result result;
    TracedCall traced(*last.core, sender, *receiver, last.send);
    auto error = caught([&] { receiver->invokeBatch(payloads, result); });
    traced.ended(error);
    std::vector<ReplySlot> slots;
    slots.reserve(entries.size());
    for (auto &entry : entries)
        slots.push_back(std::move(entry.slot));
    finish(receiver, slots, Answer::of(std::move(result), std::move(error)));
}

// Calls a receiver that is to be called here and now.
void callItem(DeliveryItem &item, const Message &message)
{
    if (item.receiver->batch())
        callBatch(item);
    else
        call(item.receiver, std::move(item.slot), message);
}

void deliverGroup(const ReceiverGroup &group, OutgoingMail &forwarded)
{
    ThreadSlot &me = ThreadSlot::mine();
    for (const auto &receiver : group.receivers) {
        if (!receiver->isReady()) {
            forwarded.flush();
            forwarded.message()->note(TraceEvent::Dropped, *receiver);
            continue;
        }
        if (receiver->hasArrived(me)) {
            forwarded.flush();
            call(receiver, {}, *forwarded.message());
        } else {
            forwarded.forward(DeliveryItem(receiver), receiver->locate(me).thread);
        }
    }
}

void deliverItem(DeliveryItem &item, Stage stage, OutgoingMail &forwarded)
{
    ThreadSlot &me = ThreadSlot::mine();
    Receiver &receiver = *item.receiver;
    if (!receiver.isReady()) {
        forwarded.flush();
        const DeliveryItem discarded(std::move(item)); // at once: what is sent later needs a new event
        if (discarded.ticket == PendingBatch::noTicket)
            return forwarded.message()->note(TraceEvent::Dropped, receiver);
        const auto entries = receiver.batch()->take(discarded.ticket);
        for (const auto &entry : entries)
            entry.message->note(TraceEvent::Dropped, receiver);
        return;
    }
    const bool hasArrived = stage == Stage::Arrived;
    if (hasArrived && receiver.hasArrived(me)) {
        forwarded.flush();
        callItem(item, *forwarded.message());
        return;
    }
    const auto [route, thread] = receiver.locate(me);
    if (hasArrived) {
        forwarded.forward(std::move(item), thread);
    } else if (route == Receiver::Route::Here) {
        forwarded.flush();
        if (receiver.batch())
            receiver.batch()->add({forwarded.message(), std::move(item.slot)}, me.thread);
        callItem(item, *forwarded.message());
    } else {
        forwarded.add(std::move(item), thread);
    }
}

} // namespace

void deliver(Delivery delivery, Stage stage)
{
    OutgoingMail forwarded(std::move(delivery.message));
    if (delivery.group)
        deliverGroup(*delivery.group, forwarded);
    for (DeliveryItem &item : delivery.items)
        deliverItem(item, stage, forwarded);
    forwarded.flush();
}

Delivery sendOn(Delivery delivery, const QThread *left)
{
    ThreadSlot &me = ThreadSlot::mine();
    OutgoingMail forwarded(delivery.message);
    Delivery rest(delivery.message);
    const auto sort = [&](DeliveryItem item) {
        QThread *const thread = item.receiver->locate(me).thread;
        if (!thread || thread == left || !item.receiver->context())
            rest.items.push_back(std::move(item));
        else
            forwarded.forward(std::move(item), thread);
    };
    if (delivery.group) {
        for (const auto &receiver : delivery.group->receivers)
            sort(DeliveryItem(receiver));
    }
    for (DeliveryItem &item : delivery.items)
        sort(std::move(item));
    forwarded.flush();
    return rest;
}

bool OutgoingMail::hold(DeliveryItem item, Outbox &outbox)
{
    if (&outbox != m_outbox)
        flush();
    m_isEmpty = false;
    m_outbox = &outbox;
    m_held.message = m_message;
    m_held.items.push_back(std::move(item));
    return true;
}

bool OutgoingMail::add(DeliveryItem item, QThread *thread)
{
    if (PendingBatch *batch = item.receiver->batch()) {
        item.ticket = batch->add({m_message, std::move(item.slot)}, thread);
        if (item.ticket == PendingBatch::noTicket)
            return true; // it goes with the one that is on its way
    }
    return forward(std::move(item), thread);
}

bool OutgoingMail::addPlain(Receiver &receiver, QThread *thread)
{
    if (!thread)
        return forward(DeliveryItem(Strong<Receiver>::to(receiver)), thread);
    Group &group = groupFor(thread);
    if (group.items.empty())
        group.plain.push_back(&receiver);
    else
        group.items.emplace_back(Strong<Receiver>::to(receiver));
    return true;
}

bool OutgoingMail::forward(DeliveryItem item, QThread *thread)
{
    if (!thread) {
        flush();
        return postAlone(std::move(item), m_message);
    }
    groupFor(thread).items.push_back(std::move(item));
    return true;
}

OutgoingMail::Group &OutgoingMail::groupFor(QThread *thread)
{
    if (m_outbox)
        flush();
    m_isEmpty = false;
    for (Group &group : m_groups) {
        if (group.thread == thread)
            return group;
    }
    return m_groups.emplace_back(thread);
}

void OutgoingMail::post(std::shared_ptr<const Message> message)
{
    m_isEmpty = true;
    if (!m_held.isEmpty())
        m_outbox->hold(HeldDelivery(std::exchange(m_held, Delivery())));
    m_outbox = nullptr;
    for (Group &group : m_groups)
        post(group, &group == &m_groups.back() ? std::move(message) : message);
    m_groups.clear();
}

void OutgoingMail::post(Group &group, std::shared_ptr<const Message> message)
{
    Delivery delivery(std::move(message));
    std::shared_ptr<Mailbox> lookedUp;
    Mailbox *mailbox;
    if (!group.plain.isEmpty()) {
        delivery.group = delivery.message->core->table.groupOf(
            {group.plain.data(), size_t(group.plain.size())}, group.thread);
        mailbox = delivery.group->mailbox.get();
    } else {
        lookedUp = Mailbox::forPosting(group.thread);
        mailbox = lookedUp.get();
    }
    if (mailbox) {
        delivery.items = std::move(group.items);
        mailbox->post(std::move(delivery));
        return;
    }
    for (Receiver *receiver : group.plain)
        postAlone(DeliveryItem(Strong<Receiver>::to(*receiver)), delivery.message);
    for (DeliveryItem &item : group.items)
        postAlone(std::move(item), delivery.message);
}

// Its object has moved to a thread without a mailbox, or to none. Making a mailbox here could race with that
// thread's deletion, but posting to the object itself is safe; deliver() makes the mailbox there.
bool OutgoingMail::postAlone(DeliveryItem item, const std::shared_ptr<const Message> &message)
{
    const Strong<Receiver> receiver = item.receiver;
    Lifeline *const context = receiver->context();
    Delivery alone(message);
    alone.items.push_back(std::move(item));
    if (context->post(std::move(alone)))
        return true;
    if (context->isAlive()) {
        qCWarning(lcDispatch).noquote().nospace()
            << "Dropped a delivery of " << message->core->name << " to " << receiver->toString()
            << ": its object has no thread. Move it to a running thread, or disconnect it.";
    }
    return false;
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
