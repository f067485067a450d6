// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "querydescription.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QVariant>

#include <memory>
#include <optional>

namespace Signalbox {

/// A row of a LiveModel.
struct LiveRow {
    qint64 key = 0;
    QVariant instance = {};
    QVariantList values = {}; ///< of its fields
    /// Of the event it came with or, if it was read from the table, the last one drawn before.
    quint64 revision = 0;
    bool isRead = false;
};

/// The rows of a LiveModel in the order of its query: found by their keys in no time and by their values in
/// O(log n), wherever they are.
class LiveRows {
public:
    using Row = std::shared_ptr<LiveRow>;

    /// By what they are ordered from now on; reorder() or clear() must follow unless it is the same order.
    void setQuery(const std::optional<QueryDescription> &query) { m_query = query; }
    const std::optional<QueryDescription> &query() const { return m_query; }

    int size() const { return int(m_order.size()); }
    const LiveRow &at(int index) const { return *m_order[index]; }
    const LiveRow *find(qint64 key) const { return m_byKey.value(key).get(); }

    /// -1 if there is none.
    int indexOf(qint64 key) const;

    /// Where an instance with @p values belongs: the first index from @p first to @p last before which all
    /// rows are smaller.
    int placeOf(const QVariantList &values, int first, int last) const;
    int placeOf(const QVariantList &values) const { return placeOf(values, 0, size()); }

    /// Before which index (of beginMoveRows()) the row at @p index belongs, once it has @p values; @p index
    /// itself if it may stay. All others are in order.
    int destinationOf(int index, const QVariantList &values) const;

    /// Replaces what the row with this key holds; its place stays.
    void replace(const LiveRow &row) { *m_byKey[row.key] = row; }
    void insert(int index, const QList<Row> &rows);
    void remove(int first, int last);
    /// @param before as in beginMoveRows()
    void move(int from, int before);
    void clear();

    /// Puts all rows into the order of @p keys.
    void reorder(const QList<qint64> &keys);

    /// The keys in the present order.
    QList<qint64> keys() const;

private:
    std::optional<QueryDescription> m_query;
    QHash<qint64, Row> m_byKey;
    QList<LiveRow *> m_order; // plain pointers, so that an insertion is one memmove
};

} // namespace Signalbox
