// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "inspectorchart.h"

#include "texts.h"

#include <QtGui/QGuiApplication>

InspectorChart::InspectorChart(QQuickItem *parent) : QQuickPaintedItem(parent) { }

void InspectorChart::setInspector(InspectorElement *inspector)
{
    if (m_inspector == inspector)
        return;
    if (m_inspector)
        m_inspector->disconnect(this);
    m_inspector = inspector;
    if (m_inspector)
        connect(m_inspector, &InspectorElement::updated, this, [this] { update(); });
    update();
    Q_EMIT inspectorChanged();
}

void InspectorChart::setTextColor(const QColor &color)
{
    if (m_text == color)
        return;
    m_text = color;
    update();
    Q_EMIT colorsChanged();
}

void InspectorChart::setBackgroundColor(const QColor &color)
{
    if (m_background == color)
        return;
    m_background = color;
    update();
    Q_EMIT colorsChanged();
}

QColor InspectorChart::tint(quint64 signal) const
{
    return Texts::tint(signal, isDark());
}

QColor InspectorChart::faint(double alpha) const
{
    QColor color = m_text;
    color.setAlphaF(float(alpha));
    return color;
}

QFont InspectorChart::smallFont() const
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(11);
    return font;
}
