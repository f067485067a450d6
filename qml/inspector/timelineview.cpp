// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "timelineview.h"

#include "texts.h"
#include "threadnames.h"

#include <QtGui/QPainter>
#include <QtQml/QQmlInfo>

#include <algorithm>
#include <cmath>

namespace {

constexpr double gutter = 110; // for the names of the lanes
constexpr double scaleHeight = 18;
constexpr double leastSpan = 0.001;
constexpr double mostSpan = 60;
constexpr size_t mostLanes = 8; // the last one is for all other threads
constexpr size_t mostMarks = 6000;
constexpr size_t mostLinks = 600;

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

TimelineView::TimelineView(QQuickItem *parent) : InspectorChart(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    connect(this, &InspectorChart::inspectorChanged, this, [this] {
        if (inspector()) {
            connect(inspector(), &InspectorElement::updated, this, [this] { polish(); });
            connect(inspector(), &InspectorElement::selectedSendChanged, this, [this] { update(); });
        }
        polish();
    });
}

void TimelineView::setSpan(double span)
{
    if (!(span >= leastSpan && span <= mostSpan)) {
        qmlWarning(this) << "span can't be " << span << "; set it to seconds from " << leastSpan << " to "
                         << mostSpan << '.';
        return;
    }
    if (qFuzzyCompare(m_span, span))
        return;
    m_span = span;
    polish();
    Q_EMIT spanChanged();
}

void TimelineView::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    InspectorChart::geometryChange(newGeometry, oldGeometry);
    polish();
}

void TimelineView::updatePolish()
{
    layOut();
    update();
}

void TimelineView::layOut()
{
    m_marks.clear();
    m_links.clear();
    std::vector<const SendRecord *> visible;
    if (inspector()) {
        const auto oldest = inspector()->now()
            - std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(m_span));
        for (const SendRecord &send : inspector()->timeline().sends()) {
            if ((send.runs() || send.time + send.span() >= oldest) && inspector()->shows(send.signal))
                visible.push_back(&send);
        }
    }
    layOutLanes(visible);
    for (auto send = visible.rbegin(); send != visible.rend() && m_marks.size() < mostMarks; ++send)
        layOut(**send);
    std::reverse(m_marks.begin(), m_marks.end()); // the latest is on top
}

void TimelineView::layOutLanes(const std::vector<const SendRecord *> &sends)
{
    std::vector<int> lanes;
    const auto add = [&lanes](int thread) {
        if (thread != 0 && std::find(lanes.begin(), lanes.end(), thread) == lanes.end())
            lanes.push_back(thread);
    };
    for (const SendRecord *send : sends) {
        add(send->thread);
        for (const Delivery &delivery : send->deliveries)
            add(delivery.thread);
    }
    std::sort(lanes.begin(), lanes.end());
    const bool areMore = lanes.size() > mostLanes;
    if (areMore)
        lanes.resize(mostLanes);
    if (lanes.empty())
        lanes = m_lanes; // an empty span keeps its lanes
    m_laneNames.clear();
    for (const int thread : lanes)
        m_laneNames.push_back(ThreadNames::name(thread));
    if (areMore)
        m_laneNames.back() = tr("other threads");
    const bool isOtherCount = lanes.size() != m_lanes.size();
    m_lanes = std::move(lanes);
    if (isOtherCount)
        Q_EMIT laneCountChanged();
}

void TimelineView::layOut(const SendRecord &send)
{
    const QRectF from = lane(send.thread);
    const double at = x(send.time);
    const double inset = 3 + 4 * depth(send);
    bool hasFailed = false;
    for (const Delivery &delivery : send.deliveries) {
        const bool failed = delivery.state == Delivery::Raised || delivery.state == Delivery::Dropped;
        hasFailed |= failed;
        if (delivery.thread == 0)
            continue;
        const QRectF to = lane(delivery.thread);
        const double begin = x(delivery.began);
        const double end = delivery.isOver() ? x(delivery.began + delivery.took) : width();
        m_marks.push_back({.rect = QRectF(begin, to.top() + inset, std::max(end - begin, 2.5),
                                          std::max(to.height() - 2 * inset, 3.0)),
                           .send = send.id,
                           .signal = send.signal,
                           .isSend = false,
                           .hasFailed = failed,
                           .isOver = delivery.isOver()});
        if (to != from && m_links.size() < mostLinks)
            m_links.push_back({QLineF(at, from.center().y(), begin, to.center().y()), send.id, send.signal});
    }
    m_marks.push_back({.rect = QRectF(at - 1.5, from.top() + 1, 3, from.height() - 2),
                       .send = send.id,
                       .signal = send.signal,
                       .isSend = true,
                       .hasFailed = hasFailed,
                       .isOver = true});
}

double TimelineView::x(Step::Time time) const
{
    const double ago = seconds(inspector()->now() - time);
    return gutter + (width() - gutter) * (1 - ago / m_span);
}

