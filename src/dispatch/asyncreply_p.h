// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "reply_p.h"

#include <QtCore/QFuture>
#include <QtCore/QPromise>

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace Signalbox {

/// What an asynchronous send waits for: its own end, and the answers of all receivers that were not done by
/// then.
class AsyncReply final : public AnswerSink, public std::enable_shared_from_this<AsyncReply> {
public:
    /// @param isRobust whether an exception is one answer among others, or the end of it all
    explicit AsyncReply(bool isRobust);

    QFuture<Responses> future() const { return m_promise.future(); }

    /// Expects an answer at @p index, for which the caller makes a ReplySlot. From the sending thread only.
    void expect();

    /// The send has come to its end with @p responses, those that are expected still being preliminary.
    void sent(Responses responses);

    /// The send was left by @p error. @return false if it is over already.
    bool failed(const std::exception_ptr &error);

    bool mayBegin(qsizetype index) override;
    bool answer(qsizetype index, Answer &&answer) override;
    bool waitsForFutures() const override { return true; }
    const char *logsErrorsAs() const override { return m_isRobust ? "sendRobustAsync()" : nullptr; }

private:
    void complete();

    const bool m_isRobust;
    QPromise<Responses> m_promise;
    std::mutex m_mutex;
    Responses m_responses;
    std::vector<std::pair<qsizetype, Answer>> m_answers;
    int m_expected = 1; // the end of the send is the first
    std::atomic<bool> m_isOver = false;
};

} // namespace Signalbox
