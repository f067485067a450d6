// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "library.h"

#include <Signalbox/LiveModel>

#include <functional>

using Adjustment = std::function<void(Signalbox::LiveModel &)>;
using Change = std::function<void()>;

/// Books, and what a LiveModel shows and signals of them.
namespace LiveBooks {

/// One book per entry, "title year", with the keys 1, 2, …
inline void fill(const QString &books)
{
    for (const QString &entry : books.split(QStringLiteral(", "))) {
        Book book{.title = entry.section(QLatin1Char(' '), 0, 0),
                  .year = entry.section(QLatin1Char(' '), 1).toInt()};
        QVERIFY(book.save());
    }
}

/// The second column, from top to bottom.
inline QString titles(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles << model.index(row, 1).data().toString();
    return titles.join(QLatin1Char(' '));
}

inline Adjustment queried(const QVariantMap &filter, const QStringList &orderBy = {}, int limit = -1)
{
    return [=](Signalbox::LiveModel &model) {
        model.setFilter(filter);
        model.setOrderBy(orderBy);
        model.setLimit(limit);
    };
}

inline Adjustment searched(const QString &text, const QStringList &fields = {})
{
    return [=](Signalbox::LiveModel &model) {
        model.setSearch(text);
        model.setSearchFields(fields);
    };
}

/// Notes in @p changes, which must outlive @p model, what the model signals, in words.
inline void listen(const QAbstractItemModel &model, QStringList &changes)
{
    using Model = QAbstractItemModel;
    const auto note = [&changes](const char *what) {
        return [&changes, what](const QModelIndex &, int first, int last) {
            changes << QStringLiteral("%1 %2-%3").arg(QLatin1StringView(what)).arg(first).arg(last);
        };
    };
    const auto say = [&changes](const char *what) {
        return [&changes, what] { changes << QString::fromLatin1(what); };
    };
    QObject::connect(&model, &Model::rowsInserted, &model, note("insert"));
    QObject::connect(&model, &Model::rowsRemoved, &model, note("remove"));
    QObject::connect(
        &model, &Model::dataChanged, &model,
        [note](const QModelIndex &from, const QModelIndex &to) { note("change")({}, from.row(), to.row()); });
    QObject::connect(&model, &Model::rowsMoved, &model,
                     [&changes](const QModelIndex &, int from, int, const QModelIndex &, int to) {
                         changes << QStringLiteral("move %1 before %2").arg(from).arg(to);
                     });
    QObject::connect(&model, &Model::layoutChanged, &model, say("layout"));
    QObject::connect(&model, &Model::modelReset, &model, say("reset"));
}

} // namespace LiveBooks
