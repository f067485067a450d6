// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "liverows_p.h"

#include <algorithm>

namespace Signalbox {

int LiveRows::indexOf(qint64 key) const
{
    LiveRow *const row = m_byKey.value(key).get();
    if (!row)
        return -1;
    const int place = placeOf(row->values);
    if (place < size() && m_order[place] == row)
        return place;
    // Rows are on the move, and somebody asks from within.
    return int(m_order.indexOf(row));
}

int LiveRows::placeOf(const QVariantList &values, int first, int last) const
{
    const auto place = std::lower_bound(
        m_order.cbegin() + first, m_order.cbegin() + last, values,
        [&](const LiveRow *row, const auto &wanted) { return m_query->compare(row->values, wanted) < 0; });
    return int(place - m_order.cbegin());
}

int LiveRows::destinationOf(int index, const QVariantList &values) const
{
    if (index > 0 && m_query->compare(values, m_order[index - 1]->values) < 0)
        return placeOf(values, 0, index);
    if (index + 1 < size() && m_query->compare(values, m_order[index + 1]->values) > 0)
        return placeOf(values, index + 1, size());
    return index;
}

void LiveRows::insert(int index, const QList<Row> &rows)
{
    m_order.insert(index, rows.size(), nullptr);
    for (const Row &row : rows) {
        m_order[index++] = row.get();
        m_byKey.insert(row->key, row);
    }
}

void LiveRows::remove(int first, int last)
{
    QList<qint64> keys;
    for (int index = first; index <= last; ++index)
        keys << m_order[index]->key;
    m_order.remove(first, last - first + 1);
    for (const qint64 key : std::as_const(keys))
        m_byKey.remove(key);
}

void LiveRows::move(int from, int before)
{
    LiveRow *const row = m_order[from];
    const auto begin = m_order.begin();
    if (before > from)
        *std::copy(begin + from + 1, begin + before, begin + from) = row;
    else
        *std::prev(std::copy_backward(begin + before, begin + from, begin + from + 1)) = row;
}

void LiveRows::clear()
{
    m_order.clear();
    m_byKey.clear();
}

void LiveRows::reorder(const QList<qint64> &keys)
{
    m_order.clear();
    for (const qint64 key : keys)
        m_order << m_byKey.value(key).get();
}

QList<qint64> LiveRows::keys() const
{
    QList<qint64> keys;
    keys.reserve(m_order.size());
    for (const LiveRow *row : m_order)
        keys << row->key;
    return keys;
}

} // namespace Signalbox
