// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "querysql_p.h"

#include "dialect_p.h"

#include <limits>

namespace Signalbox {
namespace {

// To be bound: not as NULL if it is empty.
QString textOf(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace

QString QuerySql::condition(const QueryDescription::Filter &filter, QVariantList &values) const
{
    using Lookup = QueryDescription::Lookup;
    const Dialect &dialect = m_connection.dialect();
    const FieldInfo &field = m_query.model().fields()[filter.field];
    const QString column = Dialect::quoted(field.column);
    const QString ordered = field.kind == FieldInfo::Kind::Text ? column + dialect.collation() : column;
    const auto compare = [&](const char *by) {
        values << dialect.bound(field, filter.value);
        return ordered + QLatin1StringView(by) + QLatin1Char('?');
    };
    const auto matches = [&](CaseFolding::Anchor anchor) {
        values << textOf(dialect.pattern(filter.value.toString(), anchor));
        return dialect.matches(column);
    };
    switch (filter.lookup) {
    case Lookup::Exact:
        return compare(" = ");
    case Lookup::Gt:
        return compare(" > ");
    case Lookup::Gte:
        return compare(" >= ");
    case Lookup::Lt:
        return compare(" < ");
    case Lookup::Lte:
        return compare(" <= ");
    case Lookup::In: {
        QStringList marks;
        const auto list = filter.value.toList();
        for (const QVariant &one : list) {
            marks << QStringLiteral("?");
            values << dialect.bound(field, one);
        }
        return marks.isEmpty()
            ? QStringLiteral("1 = 0")
            : QStringLiteral("%1 IN (%2)").arg(column, marks.join(QLatin1StringView(", ")));
    }
    case Lookup::Contains:
        values << dialect.bound(field, filter.value);
        return dialect.contains(column);
    case Lookup::StartsWith:
        values << dialect.bound(field, filter.value) << dialect.bound(field, filter.value);
        return dialect.startsWith(column);
    case Lookup::IExact:
        return matches(CaseFolding::Anchor::Both);
    case Lookup::IContains:
        return matches(CaseFolding::Anchor::None);
    case Lookup::IStartsWith:
        return matches(CaseFolding::Anchor::Beginning);
    case Lookup::IsNull:
        return column
            + (filter.value.toBool() ? QLatin1StringView(" IS NULL") : QLatin1StringView(" IS NOT NULL"));
    }
    Q_UNREACHABLE();
}

QString QuerySql::where(QVariantList &values) const
{
    QStringList conditions;
    for (const auto &filter : m_query.m_filters)
        conditions << condition(filter, values);
    const Dialect &dialect = m_connection.dialect();
    for (const auto &word : m_query.m_words) {
        QStringList places;
        for (const int field : word.fields) {
            places << dialect.matches(Dialect::quoted(m_query.model().fields()[field].column));
            values << dialect.pattern(word.folded, CaseFolding::Anchor::None);
        }
        conditions << QLatin1Char('(') + places.join(QLatin1StringView(" OR ")) + QLatin1Char(')');
    }
    return conditions.isEmpty() ? QString()
                                : QLatin1StringView(" WHERE ") + conditions.join(QLatin1StringView(" AND "));
}

QString QuerySql::order() const
{
    const Dialect &dialect = m_connection.dialect();
    QStringList parts;
    for (const auto &by : m_query.m_order) {
        const FieldInfo &field = m_query.model().fields()[by.field];
        const bool isText = field.kind == FieldInfo::Kind::Text;
        parts << Dialect::quoted(field.column) + (isText ? dialect.collation() : QString())
                + (by.isDescending ? QStringLiteral(" DESC") + dialect.nullsLast() : dialect.nullsFirst());
    }
    return QLatin1StringView(" ORDER BY ") + parts.join(QLatin1StringView(", "));
}

// Everything after the columns.
QString QuerySql::selection(QVariantList &values) const
{
    QString sql =
        QLatin1StringView(" FROM ") + m_connection.sql(m_query.model()).table + where(values) + order();
    if (m_query.limit() >= 0 || m_query.offset() > 0) {
        // SQLite has no OFFSET without a LIMIT.
        constexpr auto all = std::numeric_limits<qint64>::max();
        sql += QLatin1StringView(" LIMIT ? OFFSET ?");
        values << (m_query.limit() < 0 ? all : m_query.limit()) << m_query.offset();
    }
    return sql;
}

QuerySql::Statement QuerySql::select() const
{
    Statement statement;
    statement.sql = QLatin1StringView("SELECT ") + m_connection.sql(m_query.model()).columns
        + selection(statement.values);
    return statement;
}

QuerySql::Statement QuerySql::selectKeys() const
{
    Statement statement;
    statement.sql =
        QLatin1StringView("SELECT ") + m_connection.sql(m_query.model()).key + selection(statement.values);
    return statement;
}

QuerySql::Statement QuerySql::count() const
{
    Statement statement;
    statement.sql =
        QStringLiteral("SELECT count(*) FROM (SELECT 1%1) AS counted").arg(selection(statement.values));
    return statement;
}

QuerySql::Statement QuerySql::update(const QList<std::pair<int, QVariant>> &assignments) const
{
    Statement statement;
    QStringList parts;
    for (const auto &[index, value] : assignments) {
        const FieldInfo &field = m_query.model().fields()[index];
        parts << Dialect::quoted(field.column) + QLatin1StringView(" = ?");
        statement.values << m_connection.dialect().bound(field, value);
    }
    statement.sql = QStringLiteral("UPDATE %1 SET %2")
                        .arg(m_connection.sql(m_query.model()).table, parts.join(QLatin1StringView(", ")))
        + where(statement.values);
    return statement;
}

// Of what only the database can't look for.
QString QuerySql::problemWithTexts() const
{
    using Lookup = QueryDescription::Lookup;
    for (const auto &filter : m_query.m_filters) {
        if (filter.lookup == Lookup::IsNull)
            continue;
        const FieldInfo &field = m_query.model().fields()[filter.field];
        const auto values = filter.lookup == Lookup::In ? filter.value.toList() : QVariantList{filter.value};
        for (const QVariant &value : values) {
            const QString problem = m_connection.dialect().problemWithLookup(field, value);
            if (!problem.isEmpty())
                return QStringLiteral("the filter by %1 can't be used: %2").arg(field.name, problem);
        }
    }
    for (const auto &word : m_query.m_words) {
        const FieldInfo &field = m_query.model().fields()[word.fields.first()];
        const QString problem = m_connection.dialect().problemWithLookup(field, word.folded);
        if (!problem.isEmpty())
            return QStringLiteral("the search can't be used: %1").arg(problem);
    }
    return {};
}

Result<QSqlQuery *> QuerySql::run(const Statement &statement, const QString &what) const
{
    if (const QString problem = problemWithTexts(); !problem.isEmpty())
        return DatabaseError(DatabaseError::Kind::InvalidArgument,
                             QStringLiteral("%1: %2.").arg(what, problem));
    const auto prepared = m_connection.prepared(statement.sql, what);
    if (!prepared)
        return prepared.error();
    for (int i = 0; i < statement.values.size(); ++i)
        (*prepared)->bindValue(i, statement.values[i]);
    if (const auto done = m_connection.run(**prepared, what); !done)
        return done.error();
    return *prepared;
}

} // namespace Signalbox
