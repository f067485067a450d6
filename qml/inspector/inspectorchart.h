// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspectorelement.h"

#include <QtCore/QPointer>
#include <QtGui/QColor>
#include <QtGui/QPalette>
#include <QtQuick/QQuickPaintedItem>

/// A picture of what an Inspector knows, painted anew when that is brought up to date; for the QML files of
/// this module. *Thread.* That of its QML engine.
class InspectorChart : public QQuickPaintedItem {
    Q_OBJECT
    QML_ANONYMOUS
    /// What to show. Default: null, which shows an empty chart.
    Q_PROPERTY(InspectorElement *inspector READ inspector WRITE setInspector NOTIFY inspectorChanged FINAL)
    /// The colour of texts. Default: black.
    Q_PROPERTY(QColor textColor READ textColor WRITE setTextColor NOTIFY colorsChanged FINAL)
    /// The background, which decides how light the other colours are. Default: white.
    Q_PROPERTY(
        QColor backgroundColor READ backgroundColor WRITE setBackgroundColor NOTIFY colorsChanged FINAL)

public:
    explicit InspectorChart(QQuickItem *parent = nullptr);

    InspectorElement *inspector() const { return m_inspector; }
    void setInspector(InspectorElement *inspector);
    QColor textColor() const { return m_text; }
    void setTextColor(const QColor &color);
    QColor backgroundColor() const { return m_background; }
    void setBackgroundColor(const QColor &color);

Q_SIGNALS:
    void inspectorChanged();
    void colorsChanged();

protected:
    bool isDark() const { return m_background.lightnessF() < 0.5F; }
    QColor tint(quint64 signal) const;
    QColor errorColor() const { return isDark() ? QColor(0xff6b5e) : QColor(0xc62828); }
    QColor faint(double alpha) const; ///< the text's colour, nearly transparent
    QFont smallFont() const;

private:
    QPointer<InspectorElement> m_inspector;
    QColor m_text = Qt::black;
    QColor m_background = Qt::white;
};
