// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "database.h"

#include <QtCore/QHash>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <Signalbox/Outbox>

#include <memory>
#include <vector>

namespace Signalbox {

/// One thread's connection to one database: its prepared statements, its open transaction, and the
/// deliveries that wait for that transaction's commit. Used by its thread only.
class ThreadConnection : public Outbox {
public:
    using Ptr = std::shared_ptr<ThreadConnection>;

    /// The calling thread's open connection to the database @p alias.
    static Result<Ptr> of(const QString &alias);

    /// The same, if it is open and in a transaction; nullptr otherwise. Opens nothing.
    static ThreadConnection *inTransaction(const QString &alias);

    explicit ThreadConnection(const QString &alias);
    ~ThreadConnection() override;

    QSqlDatabase &database() { return m_database; }

    /// Closes the connection; open transactions are rolled back. The next of() makes a new one.
    void close();

    /// The query for @p sql, prepared once and kept; call finish() on it after reading. @p what names the
    /// operation in errors.
    Result<QSqlQuery *> prepared(const QString &sql, const QString &what);

    /// Runs the statement @p sql once. @p what names the operation in errors.
    Result<Done> execute(const QString &sql, const QString &what);

    /// Runs @p query. @p what names the operation in errors.
    static Result<Done> run(QSqlQuery &query, const QString &what);

    /// @name Transactions, nested by savepoints. Every begin() that succeeds needs one commit() or
    /// rollback().
    /// @{
    bool isInTransaction() const { return !m_levels.empty(); }
    size_t depth() const { return m_levels.size(); }
    Result<Done> begin();
    /// Ends the innermost level. The outermost one releases what was held; if COMMIT fails, it rolls back.
    Result<Done> commit();
    void rollback();
    /// @}

    void hold(HeldDelivery delivery) override { m_held.push_back(std::move(delivery)); }

private:
    Result<Done> open();
    struct Level {
        size_t heldBefore; // how many deliveries were held when it began
    };

    QString m_alias;
    QString m_name; // of the QSqlDatabase
    quint64 m_generation = 0; // of the settings it was opened with
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_queries;
    std::vector<Level> m_levels;
    std::vector<HeldDelivery> m_held;
};

} // namespace Signalbox
