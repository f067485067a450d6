// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "querydescription.h"
#include "threadconnection_p.h"

namespace Signalbox {

/// The statements for the instances that a QueryDescription means.
class QuerySql {
public:
    QuerySql(const QueryDescription &query, ThreadConnection &connection)
        : m_query(query), m_connection(connection)
    { }

    struct Statement {
        QString sql;
        QVariantList values; // to be bound
    };
    Statement select() const;
    Statement selectKeys() const;
    Statement count() const;
    /// @param assignments by the number of the field
    Statement update(const QList<std::pair<int, QVariant>> &assignments) const;

    /// Runs @p statement, prepared. @return the query; finish() it.
    Result<QSqlQuery *> run(const Statement &statement, const QString &what) const;

private:
    QString problemWithTexts() const;
    QString where(QVariantList &values) const;
    QString condition(const QueryDescription::Filter &filter, QVariantList &values) const;
    QString selection(QVariantList &values) const;
    QString order() const;

    const QueryDescription &m_query;
    ThreadConnection &m_connection;
};

} // namespace Signalbox
