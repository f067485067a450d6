// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QAbstractListModel>

#include <algorithm>
#include <utility>
#include <vector>

/// A list model whose rows have keys, by which they are sorted: `Row::key()`. It is given all rows anew each
/// time, and tells its views which came, went and changed, so that scroll position and selection stay.
template <typename Row>
class KeyedList : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }

    const std::vector<Row> &rows() const { return m_rows; }

    /// Called while views are told of a change of this list, it waits until they have been; the last call
    /// counts.
    /// @param rows sorted by their keys, each of which there is once
    void setRows(std::vector<Row> rows)
    {
        m_due = std::move(rows);
        if (std::exchange(m_isSetting, true))
            return;
        while (m_due)
            apply(*std::exchange(m_due, std::nullopt));
        m_isSetting = false;
    }

private:
    void apply(std::vector<Row> rows)
    {
        size_t place = 0;
        for (size_t next = 0; next < rows.size();) {
            place = removeBefore(place, rows[next].key());
            if (place < m_rows.size() && m_rows[place].key() == rows[next].key()) {
                m_rows[place++] = std::move(rows[next++]);
                continue;
            }
            size_t end = next + 1;
            while (end < rows.size() && (place == m_rows.size() || rows[end].key() < m_rows[place].key()))
                ++end;
            beginInsertRows({}, int(place), int(place + end - next) - 1);
            m_rows.insert(m_rows.begin() + qsizetype(place),
                          std::make_move_iterator(rows.begin() + qsizetype(next)),
                          std::make_move_iterator(rows.begin() + qsizetype(end)));
            endInsertRows();
            place += end - next;
            next = end;
        }
        removeRange(place, m_rows.size());
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
    }

    template <typename Key>
    size_t removeBefore(size_t place, const Key &key)
    {
        size_t end = place;
        while (end < m_rows.size() && m_rows[end].key() < key)
            ++end;
        removeRange(place, end);
        return place;
    }

    void removeRange(size_t begin, size_t end)
    {
        if (begin == end)
            return;
        beginRemoveRows({}, int(begin), int(end) - 1);
        m_rows.erase(m_rows.begin() + qsizetype(begin), m_rows.begin() + qsizetype(end));
        endRemoveRows();
    }

    std::vector<Row> m_rows;
    std::optional<std::vector<Row>> m_due;
    bool m_isSetting = false;
};
