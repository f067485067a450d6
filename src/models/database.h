// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelsglobal.h"

#include <QtCore/QString>
#include <QtSql/QSqlDatabase>

#include <chrono>

namespace Signalbox {

/// Where a database is.
struct DatabaseSettings {
    QString driver = QStringLiteral("QSQLITE"); ///< of Qt SQL: "QSQLITE" (SQLite) or "QPSQL" (PostgreSQL)
    QString databaseName = {}; ///< for SQLite the file's path; it is created if it is not there
    QString hostName = {}; ///< of a server: a name, an address, or the directory of its socket
    int port = 0; ///< 0 for the server's usual one
    QString userName = {}; ///< of a server; empty for the system user's
    QString password = {}; ///< of a server
    QString connectOptions = {}; ///< for PostgreSQL: as QSqlDatabase::setConnectOptions() takes them
    /// How long a statement waits for another connection's lock before it fails with Kind::Locked.
    std::chrono::milliseconds busyTimeout{5000};
};

/// The databases of the program, by alias; "default" is the one that is used when none is named.
///
/// Every thread has a connection of its own to each database it uses, opened when it is first needed and
/// closed with the thread (in the main thread: with QCoreApplication). SQLite databases are opened in WAL
/// mode with foreign keys on. A private in-memory database (":memory:") would be another one in each thread
/// and is refused.
///
/// *Thread.* Any thread may call any of this at any time.
namespace Database {

/// Says where the database @p alias is. Nothing is opened yet. Connections that were opened with other
/// settings of the same alias are reopened when they are next used outside of a transaction.
SIGNALBOX_MODELS_EXPORT void configure(const QString &alias, const DatabaseSettings &settings);

/// The calling thread's open connection to the database @p alias, for statements of your own. It must not
/// be used in another thread, nor closed. Errors: NotConfigured, ConnectionFailed.
SIGNALBOX_MODELS_EXPORT Result<QSqlDatabase> connection(const QString &alias = QStringLiteral("default"));

/// Closes the calling thread's connections; open transactions are rolled back.
SIGNALBOX_MODELS_EXPORT void closeThreadConnections();

} // namespace Database
} // namespace Signalbox
