// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/postgres.h"

#include <Signalbox/Model>

#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

/// The model of most tests.
class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int year MEMBER year)
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;

    friend bool operator==(const Book &a, const Book &b)
    {
        return a.id == b.id && a.title == b.title && a.year == b.year;
    }
};

/// A fresh database "default" with the table of Book, for the time of a test: PostgreSQL if
/// PostgresDatabase::isWanted(), SQLite otherwise.
class TestDatabase {
public:
    TestDatabase()
    {
        if (PostgresDatabase::isWanted())
            m_postgres.emplace();
        Signalbox::Database::configure(QStringLiteral("default"), settings());
        const auto created = Signalbox::syncdb<Book>();
        if (!created)
            qFatal("%s", qPrintable(created.error().text()));
    }
    ~TestDatabase() { Signalbox::Database::closeThreadConnections(); }

    Signalbox::DatabaseSettings settings(
        std::chrono::milliseconds busyTimeout = std::chrono::seconds(30)) const
    {
        if (!m_postgres)
            return {.databaseName = path(), .busyTimeout = busyTimeout};
        return {.driver = QStringLiteral("QPSQL"),
                .databaseName = m_postgres->databaseName(),
                .hostName = m_postgres->host(),
                .port = m_postgres->port(),
                .userName = m_postgres->user(),
                .busyTimeout = busyTimeout};
    }

    /// Of SQLite.
    QString path() const { return m_directory.filePath(QStringLiteral("test.sqlite")); }
    /// Of PostgreSQL.
    const PostgresDatabase &postgres() const { return m_postgres.value(); }

    /// A connection of the calling thread, not open yet; it's the caller's to remove.
    QSqlDatabase addConnection(const QString &name) const
    {
        if (m_postgres)
            return m_postgres->addConnection(name);
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path());
        return database;
    }

    /// Runs @p sql on a connection of its own, as another program would. @return the first column.
    QVariantList outside(const QString &sql) const
    {
        if (m_postgres)
            return m_postgres->outside(sql);
        QVariantList values;
        const QString name = QStringLiteral("outside");
        {
            QSqlDatabase database = addConnection(name);
            if (!database.open())
                qFatal("%s", qPrintable(database.lastError().text()));
            QSqlQuery query(database);
            if (!query.exec(sql))
                qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
            while (query.next())
                values << query.value(0);
        }
        QSqlDatabase::removeDatabase(name);
        return values;
    }
    QVariantList titles() const
    {
        return outside(QStringLiteral("SELECT title FROM library_book ORDER BY id"));
    }

private:
    QTemporaryDir m_directory;
    std::optional<PostgresDatabase> m_postgres;
};
