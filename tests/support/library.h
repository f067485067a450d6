// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/postgres.h"

#include <Signalbox/Model>

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
        Signalbox::DatabaseSettings settings{.databaseName = path()};
        if (m_postgres)
            settings = m_postgres->settings();
        settings.busyTimeout = busyTimeout;
        return settings;
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
        return runOutside({sql}, [this](const QString &name) { return addConnection(name); });
    }
    /// Empties @p table, and leaves no books but 1 to 3.
    void refill(const QString &table) const
    {
        outside(QStringLiteral("DELETE FROM ") + table);
        outside(QStringLiteral("DELETE FROM library_book"));
        QVERIFY(Book({.id = 1, .title = QStringLiteral("Emma")}).save());
        QVERIFY(Book({.id = 2, .title = QStringLiteral("Persuasion")}).save());
        QVERIFY(Book({.id = 3, .title = QStringLiteral("Evelina")}).save());
    }
    QVariantList titles() const
    {
        return outside(QStringLiteral("SELECT title FROM library_book ORDER BY id"));
    }

private:
    QTemporaryDir m_directory;
    std::optional<PostgresDatabase> m_postgres;
};