QRectF TimelineView::lane(int thread) const
{
    const double laneHeight = (height() - scaleHeight) / double(std::max<size_t>(m_lanes.size(), 1));
    const auto found = std::find(m_lanes.begin(), m_lanes.end(), thread);
    const auto index = found == m_lanes.end() ? m_lanes.size() - 1 : size_t(found - m_lanes.begin());
    const double barHeight = std::min(laneHeight, 44.0);
    return QRectF(gutter, double(index) * laneHeight + (laneHeight - barHeight) / 2, width() - gutter,
                  barHeight);
}

// How many sends this one is nested in, as far as it is drawn.
int TimelineView::depth(const SendRecord &send) const
{
    int depth = 0;
    for (const SendRecord *outer = &send; outer && outer->parent != 0 && depth < 3; ++depth)
        outer = inspector()->timeline().find(outer->parent);
    return depth;
}

void TimelineView::paint(QPainter *painter)
{
    painter->setFont(smallFont());
    paintLanes(*painter);
    paintScale(*painter);
    if (!inspector())
        return;
    painter->setClipRect(QRectF(gutter, 0, width() - gutter, height() - scaleHeight));
    const quint64 selected = quint64(inspector()->selectedSend());
    painter->setRenderHint(QPainter::Antialiasing, m_links.size() < 200);
    for (const Link &link : m_links) {
        QColor color = tint(link.signal);
        color.setAlphaF(link.send == selected ? 1.0F : 0.35F);
        painter->setPen(QPen(color, link.send == selected ? 1.5 : 1));
        painter->drawLine(link.line);
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const bool drawsSelected : {false, true}) {
        for (const Mark &mark : m_marks) {
            if ((mark.send == selected) == drawsSelected)
                paintMark(*painter, mark, drawsSelected);
        }
    }
    painter->setClipping(false);
}

void TimelineView::paintLanes(QPainter &painter) const
{
    const QFontMetricsF metrics(painter.font());
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        const QRectF area = lane(m_lanes[i]);
        painter.fillRect(area, faint(0.05));
        painter.setPen(textColor());
        painter.drawText(QRectF(8, area.top(), gutter - 16, area.height()), Qt::AlignVCenter,
                         metrics.elidedText(m_laneNames[i], Qt::ElideRight, gutter - 16));
    }
}

void TimelineView::paintScale(QPainter &painter) const
{
    const double y = height() - scaleHeight;
    for (int part = 0; part <= 4; ++part) {
        const double at = gutter + (width() - gutter) * (4 - part) / 4;
        painter.setPen(faint(0.12));
        painter.drawLine(QPointF(std::min(at, width() - 1), 0), QPointF(std::min(at, width() - 1), y));
        painter.setPen(faint(0.7));
        const auto time = std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::duration<double>(m_span * part / 4));
        const QString text = part == 0 ? tr("now") : u'−' + Texts::duration(time);
        const auto align = part == 0 ? Qt::AlignRight : part == 4 ? Qt::AlignLeft : Qt::AlignHCenter;
        const double left = part == 0 ? at - 84 : part == 4 ? at : at - 40;
        painter.drawText(QRectF(left, y + 2, 80, 14), int(align) | int(Qt::AlignVCenter), text);
    }
}

void TimelineView::paintMark(QPainter &painter, const Mark &mark, bool isSelected) const
{
    QColor color = mark.hasFailed && !mark.isSend ? errorColor() : tint(mark.signal);
    if (mark.isSend) {
        painter.fillRect(QRectF(mark.rect.center().x() - 0.5, mark.rect.top(), 1, mark.rect.height()), color);
        painter.fillRect(QRectF(mark.rect.left(), mark.rect.top(), 3, 6), isSelected ? textColor() : color);
        return;
    }
    if (!mark.isOver)
        color.setAlphaF(0.5F); // it still runs
    painter.fillRect(mark.rect, color);
    if (isSelected) {
        painter.setPen(textColor());
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(mark.rect.adjusted(-1, -1, 0, 0));
    }
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (!inspector())
        return;
    // What is drawn last is on top; a few pixels aside are near enough.
    const auto distance = [at = event->position()](const Mark &mark) {
        const double dx = std::max({mark.rect.left() - at.x(), 0.0, at.x() - mark.rect.right()});
        const double dy = std::max({mark.rect.top() - at.y(), 0.0, at.y() - mark.rect.bottom()});
        return dx + dy;
    };
    const auto nearest =
        std::min_element(m_marks.rbegin(), m_marks.rend(),
                         [&](const Mark &a, const Mark &b) { return distance(a) < distance(b); });
    const bool isNear = nearest != m_marks.rend() && distance(*nearest) < 6;
    inspector()->setSelectedSend(isNear ? double(nearest->send) : 0);
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    setSpan(std::clamp(m_span * std::pow(0.8, event->angleDelta().y() / 120.0), leastSpan, mostSpan));
}
