// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "workload.h"

void Receiver::onTick(const Tick &tick)
{
    m_sum += tick.value;
}

int Receiver::onQuestion(const Tick &tick)
{
    m_sum += tick.value;
    return tick.value;
}
