// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "abstractsignal.h"
#include "delivery_p.h"
#include "receiver_p.h"

#include <memory>
#include <optional>
#include <vector>

namespace Signalbox {

class AsyncReply;

/// One send(): walks the table, calls who is to be called here and now, hands the others to the mail, and
/// collects what comes back.
class Sending {
public:
    using Errors = AbstractSignal::Errors;

    /// @param responses gets what comes back
    /// @param reply gets the answers that come later; nullptr if nobody waits for them
    Sending(AbstractSignal &signal, const Sender &sender, const void *payload, Errors errors,
            Responses &responses, AsyncReply *reply = nullptr);

    void run();

private:
    void serve(Receiver &receiver);
    void callHere(Receiver &receiver);
    void callBatchHere(Receiver &receiver);
    void returned(Receiver &receiver, const Answer &answer, std::vector<ReplySlot> others = {});
    void sendOn(Receiver &receiver, QThread *thread, Outbox *outbox);
    void block(Receiver &receiver, QThread *thread);
    void raised(Receiver &receiver, const std::exception_ptr &error);
    void add(const Receiver &receiver, Answer answer);
    void flush()
    {
        if (m_mail) [[unlikely]]
            m_mail->flush();
    }
    OutgoingMail &mail();
    ReplySlot makeSlot();

    // A receiver may destroy the signal; then m_signal dangles, and no receiver is left that would use it.
    AbstractSignal &m_signal;
    SignalCore &m_core; // kept alive by the walk
    const Sender &m_sender;
    const Errors m_errors;
    AsyncReply *const m_reply;
    const Call m_call;
    ThreadSlot &m_me;
    quint64 m_send = 0; // for the trace
    Responses &m_responses;
    std::optional<OutgoingMail> m_mail;
};

} // namespace Signalbox
