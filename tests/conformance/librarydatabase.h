// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/postgres.h"

#include <QSqlQuery>
#include <QTemporaryDir>

#include <memory>

/// The database "default" with the tables of librarymodels.h: SQLite, or PostgreSQL if the process is to be
/// tested with it.
class LibraryDatabase {
public:
    LibraryDatabase();
    ~LibraryDatabase();
    Q_DISABLE_COPY_MOVE(LibraryDatabase)

    /// Empties the tables and sets their sequences so that the first key is 1001.
    void clear();

    /// Sees to it that @p table gives keys above @p key only: SQLite's sequences go back with a rollback.
    void pushSequence(const QString &table, qint64 key);

    /// Runs @p sql on the library's own connection, where open transactions are seen, without touching these.
    static QSqlQuery execute(const QString &sql);

    /// The server; nullptr for SQLite.
    const PostgresDatabase *server() const { return m_server.get(); }

private:
    std::unique_ptr<PostgresDatabase> m_server;
    QTemporaryDir m_directory;
};
