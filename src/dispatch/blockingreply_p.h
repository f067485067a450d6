// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "lifeline_p.h"
#include "reply_p.h"

#include <condition_variable>
#include <mutex>
#include <optional>

class QThread;

namespace Signalbox {

/// Says for one thread that it waits for another, so that no circle of threads waits forever.
class ThreadWait {
public:
    /// Notes that @p waiting waits for @p awaited, unless that waits, maybe through others, for @p waiting.
    ThreadWait(const QThread *waiting, const QThread *awaited);
    ~ThreadWait();

    /// Whether waiting can come to an end.
    bool isSafe() const { return m_isSafe; }

    /// It is @p awaited now that is waited for. @return whether waiting can come to an end.
    bool follow(const QThread *awaited);

private:
    Q_DISABLE_COPY(ThreadWait)
    const QThread *m_waiting;
    bool m_isSafe;
};

/// What a blocking send waits for: the answer of one receiver.
class BlockingReply final : public AnswerSink {
public:
    /// Waits for the answer, as @p wait says. @return it; Dropped, with an error, if the thread of @p context
    /// stops running, or becomes one that waits for this one, before the receiver is called.
    Answer wait(const Lifeline &context, ThreadWait &wait);

    bool mayBegin(qsizetype index) override;
    bool answer(qsizetype index, Answer &&answer) override;
    bool waitsForFutures() const override { return false; }
    const char *logsErrorsAs() const override { return nullptr; } // the send does

private:
    enum class State { Pending, Begun, Answered, GivenUp };
    std::mutex m_mutex;
    std::condition_variable m_changed;
    State m_state = State::Pending;
    Answer m_answer;
};

/// An answer that says why a receiver could not be called.
Answer refusal(const char *reason);

} // namespace Signalbox
