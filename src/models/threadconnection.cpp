// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "threadconnection_p.h"

#include "databaseregistry_p.h"
#include "dialect_p.h"
#include "modelslogging_p.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtCore/QThreadStorage>
#include <QtSql/QSqlError>

#include <atomic>
#include <utility>

namespace Signalbox {
namespace {

using Connections = QHash<QString, ThreadConnection::Ptr>;

// The thread's connections by alias; Qt destroys them when the thread ends. The storage itself is never
// destroyed.
Connections &connections()
{
    static auto &storage = *new QThreadStorage<Connections>;
    return storage.localData();
}

bool isToEndWithApplication = false; // of the application's thread

void endWithApplication()
{
    isToEndWithApplication = false;
    Database::closeThreadConnections();
}

// What Qt destroys in the application's thread comes too late: Qt SQL needs the application. To be called
// when Qt SQL has been used, which clears up itself at the application's end: the last one to be added is the
// first.
void arrangeEnd()
{
    const QCoreApplication *const application = QCoreApplication::instance();
    if (!application || application->thread() != QThread::currentThread() || isToEndWithApplication)
        return;
    isToEndWithApplication = true;
    qAddPostRoutine(endWithApplication);
}

} // namespace

void Database::closeThreadConnections()
{
    const Connections ended = std::exchange(connections(), {});
    for (const auto &connection : ended)
        connection->close(); // even if a Transaction still holds it
}

Result<ThreadConnection::Ptr> ThreadConnection::of(const QString &alias)
{
    Ptr connection = connections().value(alias);
    if (!connection) {
        connection = std::make_shared<ThreadConnection>(alias);
        connections().insert(alias, connection);
    }
    if (!connection->isInTransaction()) {
        if (const auto opened = connection->open(); !opened)
            return opened.error();
    }
    return connection;
}

ThreadConnection *ThreadConnection::inTransaction(const QString &alias)
{
    const auto connection = connections().constFind(alias);
    return connection != connections().cend() && (*connection)->isInTransaction() ? connection->get()
                                                                                  : nullptr;
}

ThreadConnection::ThreadConnection(const QString &alias) : m_alias(alias)
{
    static std::atomic<quint64> serial = 0;
    m_name = QStringLiteral("signalbox-%1-%2").arg(alias).arg(++serial);
}

ThreadConnection::~ThreadConnection()
{
    close();
}

// Opens the connection, unless it is open with the present settings.
Result<Done> ThreadConnection::open()
{
    using Kind = DatabaseError::Kind;
    const auto entry = DatabaseRegistry::find(m_alias);
    if (!entry) {
        return DatabaseError(
            Kind::NotConfigured,
            QStringLiteral("There is no database \"%1\"; call Database::configure() first.").arg(m_alias));
    }
    if (m_database.isOpen() && !m_isLost && m_generation == entry->generation)
        return Done{};
    close();

    const DatabaseSettings &settings = entry->settings;
    const auto refuse = [this](const QString &why) {
        return DatabaseError(Kind::ConnectionFailed,
                             QStringLiteral("Can't open the database \"%1\": %2").arg(m_alias, why));
    };
    m_dialect = Dialect::find(settings.driver);
    if (!m_dialect)
        return refuse(QStringLiteral("the driver %1 is not supported; use %2.")
                          .arg(settings.driver, Dialect::supportedDrivers()));
    if (!QSqlDatabase::isDriverAvailable(settings.driver))
        return refuse(QStringLiteral("Qt's driver %1 is not installed.").arg(settings.driver));
    if (const QString problem = m_dialect->problemWithSettings(settings); !problem.isEmpty())
        return refuse(problem);

    m_database = QSqlDatabase::addDatabase(settings.driver, m_name);
    arrangeEnd();
    m_dialect->configure(m_database, settings);
    m_generation = entry->generation;
    Result<Done> result = Done{};
    if (!m_database.open())
        result =
            DatabaseError(Kind::ConnectionFailed, QStringLiteral("Can't open %1").arg(settings.databaseName),
                          m_database.lastError());
    const QStringList statements = m_dialect->setUp(settings);
    for (const QString &sql : statements) {
        if (result)
            result = execute(sql, QStringLiteral("Can't set up %1").arg(settings.databaseName));
    }
    if (!result)
        close();
    return result;
}

void ThreadConnection::close()
{
    while (isInTransaction())
        rollback();
    // A server that is gone can't free them, and Qt complains unless its driver is gone as well.
    const bool isGone = m_isLost || !m_database.isOpen();
    decltype(m_queries) lost;
    if (isGone)
        lost.swap(m_queries);
    m_queries.clear();
    m_sql.clear();
    m_isLost = false;
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase(); // the last one, or removeDatabase() complains
    QSqlDatabase::removeDatabase(m_name);
}

const ModelSql &ThreadConnection::sql(const ModelInfo &model)
{
    auto &sql = m_sql[&model];
    if (!sql)
        sql = std::make_shared<const ModelSql>(model, *m_dialect);
    return *sql;
}

Result<QSqlQuery *> ThreadConnection::prepared(const QString &sql, const Attempt &what)
{
    if (const auto usable = this->usable(); !usable)
        return usable.error();
    std::shared_ptr<QSqlQuery> &query = m_queries[sql];
    if (!query) {
        auto fresh = std::make_shared<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(sql)) {
            m_queries.remove(sql);
            return failed(what, fresh->lastError());
        }
        query = std::move(fresh);
    }
    return query.get();
}

