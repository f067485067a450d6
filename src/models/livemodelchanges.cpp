// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// How a LiveModel changes rows and tells the views of it. After each of these functions `q` may be nullptr.
#include "livemodel_p.h"

#include <algorithm>

namespace Signalbox {

void LiveModel::Private::removeRun(int first, int last)
{
    q->beginRemoveRows({}, first, last);
    for (int index = first; index <= last; ++index)
        relations.forget(rows.at(index).key);
    rows.remove(first, last);
    q->endRemoveRows();
}

void LiveModel::Private::insertRun(int at, const QList<LiveRow> &run)
{
    QList<LiveRows::Row> made;
    made.reserve(run.size());
    for (const LiveRow &row : run) {
        made << std::make_shared<LiveRow>(row);
        m_news.showRow(row.key);
    }
    q->beginInsertRows({}, at, at + int(run.size()) - 1);
    rows.insert(at, made);
    q->endInsertRows();
}

void LiveModel::Private::moveRow(int from, int before, const LiveRow *replacement)
{
    q->beginMoveRows({}, from, from, {}, before);
    if (replacement)
        rows.replace(*replacement);
    rows.move(from, before);
    q->endMoveRows();
}

// Many rows move at once by @p change, none comes or goes.
void LiveModel::Private::rearrange(const std::function<void()> &change)
{
    Q_EMIT q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    if (!q)
        return;
    const QModelIndexList before = q->persistentIndexList();
    QList<qint64> keys;
    for (const QModelIndex &index : before)
        keys << rows.at(index.row()).key;
    change();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << q->index(rows.indexOf(keys[i]), before[i].column());
    q->changePersistentIndexList(before, after);
    Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

// The rows with the keys @p changed, as far as they are shown, have other values.
void LiveModel::Private::announce(const QSet<qint64> &changed)
{
    QList<int> indexes;
    for (const qint64 key : changed) {
        if (const int index = rows.indexOf(key); index >= 0)
            indexes << index;
    }
    std::sort(indexes.begin(), indexes.end());
    for (qsizetype i = 0; i < indexes.size() && q;) {
        const int first = indexes[i];
        int last = first;
        while (++i < indexes.size() && indexes[i] == last + 1)
            ++last;
        Q_EMIT q->dataChanged(q->index(first, 0), q->index(last, int(columns.size()) - 1));
    }
}

void LiveModel::Private::announceCount(int before)
{
    if (q && rows.size() != before)
        Q_EMIT q->countChanged();
}

} // namespace Signalbox
