// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "ratechart.h"

#include "texts.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace {

constexpr int mostLines = 6;
constexpr double legendWidth = 210;

// The next of 1, 2, 5, 10, 20, …
double roundUp(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (value <= factor * power)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

void RateChart::paint(QPainter *painter)
{
    if (!inspector() || width() < legendWidth + 80)
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(smallFont());
    const Rates &rates = inspector()->rates();
    QList<quint64> busiest;
    for (const quint64 signal : rates.busiest(100)) {
        if (busiest.size() < mostLines && inspector()->shows(signal))
            busiest << signal;
    }

    const QRectF area(52, 6, width() - 52 - legendWidth, height() - 24);
    double most = 0;
    for (const Rates::Bucket &bucket : rates.buckets())
        most = std::max(most, bucket.rate());
    most = roundUp(most);
    paintScale(*painter, area, most);

    // From the newest, at the right edge, to the left.
    const auto trace = [&](auto rateOf) {
        QPolygonF line;
        double x = area.right();
        const auto &buckets = rates.buckets();
        for (auto bucket = buckets.rbegin(); bucket != buckets.rend(); ++bucket) {
            line << QPointF(x, area.bottom() - area.height() * rateOf(*bucket) / most);
            x -= area.width() * (bucket->time / Rates::wholeTime);
        }
        return line;
    };
    painter->setClipRect(area.adjusted(0, -2, 0, 2));
    const QPolygonF total = trace([](const Rates::Bucket &bucket) { return bucket.rate(); });
    if (total.size() > 1) {
        QPolygonF filled = total;
        filled << QPointF(total.last().x(), area.bottom()) << QPointF(total.first().x(), area.bottom());
        painter->setPen(Qt::NoPen);
        painter->setBrush(faint(0.10));
        painter->drawPolygon(filled);
        painter->setPen(QPen(faint(0.35), 1));
        painter->drawPolyline(total);
    }
    for (auto signal = busiest.crbegin(); signal != busiest.crend(); ++signal) {
        painter->setPen(QPen(tint(*signal), 1.8));
        painter->drawPolyline(trace([&](const Rates::Bucket &bucket) { return bucket.rate(*signal); }));
    }
    painter->setClipping(false);
    paintLegend(*painter, QRectF(area.right() + 14, area.top(), legendWidth - 18, height() - 8), busiest);
}

void RateChart::paintScale(QPainter &painter, const QRectF &area, double most) const
{
    for (const double part : {0.0, 0.5, 1.0}) {
        const double y = std::round(area.bottom() - part * area.height()) + 0.5;
        painter.setPen(faint(part == 0 ? 0.35 : 0.12));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(faint(0.7));
        painter.drawText(QRectF(0, y - 8, area.left() - 6, 16), int(Qt::AlignRight) | int(Qt::AlignVCenter),
                         part == 0 ? QStringLiteral("0") : Texts::rate(part * most));
    }
    for (int seconds = 0; seconds <= 60; seconds += 15) {
        const double x = area.right() - area.width() * seconds / Rates::wholeTime.count();
        const auto align = seconds == 0 ? Qt::AlignRight : seconds == 60 ? Qt::AlignLeft : Qt::AlignHCenter;
        const double left = seconds == 0 ? x - 80 : seconds == 60 ? x : x - 40;
        painter.drawText(QRectF(left, area.bottom() + 3, 80, 14), int(align) | int(Qt::AlignVCenter),
                         seconds == 0 ? QStringLiteral("now") : QStringLiteral("−%1 s").arg(seconds));
    }
}

void RateChart::paintLegend(QPainter &painter, const QRectF &area, const QList<quint64> &busiest) const
{
    const QFontMetricsF metrics(painter.font());
    double y = area.top();
    for (const quint64 signal : busiest) {
        if (y + 15 > area.bottom())
            break;
        painter.fillRect(QRectF(area.left(), y + 5, 10, 4), tint(signal));
        const QString rate = Texts::rate(inspector()->rates().now(signal));
        const double rateWidth = metrics.horizontalAdvance(rate);
        painter.setPen(textColor());
        painter.drawText(QRectF(area.right() - rateWidth, y, rateWidth, 15), Qt::AlignVCenter, rate);
        const double nameWidth = area.width() - 16 - rateWidth - 8;
        painter.drawText(QRectF(area.left() + 16, y, nameWidth, 15), Qt::AlignVCenter,
                         metrics.elidedText(inspector()->signalName(signal), Qt::ElideMiddle, nameWidth));
        y += 15;
    }
}
