// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspectorchart.h"

/// `RateChart` in QML: sends per second over the last minute, all of them as an area, the busiest signals
/// that are shown as lines with a legend.
class RateChart : public InspectorChart {
    Q_OBJECT
    QML_ELEMENT

public:
    using InspectorChart::InspectorChart;
    void paint(QPainter *painter) override;

private:
    void paintScale(QPainter &painter, const QRectF &area, double most) const;
    void paintLegend(QPainter &painter, const QRectF &area, const QList<quint64> &busiest) const;
};
