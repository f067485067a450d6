// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "attempt_p.h"
#include "commitqueue_p.h"
#include "database.h"
#include "modelsql_p.h"

#include <QtCore/QHash>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <memory>

namespace Signalbox {

class Dialect;

/// One thread's connection to one database: its prepared statements, its open transactions, and what waits
/// for their commit. Used by its thread only.
class ThreadConnection {
public:
    using Ptr = std::shared_ptr<ThreadConnection>;

    /// The calling thread's open connection to the database @p alias.
    static Result<Ptr> of(const QString &alias);

    /// The same, if it is open and in a transaction; nullptr otherwise. Opens nothing.
    static ThreadConnection *inTransaction(const QString &alias);

    explicit ThreadConnection(const QString &alias);
    ~ThreadConnection();

    const QString &alias() const { return m_alias; }
    QSqlDatabase &database() { return m_database; }
    const Dialect &dialect() const { return *m_dialect; }

    /// The statements for @p model in this database.
    const ModelSql &sql(const ModelInfo &model);

    /// Closes the connection; open transactions are rolled back. The next of() makes a new one.
    void close();

    /// The query for @p sql, prepared once and kept; call finish() on it after reading. @p what is what
    /// it is for.
    Result<QSqlQuery *> prepared(const QString &sql, const Attempt &what);

    /// Runs the statement @p sql once. @p what is what it is for.
    Result<Done> execute(const QString &sql, const Attempt &what);

    /// Runs @p query. @p what is what it is for.
    Result<Done> run(QSqlQuery &query, const Attempt &what);

    /// @name Transactions, nested by savepoints. Every begin() that succeeds needs one commit() or
    /// rollback(). A statement that fails within one fails the innermost one as a whole: what it did can
    /// only be rolled back, and further statements are refused until then.
    /// @{
    bool isInTransaction() const { return m_queue.depth() > 0; }
    size_t depth() const { return m_queue.depth(); }
    Result<Done> begin();
    /// Ends the innermost level. The outermost one lets go of what waited for it; if COMMIT fails, it rolls
    /// back.
    Result<Done> commit();
    void rollback() { rollback(false); }
    /// Fails the innermost level, if there is one.
    void fail(const DatabaseError &reason) { m_queue.fail(reason); }
    /// Why the innermost level failed, if it did.
    Result<Done> usable() const;
    CommitQueue &queue() { return m_queue; }
    /// @}

private:
    void rollback(bool hasEnded);
    Result<Done> open();
    Result<Done> executeUnchecked(const QString &sql, const Attempt &what);
    DatabaseError failed(const Attempt &what, const QSqlError &error);

    QString m_alias;
    QString m_name; // of the QSqlDatabase
    quint64 m_generation = 0; // of the settings it was opened with
    const Dialect *m_dialect = nullptr;
    QSqlDatabase m_database;
    bool m_isLost = false; // the server has ended it; to be opened again after the transaction
    QHash<QString, std::shared_ptr<QSqlQuery>> m_queries;
    QHash<const ModelInfo *, std::shared_ptr<const ModelSql>> m_sql;
    CommitQueue m_queue;
};

/// The transaction that one operation of the library needs: a new one or, within another, a part of that,
/// which fails as a whole if the operation does. Ends with its scope unless it was committed.
class OperationScope {
public:
    explicit OperationScope(ThreadConnection &connection);
    ~OperationScope();

    /// Whether it could begin; if not, why.
    const Result<Done> &begun() const { return m_begun; }
    Result<Done> commit();
    /// Ends it when nothing was done yet, so that what is around it need not fail.
    void abandon();

private:
    Q_DISABLE_COPY(OperationScope)
    ThreadConnection &m_connection;
    const bool m_isPart;
    Result<Done> m_begun;
    bool m_isOpen;
};

} // namespace Signalbox
