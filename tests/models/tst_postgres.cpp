// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/postgres.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;

/// The server that the other tests run against: it's there, it's real, and it's theirs alone.
class TestPostgres : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_postgres.emplace();
        m_connection = m_postgres->addConnection(u"test"_s);
        QVERIFY2(m_connection.open(), qPrintable(m_connection.lastError().text()));
    }
    void cleanup()
    {
        m_connection = {};
        QSqlDatabase::removeDatabase(u"test"_s);
        m_postgres.reset();
    }

    void itIsRecentAndCanBeReachedBySocketOnly();
    void rowsAreKept();
    void eachHasADatabaseOfItsOwn();
    void aDatabaseIsDroppedThoughItIsInUse();
    void terminatedConnectionsFail();

private:
    QVariant value(const QString &sql)
    {
        QSqlQuery query(m_connection);
        if (!query.exec(sql) || !query.next())
            return query.lastError().text();
        return query.value(0);
    }

    std::optional<PostgresDatabase> m_postgres;
    QSqlDatabase m_connection;
};

void TestPostgres::itIsRecentAndCanBeReachedBySocketOnly()
{
    QVERIFY(value(u"SHOW server_version_num"_s).toInt() >= 130000);
    QCOMPARE(value(u"SHOW listen_addresses"_s).toString(), QString());
    QCOMPARE(value(u"SHOW unix_socket_directories"_s).toString(), m_postgres->host());
    QCOMPARE(value(u"SHOW server_encoding"_s).toString(), u"UTF8"_s);
}

void TestPostgres::rowsAreKept()
{
    QSqlQuery query(m_connection);
    QVERIFY(query.exec(u"CREATE TABLE book (id bigserial PRIMARY KEY, title text NOT NULL)"_s));
    QVERIFY(query.prepare(u"INSERT INTO book (title) VALUES (?) RETURNING id"_s));
    for (const QString &title : {u"Emma"_s, u"Война и мир 📚"_s}) {
        query.addBindValue(title);
        QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
    }
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toLongLong(), 2);
    QCOMPARE(m_postgres->outside(u"SELECT title FROM book ORDER BY id"_s),
             QVariantList({u"Emma"_s, u"Война и мир 📚"_s}));
}

void TestPostgres::eachHasADatabaseOfItsOwn()
{
    const PostgresDatabase other;
    QVERIFY(other.databaseName() != m_postgres->databaseName());
    other.outside(u"CREATE TABLE here (id int)"_s);
    const QString tables = u"SELECT tablename FROM pg_tables WHERE schemaname = 'public'"_s;
    QCOMPARE(other.outside(tables), QVariantList({u"here"_s}));
    QCOMPARE(m_postgres->outside(tables), QVariantList());
}

void TestPostgres::aDatabaseIsDroppedThoughItIsInUse()
{
    const QString name = m_postgres->databaseName();
    m_postgres.reset();
    QVERIFY(m_connection.isOpen());
    m_postgres.emplace();
    QCOMPARE(m_postgres->outside(u"SELECT datname FROM pg_database WHERE datname = '%1'"_s.arg(name)),
             QVariantList());
}

void TestPostgres::terminatedConnectionsFail()
{
    QCOMPARE(value(u"SELECT 1"_s).toInt(), 1);
    QCOMPARE(m_postgres->terminateOthers(), 1);
    QSqlQuery query(m_connection);
    QVERIFY(!query.exec(u"SELECT 1"_s));
    QCOMPARE(query.lastError().nativeErrorCode(), u"57P01"_s);
    m_connection.close();
    QVERIFY(m_connection.open());
    QCOMPARE(value(u"SELECT 1"_s).toInt(), 1);
    QCOMPARE(m_postgres->terminateOthers(), 1);
    QCOMPARE(m_postgres->terminateOthers(), 0);
}

QTEST_GUILESS_MAIN(TestPostgres)
#include "tst_postgres.moc"
