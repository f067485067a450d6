// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/LiveModel>

#include <QQuickItem>
#include <QQuickView>
#include <QTableView>

/// A window with a ListView and one with a QTableView, each on a LiveModel of its own and in another order;
/// something in the first one turns all the time, so that each frame is drawn.
class Onlookers {
public:
    Onlookers()
    {
        m_listed.setOrderBy({QStringLiteral("title")});
        m_tabled.setOrderBy({QStringLiteral("-year"), QStringLiteral("title")});
        m_view.setResizeMode(QQuickView::SizeRootObjectToView);
        m_view.setInitialProperties({{QStringLiteral("volumes"), QVariant::fromValue<QObject *>(&m_listed)}});
        m_view.setSource(QUrl(QStringLiteral("qrc:/flood/Onlooker.qml")));
        if (m_view.status() != QQuickView::Ready)
            qFatal("Onlooker.qml can't be shown");
        m_view.resize(500, 700);
        m_table.setModel(&m_tabled);
        m_table.resize(500, 700);
        m_view.show();
        m_table.show();
    }

    const Signalbox::LiveModel &listed() const { return m_listed; }
    const Signalbox::LiveModel &tabled() const { return m_tabled; }
    QQuickWindow *window() { return &m_view; }

private:
    Signalbox::LiveModel m_listed{QStringLiteral("benchmark.Volume")};
    Signalbox::LiveModel m_tabled{QStringLiteral("benchmark.Volume")};
    QQuickView m_view;
    QTableView m_table;
};
