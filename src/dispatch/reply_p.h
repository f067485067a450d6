// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "responses.h"

#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace Signalbox {

/// What became of one receiver after all.
struct Answer {
    Response::Outcome outcome = Response::Outcome::Dropped;
    QVariant value = {};
    std::exception_ptr error = {};

    /// The answer of a receiver that was called.
    static Answer of(std::optional<QVariant> result, std::exception_ptr error)
    {
        return {error ? Response::Outcome::Raised : Response::Outcome::Returned,
                std::move(result).value_or(QVariant()), std::move(error)};
    }
};

/// Who waits for answers. Any thread may use it.
class AnswerSink {
public:
    virtual ~AnswerSink();

    /// Whether the receiver at @p index may be called now; false if nobody waits for it any more.
    virtual bool mayBegin(qsizetype index) = 0;

    /// Called once for each index. @return false, and @p answer is as it was, if it is an error that nobody
    /// will hear of.
    virtual bool answer(qsizetype index, Answer &&answer) = 0;

    /// Whether it wants the outcome of a future that a receiver returned, instead of the future.
    virtual bool waitsForFutures() const = 0;

    /// As whose errors it wants them logged; nullptr if it does not.
    virtual const char *logsErrorsAs() const = 0;
};

/// The duty to answer for one receiver, on its way with the delivery. Whoever lets go of it without an
/// answer has dropped the delivery, and so it is answered. May be empty: then nobody waits.
class ReplySlot {
public:
    ReplySlot() = default;
    ReplySlot(std::shared_ptr<AnswerSink> sink, qsizetype index) : m_sink(std::move(sink)), m_index(index) { }
    ReplySlot(ReplySlot &&other) noexcept : m_sink(std::move(other.m_sink)), m_index(other.m_index) { }
    ReplySlot &operator=(ReplySlot &&other) noexcept
    {
        if (this != &other) {
            answer({});
            m_sink = std::move(other.m_sink);
            m_index = other.m_index;
        }
        return *this;
    }
    ~ReplySlot() { answer({}); }

    /// Nobody waiting is somebody who wants to know of a future's failure.
    bool waitsForFutures() const { return !m_sink || m_sink->waitsForFutures(); }
    bool isAwaited() const { return m_sink != nullptr; }
    bool mayBegin() const { return !m_sink || m_sink->mayBegin(m_index); }
    const char *logsErrorsAs() const { return m_sink ? m_sink->logsErrorsAs() : nullptr; }
    /// @return false, and @p answer is as it was, if it is an error that nobody hears of.
    bool answer(Answer &&answer)
    {
        const auto sink = std::exchange(m_sink, nullptr);
        return sink ? sink->answer(m_index, std::move(answer)) : !answer.error;
    }

private:
    Q_DISABLE_COPY(ReplySlot)
    std::shared_ptr<AnswerSink> m_sink;
    qsizetype m_index = 0;
};

} // namespace Signalbox
