// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "sending_p.h"

#include "asyncreply_p.h"
#include "blockingreply_p.h"
#include "blockpool_p.h"
#include "exceptions_p.h"
#include "logging_p.h"
#include "signalcore_p.h"
#include "trace_p.h"
#include "walk_p.h"

#include <utility>

namespace Signalbox {

Sending::Sending(AbstractSignal &signal, const Sender &sender, const void *payload, Errors errors,
                 Responses &responses, AsyncReply *reply)
    : m_signal(signal), m_core(*signal.m_core), m_sender(sender), m_errors(errors),
      m_reply(reply), m_call{payload, m_core.payloadType, sender, signal}, m_me(ThreadSlot::mine()),
      m_responses(responses)
{ }

void Sending::run()
{
    if (m_core.mutes.any() && m_core.mutes.silences(m_sender)) [[unlikely]]
        return;
    Walk walk(m_core.table, m_sender);
    m_responses.begin(m_core.serial, walk.upperBound());
    const bool isWatched = m_reply || Trace::isOn();
    if (isWatched) [[unlikely]]
        m_send = Trace::noteSent(m_core, m_sender);

    Callable::Result result;
    while (Receiver *const receiver = walk.next()) {
        if (!receiver->isReady()) [[unlikely]]
            continue;
        // A receiver that was called may have muted this one's uid.
        const bool isMuted = m_core.mutes.any();
        if (isWatched || isMuted || !receiver->isPlain() || !receiver->isHereForSure(m_me)) [[unlikely]] {
            serve(*receiver);
            continue;
        }
        flush();
        const auto error = caught([&] { receiver->invoke(m_call, result); });
        if (!result && !error) [[likely]] {
            m_responses.add(receiver->place.order, Response::Outcome::Returned);
        } else {
            error ? raised(*receiver, error)
                  : m_responses.addReturned(receiver->place.order, std::move(*result));
            result.reset();
        }
    }
    if (m_mail) [[unlikely]]
        m_mail->close();
}

// The general case of what run() does for most receivers at once.
void Sending::serve(Receiver &receiver)
{
    if (m_core.mutes.silencesUid(receiver.options().dispatchUid))
        return;
    if (m_reply && !m_reply->mayBegin(m_responses.size())) // another one has failed
        return;
    if (!receiver.isAlive()) { // what it tracks has died
        receiver.disconnect();
        return;
    }
    const auto error = caught([&] {
        const auto [route, thread] = receiver.locate(m_me);
        const bool isHere = route == Receiver::Route::Here;
        if (route == Receiver::Route::Gone)
            return;
        // Asked anew each time: a receiver may have begun or ended a transaction.
        const bool mayWait = !isHere || receiver.options().phase == Phase::AfterCommit;
        Outbox *const outbox = mayWait ? m_signal.outbox(m_call.payload) : nullptr;
        if (isHere && !outbox)
            receiver.batch() ? callBatchHere(receiver) : callHere(receiver);
        else if (route == Receiver::Route::Blocking && !outbox)
            block(receiver, thread);
        else
            sendOn(receiver, thread, outbox);
    });
    if (error)
        raised(receiver, error);
}

void Sending::callHere(Receiver &receiver)
{
    flush();
    const auto permit = receiver.admit();
    if (!permit)
        return;
    Callable::Result result;
    TracedCall traced(m_core, m_sender, receiver, m_send);
    const auto error = caught([&] { receiver.invoke(m_call, result); });
    traced.ended(error);
    if (error)
        std::rethrow_exception(error);
    returned(receiver, Answer::of(std::move(result), nullptr));
}

// What others have sent to it and it has not got yet comes first.
void Sending::callBatchHere(Receiver &receiver)
{
    flush();
    const auto permit = receiver.admit();
    if (!permit)
        return;
    auto pending = receiver.batch()->take();
    std::erase_if(pending, [](const auto &entry) { return !entry.slot.mayBegin(); });
    QList<const void *> payloads;
    for (const auto &entry : pending) {
        entry.message->note(TraceEvent::Batched, receiver);
        payloads.append(entry.message->payload.constData());
    }
    payloads.append(m_call.payload);
    Callable::Result result;
    TracedCall traced(m_core, m_sender, receiver, m_send);
    const auto error = caught([&] { receiver.invokeBatch(payloads, result); });
    traced.ended(error);
    if (error) {
        for (auto &entry : pending)
            entry.slot.answer(Answer::of({}, error));
        std::rethrow_exception(error);
    }
    std::vector<ReplySlot> slots;
    slots.reserve(pending.size());
    for (auto &entry : pending)
        slots.push_back(std::move(entry.slot));
    returned(receiver, Answer::of(std::move(result), nullptr), std::move(slots));
}

// The answer is for this send and for the @p others; if it is a future that is waited for, what that comes
// to.
void Sending::returned(Receiver &receiver, const Answer &answer, std::vector<ReplySlot> others)
{
    if (m_reply && answer.value.isValid()) {
        others.push_back(makeSlot());
        m_responses.add(receiver.place.order, Response::Outcome::Queued);
    } else {
        add(receiver, answer);
    }
    if (!others.empty())
        finish(Strong<Receiver>::to(receiver), others, answer);
}

void Sending::sendOn(Receiver &receiver, QThread *thread, Outbox *outbox)
{
    const bool isAwaited = m_reply && !receiver.isHidden();
    bool isSent;
    if (isAwaited || outbox || receiver.batch()) {
        DeliveryItem item(Strong<Receiver>::to(receiver), isAwaited ? makeSlot() : ReplySlot());
        isSent = outbox ? mail().hold(std::move(item), *outbox) : mail().add(std::move(item), thread);
    } else {
        isSent = mail().addPlain(receiver, thread);
    }
    Trace::note(isSent ? TraceEvent::Queued : TraceEvent::Dropped, m_core, m_sender, receiver, m_send);
    add(receiver, {isSent ? Response::Outcome::Queued : Response::Outcome::Dropped});
}

void Sending::block(Receiver &receiver, QThread *thread)
{
    flush();
    Lifeline *const context = receiver.context();
    const auto drop = [&](Answer answer) {
        Trace::note(TraceEvent::Dropped, m_core, m_sender, receiver, m_send);
        add(receiver, std::move(answer));
    };
    const auto refuse = [&](const char *reason) {
        qCCritical(lcDispatch).noquote().nospace()
            << "Did not call " << receiver.toString() << " in " << m_core.name << ": " << reason << '.';
        drop(refusal(reason));
    };
    ThreadWait wait(m_me.thread, thread);
    if (!wait.isSafe())
        return refuse("a blocking send to the thread that sends, or to one that waits for it, would never "
                      "end; use Qt::AutoConnection");
    if (!context->isThreadRunning())
        return refuse("the thread of its object is not running; start it before the signal is sent");
    const auto reply = std::make_shared<BlockingReply>();
    if (!mail().add(DeliveryItem(Strong<Receiver>::to(receiver), ReplySlot(reply, 0)), thread))
        return drop({Response::Outcome::Dropped});
    Trace::note(TraceEvent::Queued, m_core, m_sender, receiver, m_send);
    flush();
    const Answer answer = reply->wait(*context, wait);
    if (answer.outcome == Response::Outcome::Dropped
        && answer.error) // given up; what its thread drops, it tells
        return drop(answer);
    if (answer.outcome == Response::Outcome::Raised)
        std::rethrow_exception(answer.error);
    answer.outcome == Response::Outcome::Returned ? returned(receiver, answer) : add(receiver, answer);
}

void Sending::raised(Receiver &receiver, const std::exception_ptr &error)
{
    receiver.setLastError(errorString(error));
    if (m_errors == Errors::Propagate) {
        flush();
        std::rethrow_exception(error);
    }
    m_core.logFailure(receiver, error, m_reply ? "sendRobustAsync()" : "sendRobust()");
    add(receiver, {Response::Outcome::Raised, {}, error});
}

void Sending::add(const Receiver &receiver, Answer answer)
{
    if (receiver.isHidden())
        return;
    m_responses.add(receiver.place.order, answer.outcome);
    if (answer.value.isValid() || answer.error)
        m_responses.setAnswer(m_responses.size() - 1, std::move(answer));
}

// Only sends that reach other threads need it.
OutgoingMail &Sending::mail()
{
    if (!m_mail) {
        m_mail.emplace(
            std::allocate_shared<const Message>(PoolAllocator<Message>(),
                                                Message{&m_core, QVariant(m_core.payloadType, m_call.payload),
                                                        m_sender, m_sender.object(), m_send}));
    }
    return *m_mail;
}

// For the receiver whose response is added next.
ReplySlot Sending::makeSlot()
{
    m_reply->expect();
    return ReplySlot(m_reply->shared_from_this(), m_responses.size());
}

} // namespace Signalbox
