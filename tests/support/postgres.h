// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/outside.h"

#include <Signalbox/Database>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QSettings>
#include <QThread>
#include <QVariant>

#include <atomic>

/// A fresh PostgreSQL database of the server that tests/support/postgres started, for the time of a test.
class PostgresDatabase {
public:
    /// Whether this process is to be tested with PostgreSQL.
    static bool isWanted() { return !qEnvironmentVariableIsEmpty("SIGNALBOX_TEST_POSTGRES"); }

    PostgresDatabase()
    {
        const QString file = qEnvironmentVariable("SIGNALBOX_TEST_POSTGRES");
        if (file.isEmpty())
            qFatal("There is no server: run this test by ctest, or by tests/support/postgres run <test>.");
        if (!QFileInfo(file).isReadable())
            qFatal("There is no server: %s can't be read.", qPrintable(file));
        // A connection service file of libpq is an INI file.
        const QSettings connection(file, QSettings::IniFormat);
        m_host = connection.value(QStringLiteral("signalbox_test/host")).toString();
        m_port = connection.value(QStringLiteral("signalbox_test/port")).toInt();
        m_user = connection.value(QStringLiteral("signalbox_test/user")).toString();

        // One server serves many processes, and a process may want many databases.
        static std::atomic<int> count = 0;
        m_databaseName = QStringLiteral("test_%1_%2").arg(QCoreApplication::applicationPid()).arg(++count);
        drop(); // of a process that died and had the same number
        administrate(QStringLiteral("CREATE DATABASE ") + m_databaseName);
    }
    ~PostgresDatabase() { drop(); }
    Q_DISABLE_COPY_MOVE(PostgresDatabase)

    /// The folder of the socket; libpq takes it as a host.
    QString host() const { return m_host; }
    int port() const { return m_port; }
    QString user() const { return m_user; }
    QString databaseName() const { return m_databaseName; }

    /// What Database::configure() takes.
    Signalbox::DatabaseSettings settings() const
    {
        return {.driver = QStringLiteral("QPSQL"),
                .databaseName = m_databaseName,
                .hostName = m_host,
                .port = m_port,
                .userName = m_user};
    }

    /// A connection of the calling thread, not open yet; it's the caller's to remove.
    QSqlDatabase addConnection(const QString &name) const { return add(name, m_databaseName); }

    /// Runs @p sql on a connection of its own, as another program would. @return the first column.
    QVariantList outside(const QString &sql) const { return execute(m_databaseName, sql); }

    /// Ends all connections to the database, as a server that goes down would, and waits until they're gone.
    /// @return how many there were.
    int terminateOthers() const
    {
        const QString others =
            QStringLiteral("FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname = '%1'")
                .arg(m_databaseName);
        const auto count = [&](const QString &what) {
            return administrate(QStringLiteral("SELECT count(%1) %2").arg(what, others)).value(0).toInt();
        };
        const int terminated = count(QStringLiteral("pg_terminate_backend(pid)"));
        const QDeadlineTimer deadline(30'000);
        while (count(QStringLiteral("*")) > 0) {
            if (deadline.hasExpired())
                qFatal("The connections to %s don't end.", qPrintable(m_databaseName));
            QThread::msleep(5);
        }
        return terminated;
    }

private:
    QVariantList administrate(const QString &sql) const { return execute(QStringLiteral("postgres"), sql); }
    void drop() const
    {
        administrate(QStringLiteral("DROP DATABASE IF EXISTS %1 WITH (FORCE)").arg(m_databaseName));
    }
    QSqlDatabase add(const QString &name, const QString &databaseName) const
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), name);
        if (!database.isValid())
            qFatal("Qt has no QPSQL driver. Install it: apt-get install libqt6sql6-psql");
        database.setHostName(m_host);
        database.setPort(m_port);
        database.setUserName(m_user);
        database.setDatabaseName(databaseName);
        return database;
    }
    QVariantList execute(const QString &databaseName, const QString &sql) const
    {
        // First: no notice that there's nothing to drop.
        return runOutside({QStringLiteral("SET client_min_messages = warning"), sql},
                          [&](const QString &name) { return add(name, databaseName); });
    }

    QString m_host;
    int m_port = 0;
    QString m_user;
    QString m_databaseName;
};
