// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <Signalbox/Transaction>

#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Connections to databases, one per thread, and what their errors say.
class TestDatabaseUse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void errorsSayWhatWentWrong_data();
    void errorsSayWhatWentWrong();
    void aFailedStatementSendsNoPostSave();
    void aLockedDatabaseIsReportedAndWorksAgain();
    void eachThreadHasAConnectionOfItsOwn();
    void closedConnectionsAreReopened();
    void theNextConfigurationIsUsed();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestDatabaseUse::errorsSayWhatWentWrong_data()
{
    using Kind = DatabaseError::Kind;
    QTest::addColumn<DatabaseSettings>("settings");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const DatabaseSettings &settings, Kind kind, const QString &text) {
        QTest::newRow(name) << settings << kind << text;
    };
    row("no such folder", {.databaseName = u"/nowhere/at/all.sqlite"_s}, Kind::ConnectionFailed,
        u"/nowhere/at/all"_s);
    row("no database", {.databaseName = QCoreApplication::applicationFilePath()}, Kind::ConnectionFailed,
        u"not a database"_s);
    row("no driver", {.driver = u"QORACLE"_s, .databaseName = u"x"_s}, Kind::ConnectionFailed,
        u"driver QORACLE is not supported"_s);
    row("no name", {}, Kind::ConnectionFailed, u"must be the path of a file"_s);
    row("in memory", {.databaseName = u":memory:"_s}, Kind::ConnectionFailed,
        u"must be the path of a file"_s);
}

void TestDatabaseUse::errorsSayWhatWentWrong()
{
    QFETCH(DatabaseSettings, settings);
    QFETCH(DatabaseError::Kind, kind);
    QFETCH(QString, text);
    Database::configure(u"broken"_s, settings);
    int posts = 0;
    const ScopedConnection connection = postSave().connect([&] { ++posts; });
    Book book{.title = u"Emma"_s};
    const auto saved = book.save(u"broken"_s);
    QVERIFY(!saved);
    QVERIFY2(saved.error().text().contains(text), qPrintable(saved.error().text()));
    QCOMPARE(saved.error().kind(), kind);
    QCOMPARE(posts, 0);
    QCOMPARE(book.id, 0);

    const auto unknown = Book::get(1, u"unknown"_s);
    QCOMPARE(unknown.error().kind(), DatabaseError::Kind::NotConfigured);
    QVERIFY(unknown.error().text().contains(u"\"unknown\""_s));
    const auto missing = Book::get(1);
    QCOMPARE(missing.error().kind(), DatabaseError::Kind::NotFound);
    QCOMPARE(missing.error().text(), u"There is no library.Book 1."_s);
}

void TestDatabaseUse::aFailedStatementSendsNoPostSave()
{
    m_database->outside(u"CREATE UNIQUE INDEX unique_title ON library_book (title)"_s);
    Book first{.title = u"Emma"_s};
    QVERIFY(first.save());
    QStringList sent;
    const ScopedConnection pre = preSave().connect([&] { sent << u"pre_save"_s; });
    const ScopedConnection post = postSave().connect([&] { sent << u"post_save"_s; });
    Book second{.title = u"Emma"_s};
    const auto saved = second.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind(), DatabaseError::Kind::ConstraintViolated);
    QCOMPARE(saved.error().nativeCode(), u"2067"_s);
    QVERIFY(saved.error().text().startsWith(u"Can't save a new library.Book: UNIQUE constraint failed"_s));
    QCOMPARE(sent, QStringList({u"pre_save"_s}));
    QCOMPARE(second.id, 0);
    second.title = u"Persuasion"_s;
    QVERIFY(second.save());
}

void TestDatabaseUse::aLockedDatabaseIsReportedAndWorksAgain()
{
    Database::configure(u"default"_s,
                        {.databaseName = m_database->path(), .busyTimeout = std::chrono::milliseconds(1)});
    Book book{.title = u"Emma"_s};
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"locker"_s);
        other.setDatabaseName(m_database->path());
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"BEGIN IMMEDIATE"_s));
        QCOMPARE(book.save().error().kind(), DatabaseError::Kind::Locked);
        Transaction transaction;
        QVERIFY(!transaction.isActive());
        QCOMPARE(transaction.commit().error().kind(), DatabaseError::Kind::Locked);
    }
    QSqlDatabase::removeDatabase(u"locker"_s);
    QVERIFY(book.save());
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s}));
}

void TestDatabaseUse::eachThreadHasAConnectionOfItsOwn()
{
    const QString mine = Database::connection()->connectionName();
    QString theirs;
    std::thread thread([&] {
        theirs = Database::connection()->connectionName();
        QVERIFY(Book({.title = u"from a thread"_s}).save());
    });
    thread.join();
    QVERIFY(theirs != mine);
    QVERIFY(QSqlDatabase::contains(mine));
    QVERIFY(!QSqlDatabase::contains(theirs)); // closed with its thread
    QCOMPARE(m_database->titles(), QVariantList({u"from a thread"_s}));
}

void TestDatabaseUse::closedConnectionsAreReopened()
{
    Transaction transaction;
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    Database::closeThreadConnections();
    QVERIFY(!transaction.commit());
    QCOMPARE(m_database->titles(), QVariantList());
    book.id = 0;
    QVERIFY(book.save());
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s}));
}

void TestDatabaseUse::theNextConfigurationIsUsed()
{
    QVERIFY(Book({.title = u"here"_s}).save());
    const TestDatabase other;
    QVERIFY(Book({.title = u"there"_s}).save());
    QCOMPARE(m_database->titles(), QVariantList({u"here"_s}));
    QCOMPARE(other.titles(), QVariantList({u"there"_s}));
}

QTEST_GUILESS_MAIN(TestDatabaseUse)
#include "tst_database.moc"
