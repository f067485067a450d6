// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "liveturn_p.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace Signalbox {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds turn = 8ms;

// Timers that are due are called once in a turn, so whoever comes again comes in another one.
struct Turn {
    std::vector<const void *> models; // that had their time; only compared
    std::chrono::nanoseconds left;
};
thread_local Turn current;

} // namespace

LiveTurn::LiveTurn(const void *model) : m_end(Qt::PreciseTimer)
{
    auto &models = current.models;
    if (models.empty() || std::find(models.begin(), models.end(), model) != models.end()) {
        models.clear();
        current.left = turn;
    }
    models.push_back(model);
    m_end.setPreciseRemainingTime(0, current.left.count(), Qt::PreciseTimer);
}

LiveTurn::~LiveTurn()
{
    current.left = std::chrono::nanoseconds(std::max<qint64>(m_end.remainingTimeNSecs(), 0));
}

} // namespace Signalbox
