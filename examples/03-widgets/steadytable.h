// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

/// A table whose top row stays at the top when others come, go or move; Qt's own keeps the number of the row
/// at the top. If that row goes or moves itself, the next one takes its place.
class SteadyTable : public QTableView {
    Q_OBJECT

public:
    using QTableView::QTableView;

    void setModel(QAbstractItemModel *model) override
    {
        if (this->model())
            disconnect(this->model(), nullptr, this, nullptr);
        QTableView::setModel(model);
        if (!model)
            return;
        using Model = QAbstractItemModel;
        const auto leaving = [this](const QModelIndex &, int first, int last) { remember(first, last); };
        connect(model, &Model::rowsAboutToBeInserted, this, [this] { remember(); });
        connect(model, &Model::rowsAboutToBeRemoved, this, leaving);
        connect(model, &Model::rowsAboutToBeMoved, this, leaving);
        connect(model, &Model::rowsInserted, this, &SteadyTable::restore);
        connect(model, &Model::rowsRemoved, this, &SteadyTable::restore);
        connect(model, &Model::rowsMoved, this, &SteadyTable::restore);
    }

private:
    // Which row is to stay; none of those from @p first to @p last.
    void remember(int first = -1, int last = -1)
    {
        const int top = rowAt(0);
        m_top = model()->index(top >= first && top <= last ? last + 1 : top, 0);
    }
    void restore()
    {
        if (!m_top.isValid())
            return;
        updateGeometries(); // the scroll bar's range
        scrollTo(m_top.sibling(m_top.row(), columnAt(0)), PositionAtTop);
    }

    QPersistentModelIndex m_top;
};
