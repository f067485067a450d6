// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>

class QDataWidgetMapper;
class QLabel;
class QTableView;

namespace Signalbox {
class LiveModel;
}

/// Books in a table that can be searched, sorted and edited, with a form for the current one.
class Window : public QMainWindow {
    Q_OBJECT

public:
    explicit Window(QWidget *parent = nullptr);

    int shownBooks() const;

private:
    QWidget *makeForm();
    void addBook();
    void removeBook();

    Signalbox::LiveModel *m_books;
    QTableView *m_table;
    QDataWidgetMapper *m_mapper;
    QLabel *m_status;
};
