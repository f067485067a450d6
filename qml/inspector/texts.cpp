// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "texts.h"

#include <QtCore/QLocale>

#include <array>
#include <cmath>

namespace Texts {

QString duration(std::chrono::nanoseconds time)
{
    static constexpr std::array<const char *, 4> units = {"ns", "µs", "ms", "s"};
    double value = double(time.count());
    size_t unit = 0;
    for (; value >= 999.5 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    const int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return QStringLiteral("%1 %2").arg(QString::number(value, 'f', decimals), QString::fromUtf8(units[unit]));
}

QString number(quint64 value)
{
    return QLocale().toString(value);
}

QString rate(double perSecond)
{
    if (perSecond < 0.05)
        return {};
    return QLocale().toString(perSecond, 'f', perSecond < 9.95 ? 1 : 0) + QStringLiteral("/s");
}

QString deliveryType(Qt::ConnectionType type)
{
    switch (type) {
    case Qt::DirectConnection:
        return QStringLiteral("direct");
    case Qt::QueuedConnection:
        return QStringLiteral("queued");
    case Qt::BlockingQueuedConnection:
        return QStringLiteral("blocking");
    default:
        return QStringLiteral("auto");
    }
}

QString phase(Signalbox::Phase phase)
{
    return phase == Signalbox::Phase::AfterCommit ? QStringLiteral("after commit")
                                                  : QStringLiteral("immediate");
}

QColor tint(quint64 signal, bool isDark)
{
    // Neighbours are far apart: each hue is a golden section further.
    const double hue = std::fmod(double(signal) * 0.618033988749895 + 0.25, 1.0);
    return QColor::fromHslF(float(hue), 0.62F, isDark ? 0.66F : 0.42F);
}

} // namespace Texts
