// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "dynamicsignal.h"

namespace Signalbox {

DynamicSignal::DynamicSignal(QAnyStringView name, const QStringList &providingArgs, QObject *parent)
    : Signal(name, parent), m_providingArgs(providingArgs)
{ }

DynamicSignal::~DynamicSignal() = default;

QStringList DynamicSignal::providingArgs() const
{
    return m_providingArgs;
}

} // namespace Signalbox
