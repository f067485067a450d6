// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "searchmodel.h"

SearchModel::SearchModel(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &SearchModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &SearchModel::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &SearchModel::countChanged);
}

void SearchModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
    Q_EMIT textChanged();
}

bool SearchModel::matches(const QString &text, const QString &code, const QString &name)
{
    return code.contains(text, Qt::CaseInsensitive) || name.contains(text, Qt::CaseInsensitive);
}

bool SearchModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const auto value = [&](int column) {
        return sourceModel()->index(row, column, parent).data().toString();
    };
    return matches(m_text, value(1), value(2));
}
