// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspectorchart.h"

#include <QtCore/QRectF>

#include <vector>

/// `TimelineView` in QML: the latest sends as marks in the lane of their thread, the calls of their receivers
/// as bars in the lanes of theirs, with a line from one to the other if those differ. Bars of receivers that
/// threw are red; what was sent within a receiver is drawn into its bar. A click on either selects the send;
/// the wheel changes the span.
///
/// *Thread.* That of its QML engine.
class TimelineView : public InspectorChart {
    Q_OBJECT
    QML_ELEMENT
    /// How much time is shown, in seconds, from a thousandth to 60. Default: 1.
    Q_PROPERTY(double span READ span WRITE setSpan NOTIFY spanChanged FINAL)
    /// How many threads have a lane now.
    Q_PROPERTY(int laneCount READ laneCount NOTIFY laneCountChanged FINAL)

public:
    explicit TimelineView(QQuickItem *parent = nullptr);

    double span() const { return m_span; }
    void setSpan(double span);
    int laneCount() const { return int(m_lanes.size()); }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void spanChanged();
    void laneCountChanged();

protected:
    void updatePolish() override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    struct Mark {
        QRectF rect;
        quint64 send;
        quint64 signal;
        bool isSend; // else a call
        bool hasFailed;
        bool isOver;
    };
    struct Link {
        QLineF line;
        quint64 send;
        quint64 signal;
    };
    void layOut();
    void layOut(const SendRecord &send);
    void layOutLanes(const std::vector<const SendRecord *> &sends);
    double x(Step::Time time) const;
    QRectF lane(int thread) const;
    int depth(const SendRecord &send) const;
    void paintLanes(QPainter &painter) const;
    void paintScale(QPainter &painter) const;
    void paintMark(QPainter &painter, const Mark &mark, bool isSelected) const;

    double m_span = 1;
    std::vector<int> m_lanes; // numbers of threads, see ThreadNames
    std::vector<QString> m_laneNames;
    std::vector<Mark> m_marks;
    std::vector<Link> m_links;
};
