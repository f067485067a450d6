// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "dialect_p.h"
#include "modelinfo.h"
#include "threadconnection_p.h"

namespace Signalbox {

/// Writes rows, without any signal.
class RowWriter {
public:
    RowWriter(ThreadConnection &connection, const ModelInfo &model) : m_connection(connection), m_model(model)
    { }

    /// What keeps @p values, one for each field, from being stored.
    Result<Done> check(const QVariantList &values) const;

    /// Inserts a row. @return its key: that of @p values unless it is 0, else one that the database gives
    Result<qint64> insert(const QVariantList &values);

    /// Updates the row with the key of @p values. @param fields those to write; all if nullptr. @return
    /// whether there was such a row
    Result<bool> update(const QVariantList &values, const QList<int> *fields);

private:
    // Not kept: to begin a transaction may open the connection anew.
    const ModelSql &sql() const { return m_connection.sql(m_model); }
    qint64 keyOf(const QVariantList &values) const { return values[m_model.primaryKeyIndex()].toLongLong(); }
    int bind(QSqlQuery &query, const QVariantList &values) const;
    QString updateStatement(const QList<int> &fields) const;
    Attempt what(qint64 key) const { return {"save", m_model, key}; }

    ThreadConnection &m_connection;
    const ModelInfo &m_model;
};

} // namespace Signalbox
