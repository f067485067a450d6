// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "threadconnection_p.h"

#include "databaseregistry_p.h"
#include "modelslogging_p.h"

#include <QtCore/QThreadStorage>
#include <QtSql/QSqlError>

#include <atomic>
#include <iterator>
#include <utility>

namespace Signalbox {
namespace {

using Connections = QHash<QString, ThreadConnection::Ptr>;

// The thread's connections by alias; Qt destroys them when the thread ends, in the main thread when
// QCoreApplication does. The storage itself is never destroyed.
Connections &connections()
{
    static auto &storage = *new QThreadStorage<Connections>;
    return storage.localData();
}

} // namespace

void Database::closeThreadConnections()
{
    for (const auto &connection : std::exchange(connections(), {}))
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
    const auto connection = connections().value(alias);
    return connection && connection->isInTransaction() ? connection.get() : nullptr;
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
    if (m_database.isOpen() && m_generation == entry->generation)
        return Done{};
    close();

    const DatabaseSettings &settings = entry->settings;
    const auto refuse = [this](const QString &why) {
        return DatabaseError(Kind::ConnectionFailed,
                             QStringLiteral("Can't open the database \"%1\": %2").arg(m_alias, why));
    };
    if (settings.driver != QLatin1StringView("QSQLITE"))
        return refuse(QStringLiteral("the driver %1 is not supported; use QSQLITE.").arg(settings.driver));
    if (!QSqlDatabase::isDriverAvailable(settings.driver))
        return refuse(QStringLiteral("Qt's SQLite driver is not installed."));
    if (settings.databaseName.isEmpty() || settings.databaseName == QLatin1StringView(":memory:"))
        return refuse(
            QStringLiteral("its databaseName must be the path of a file, as all threads share it."));

    m_database = QSqlDatabase::addDatabase(settings.driver, m_name);
    m_database.setDatabaseName(settings.databaseName);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(settings.busyTimeout.count()));
    m_generation = entry->generation;
    Result<Done> result = Done{};
    if (!m_database.open())
        result =
            DatabaseError(QStringLiteral("Can't open %1").arg(settings.databaseName), m_database.lastError());
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = ON"}) {
        if (result)
            result = execute(QLatin1StringView(pragma),
                             QStringLiteral("Can't set up %1").arg(settings.databaseName));
    }
    if (!result)
        close();
    return result;
}

void ThreadConnection::close()
{
    while (isInTransaction())
        rollback();
    m_queries.clear();
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase(); // the last one, or removeDatabase() complains
    QSqlDatabase::removeDatabase(m_name);
}

Result<QSqlQuery *> ThreadConnection::prepared(const QString &sql, const QString &what)
{
    std::shared_ptr<QSqlQuery> &query = m_queries[sql];
    if (!query) {
        auto fresh = std::make_shared<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(sql)) {
            m_queries.remove(sql);
            return DatabaseError(what, fresh->lastError());
        }
        query = std::move(fresh);
    }
    return query.get();
}

Result<Done> ThreadConnection::run(QSqlQuery &query, const QString &what)
{
    if (query.exec())
        return Done{};
    const DatabaseError error(what, query.lastError());
    query.finish();
    return error;
}

Result<Done> ThreadConnection::execute(const QString &sql, const QString &what)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return DatabaseError(what, query.lastError());
    return Done{};
}

Result<Done> ThreadConnection::begin()
{
    // Immediate: a transaction that reads first and then writes would fail, not wait, if another
    // connection wrote in between.
    const QString sql = isInTransaction() ? QStringLiteral("SAVEPOINT signalbox_%1").arg(depth())
                                          : QStringLiteral("BEGIN IMMEDIATE");
    const auto result = execute(sql, QStringLiteral("Can't begin a transaction"));
    if (result)
        m_levels.push_back({m_held.size()});
    return result;
}

Result<Done> ThreadConnection::commit()
{
    const bool outermost = depth() == 1;
    const QString sql = outermost ? QStringLiteral("COMMIT")
                                  : QStringLiteral("RELEASE SAVEPOINT signalbox_%1").arg(depth() - 1);
    const auto result = execute(sql, QStringLiteral("Can't commit a transaction"));
    if (!result) {
        rollback();
        return result;
    }
    m_levels.pop_back();
    if (outermost) {
        // Receivers may open transactions of their own, so what is held now has to be out of the way.
        for (HeldDelivery &delivery : std::exchange(m_held, {}))
            std::move(delivery).release();
    }
    return result;
}

void ThreadConnection::rollback()
{
    const QString savepoint = QStringLiteral("SAVEPOINT signalbox_%1").arg(depth() - 1);
    const QStringList statements = depth() == 1
        ? QStringList{QStringLiteral("ROLLBACK")}
        : QStringList{QStringLiteral("ROLLBACK TO ") + savepoint, QStringLiteral("RELEASE ") + savepoint};
    for (const QString &sql : statements) {
        // It fails only if the database has rolled back by itself, as SQLite does when the disk is full.
        if (const auto result = execute(sql, QStringLiteral("Can't roll back a transaction")); !result)
            qCWarning(lcModels) << result.error();
    }
    // With what is dropped may end payloads and callables, whose destructors are user code: they must find
    // this level gone.
    const auto firstDropped = m_held.begin() + std::ptrdiff_t(m_levels.back().heldBefore);
    const std::vector<HeldDelivery> dropped(std::make_move_iterator(firstDropped),
                                            std::make_move_iterator(m_held.end()));
    m_held.erase(firstDropped, m_held.end());
    m_levels.pop_back();
}

} // namespace Signalbox
