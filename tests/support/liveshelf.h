// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "library.h"

#include <Signalbox/LiveModel>

/// What novels of the tests of LiveModel refer and are related to.
class Writer {
    Q_GADGET
    SIGNALBOX_MODEL(Writer)
    Q_CLASSINFO("app", "live")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
public:
    qint64 id = 0;
    QString name = {};
};

class Genre {
    Q_GADGET
    SIGNALBOX_MODEL(Genre)
    Q_CLASSINFO("app", "live")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
public:
    qint64 id = 0;
    QString name = {};
};

class Novel {
    Q_GADGET
    SIGNALBOX_MODEL(Novel)
    Q_CLASSINFO("app", "live")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int year MEMBER year)
    Q_PROPERTY(Signalbox::ForeignKey<Writer> writer MEMBER writer)
    Q_CLASSINFO("writer", "null, on_delete=set_null")
    Q_PROPERTY(Signalbox::ManyToMany<Genre> genres MEMBER genres)
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;
    Signalbox::ForeignKey<Writer> writer = {};
    Signalbox::ManyToMany<Genre> genres = {};
};

/// Everything a model shows: the columns of each row, separated by "|", the rows by "; ".
inline QString shownBy(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        rows << cells.join(QLatin1Char('|'));
    }
    return rows.join(QStringLiteral("; "));
}

/// What another model of the same query shows.
inline QString freshlyQueried(const Signalbox::LiveModel &model)
{
    Signalbox::LiveModel fresh;
    fresh.setDatabase(model.database());
    fresh.setFilter(model.filter());
    fresh.setSearch(model.search());
    fresh.setOrderBy(model.orderBy());
    fresh.setLimit(model.limit());
    fresh.setColumns(model.columns());
    fresh.setModel(model.model());
    while (fresh.isLoading())
        QCoreApplication::processEvents();
    return shownBy(fresh);
}
