// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/qnamespace.h>
#include <QtGui/QColor>

#include <Signalbox/ConnectOptions>

#include <chrono>

/// What the Inspector writes, and in which colours.
namespace Texts {

/// Three digits and a unit: "850 ns", "12.3 µs", "4.56 ms", "1.23 s".
QString duration(std::chrono::nanoseconds time);

/// "12,345", as the locale has it.
QString number(quint64 value);

/// "12,345/s"; one decimal below ten; empty for nothing.
QString rate(double perSecond);

/// "auto", "direct", "queued", "blocking".
QString deliveryType(Qt::ConnectionType type);

/// "immediate", "after commit".
QString phase(Signalbox::Phase phase);

/// The colour of a signal, the same wherever it is shown; to be read on a light or a dark background.
QColor tint(quint64 signal, bool isDark);

} // namespace Texts