Result<Done> ThreadConnection::run(QSqlQuery &query, const Attempt &what)
{
    if (query.exec())
        return Done{};
    const DatabaseError error = failed(what, query.lastError());
    query.finish();
    return error;
}

Result<Done> ThreadConnection::execute(const QString &sql, const Attempt &what)
{
    if (const auto usable = this->usable(); !usable)
        return usable.error();
    return executeUnchecked(sql, what);
}

Result<Done> ThreadConnection::executeUnchecked(const QString &sql, const Attempt &what)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return failed(what, query.lastError());
    return Done{};
}

// Notes what a failed statement means for what comes after it.
DatabaseError ThreadConnection::failed(const Attempt &what, const QSqlError &error)
{
    DatabaseError::Kind kind = m_dialect->kindOf(error);
    if (!m_database.isOpen())
        kind = DatabaseError::Kind::ConnectionLost;
    if (kind == DatabaseError::Kind::ConnectionLost)
        m_isLost = true;
    const DatabaseError failure(kind, what.words(), error);
    m_queue.fail(failure);
    return failure;
}

Result<Done> ThreadConnection::usable() const
{
    if (!isInTransaction() || !m_queue.failure())
        return Done{};
    return DatabaseError(DatabaseError::Kind::TransactionFailed,
                         QStringLiteral("The transaction can only be rolled back since this failed in it: %1")
                             .arg(m_queue.failure()->text()));
}

Result<Done> ThreadConnection::begin()
{
    const QString sql =
        isInTransaction() ? QStringLiteral("SAVEPOINT signalbox_%1").arg(depth()) : m_dialect->begin();
    auto result = execute(sql, QStringLiteral("Can't begin a transaction"));
    if (!result && m_isLost && !isInTransaction()) { // the server was restarted since the last one
        if (const auto opened = open(); !opened)
            return opened;
        result = execute(sql, QStringLiteral("Can't begin a transaction"));
    }
    if (result)
        m_queue.begin();
    return result;
}

Result<Done> ThreadConnection::commit()
{
    const QString what = QStringLiteral("Can't commit a transaction");
    auto result = usable();
    bool hasEnded = false;
    if (result && depth() > 1) {
        result = execute(QStringLiteral("RELEASE SAVEPOINT signalbox_%1").arg(depth() - 1), what);
    } else if (result) {
        const QSqlError error = m_dialect->commit(m_database);
        if (error.isValid()) {
            result = failed(what, error);
            hasEnded = m_dialect->endsByFailedCommit();
        }
    }
    if (!result)
        rollback(hasEnded);
    else
        m_queue.commit();
    return result;
}

// @param hasEnded whether the database has done it already
void ThreadConnection::rollback(bool hasEnded)
{
    const bool outermost = depth() == 1;
    const QString savepoint = QStringLiteral("SAVEPOINT signalbox_%1").arg(depth() - 1);
    const QStringList statements = outermost
        ? QStringList{QStringLiteral("ROLLBACK")}
        : QStringList{QStringLiteral("ROLLBACK TO ") + savepoint, QStringLiteral("RELEASE ") + savepoint};
    Result<Done> result = Done{};
    for (const QString &sql : statements) {
        if (result && !m_isLost && !hasEnded)
            result = executeUnchecked(sql, QStringLiteral("Can't roll back a transaction"));
    }
    const bool isUndone = result && !m_isLost;
    const auto failure = m_queue.failure();
    m_queue.rollback();
    if (isUndone)
        return;
    // The database has rolled everything back by itself, as SQLite does when the disk is full, or the
    // connection is gone: then the transactions around this one have failed as well.
    if (isInTransaction())
        m_queue.fail(failure ? *failure : result.error());
    else if (!m_isLost && !failure)
        qCWarning(lcModels) << result.error();
}

OperationScope::OperationScope(ThreadConnection &connection)
    : m_connection(connection), m_isPart(connection.isInTransaction()),
      m_begun(m_isPart ? Result<Done>(Done{}) : connection.begin()), m_isOpen(bool(m_begun))
{ }

OperationScope::~OperationScope()
{
    if (!m_isOpen)
        return;
    if (m_isPart) {
        m_connection.fail(DatabaseError(DatabaseError::Kind::TransactionFailed,
                                        QStringLiteral("an operation was ended by an error or exception")));
    } else {
        m_connection.rollback();
    }
}

void OperationScope::abandon()
{
    if (std::exchange(m_isOpen, false) && !m_isPart)
        m_connection.rollback();
}

Result<Done> OperationScope::commit()
{
    m_isOpen = false;
    return m_isPart ? m_connection.usable() : m_connection.commit();
}

} // namespace Signalbox
