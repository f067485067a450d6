// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "commitqueue_p.h"

#include "dispatch/exceptions_p.h"
#include "modelslogging_p.h"

#include <exception>
#include <iterator>
#include <utility>

namespace Signalbox {

void CommitQueue::commit()
{
    m_levels.pop_back();
    // Receivers may open transactions of their own, so what is let go has to be out of the way.
    if (m_levels.empty())
        letGo(std::exchange(m_entries, {}));
}

void CommitQueue::letGo(std::vector<Entry> entries)
{
    std::exception_ptr failure;
    for (Entry &entry : entries) {
        if (auto *delivery = std::get_if<HeldDelivery>(&entry)) {
            std::move(*delivery).release();
            continue;
        }
        const Callback callback = std::move(std::get<Callback>(entry));
        if (failure)
            continue;
        const std::exception_ptr thrown = caught([&] { callback.code(); });
        if (thrown && callback.isRobust)
            logCallbackFailure(thrown, "when the transaction was committed");
        else
            failure = thrown;
    }
    if (failure)
        std::rethrow_exception(failure);
}

void CommitQueue::rollback()
{
    // With what is discarded may end payloads and callables, whose destructors are user code: they must find
    // this level gone.
    const auto first = m_entries.begin() + std::ptrdiff_t(m_levels.back().firstEntry);
    const std::vector<Entry> discarded(std::make_move_iterator(first),
                                       std::make_move_iterator(m_entries.end()));
    m_entries.erase(first, m_entries.end());
    m_levels.pop_back();
}

void CommitQueue::fail(const DatabaseError &reason)
{
    if (!m_levels.empty() && !m_levels.back().failure)
        m_levels.back().failure = reason;
}

} // namespace Signalbox
