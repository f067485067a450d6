// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>

class EventLog;
class QAbstractItemModel;
class QLabel;
class QQuickWidget;
class QTableView;
class Session;

/// The window: on the left a QML page with a ListView, on the right a QTableView. Each has a LiveModel of
/// its own and hears of the import by model events only.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Session *session, QWidget *parent = nullptr);

    /// Why the QML page could not be loaded; empty if it was.
    QString error() const;

    /// What the views show.
    QAbstractItemModel *listModel() const;
    QAbstractItemModel *tableModel() const;

    /// The events that QML's ModelEvents told of.
    const EventLog *eventLog() const;
    /// The events that this widget heard of.
    int widgetEvents() const { return m_widgetEvents; }
    /// Those of them that came in another thread than the window's.
    int strayedWidgetEvents() const { return m_strayedWidgetEvents; }

private:
    void countEvent();
    QObject *item(const char *name) const;

    QQuickWidget *m_page;
    QTableView *m_table;
    QLabel *m_tableTitle;
    int m_widgetEvents = 0;
    int m_strayedWidgetEvents = 0;
};
