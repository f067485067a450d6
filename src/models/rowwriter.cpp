// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "rowwriter_p.h"

namespace Signalbox {

using Kind = DatabaseError::Kind;

Result<Done> RowWriter::check(const QVariantList &values) const
{
    for (int i = 0; i < values.size(); ++i) {
        const QString problem = m_connection.dialect().problemWith(m_model.fields()[i], values[i]);
        if (!problem.isEmpty()) {
            return DatabaseError(Kind::InvalidValue,
                                 QStringLiteral("%1: %2 can't be stored: %3.")
                                     .arg(what(keyOf(values)).words(), m_model.fields()[i].name, problem));
        }
    }
    return Done{};
}

// Binds every field but the key; @return how many.
int RowWriter::bind(QSqlQuery &query, const QVariantList &values) const
{
    int bound = 0;
    for (int i = 0; i < values.size(); ++i) {
        if (i != m_model.primaryKeyIndex())
            query.bindValue(bound++, m_connection.dialect().bound(m_model.fields()[i], values[i]));
    }
    return bound;
}

Result<qint64> RowWriter::insert(const QVariantList &values)
{
    qint64 key = keyOf(values);
    const auto prepared = m_connection.prepared(key ? sql().insertWithKey : sql().insert, what(key));
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    const int bound = bind(query, values);
    if (key)
        query.bindValue(bound, key);
    if (const auto done = m_connection.run(query, what(key)); !done)
        return done.error();
    if (key) {
        const QString keep =
            m_connection.dialect().keepKeysAbove(m_model.table(), m_model.primaryKey().column);
        if (!keep.isEmpty()) {
            if (const auto kept = m_connection.execute(keep.arg(key), what(key)); !kept)
                return kept.error();
        }
        return key;
    }
    if (!m_connection.dialect().returnsKeys())
        return query.lastInsertId().toLongLong();
    key = query.next() ? query.value(0).toLongLong() : 0;
    query.finish();
    return key;
}

QString RowWriter::updateStatement(const QList<int> &fields) const
{
    QStringList assignments;
    for (const int field : fields)
        assignments << Dialect::quoted(m_model.fields()[field].column) + QLatin1StringView(" = ?");
    return QStringLiteral("UPDATE %1 SET %2 WHERE %3 = ?")
        .arg(sql().table, assignments.join(QLatin1StringView(", ")), sql().key);
}

Result<bool> RowWriter::update(const QVariantList &values, const QList<int> *fields)
{
    const qint64 key = keyOf(values);
    const auto prepared = m_connection.prepared(fields ? updateStatement(*fields) : sql().update, what(key));
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    int bound = 0;
    if (fields) {
        for (const int field : *fields) {
            query.bindValue(bound++, m_connection.dialect().bound(m_model.fields()[field], values[field]));
        }
    } else {
        bound = bind(query, values);
    }
    query.bindValue(bound, key);
    if (const auto done = m_connection.run(query, what(key)); !done)
        return done.error();
    return query.numRowsAffected() > 0;
}

} // namespace Signalbox
