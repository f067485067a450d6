// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "asyncreply_p.h"

namespace Signalbox {

AsyncReply::AsyncReply(bool isRobust) : m_isRobust(isRobust)
{
    m_promise.start();
}

void AsyncReply::expect()
{
    const std::lock_guard lock(m_mutex);
    ++m_expected;
}

void AsyncReply::sent(Responses responses)
{
    {
        const std::lock_guard lock(m_mutex);
        m_responses = std::move(responses);
        if (--m_expected > 0)
            return;
    }
    complete();
}

bool AsyncReply::failed(const std::exception_ptr &error)
{
    if (m_isOver.exchange(true))
        return false;
    m_promise.setException(error);
    m_promise.finish();
    return true;
}

bool AsyncReply::mayBegin(qsizetype)
{
    return !m_isOver && !m_promise.isCanceled();
}

bool AsyncReply::answer(qsizetype index, Answer &&answer)
{
    if (answer.outcome == Response::Outcome::Raised && !m_isRobust)
        return failed(answer.error);
    {
        const std::lock_guard lock(m_mutex);
        m_answers.emplace_back(index, std::move(answer));
        if (--m_expected > 0)
            return true;
    }
    complete();
    return true;
}

// All answers are in, so only one thread gets here. Not under the lock: continuations run now.
void AsyncReply::complete()
{
    if (m_isOver.exchange(true))
        return;
    for (auto &[index, answer] : m_answers)
        m_responses.setAnswer(index, std::move(answer));
    m_promise.addResult(std::move(m_responses));
    m_promise.finish();
}

} // namespace Signalbox
