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
    void theValueOfAnErrorThrowsItsText();
    void aFailedStatementSendsNoPostSave();
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
    row("no driver", {.driver = u"QORACLE"_s, .databaseName = u"x"_s}, Kind::ConnectionFailed,
        u"driver QORACLE is not supported"_s);
    if (PostgresDatabase::isWanted()) {
        const QString driver = u"QPSQL"_s;
        const PostgresDatabase there;
        row("no server", {.driver = driver, .databaseName = u"x"_s, .hostName = u"/nowhere"_s},
            Kind::ConnectionFailed, u"/nowhere"_s);
        DatabaseSettings noDatabase = there.settings();
        noDatabase.databaseName = u"library_of_babel"_s;
        row("no database", noDatabase, Kind::ConnectionFailed, u"library_of_babel"_s);
        DatabaseSettings noUser = there.settings();
        noUser.userName = u"nobody's"_s;
        row("no user", noUser, Kind::ConnectionFailed, u"nobody's"_s);
        row("no name", {.driver = driver}, Kind::ConnectionFailed, u"it has no databaseName"_s);
    } else {
        row("no such folder", {.databaseName = u"/nowhere/at/all.sqlite"_s}, Kind::ConnectionFailed,
            u"/nowhere/at/all"_s);
        row("no database", {.databaseName = QCoreApplication::applicationFilePath()}, Kind::ConnectionFailed,
            u"not a database"_s);
        row("no name", {}, Kind::ConnectionFailed, u"must be the path of a file"_s);
        row("in memory", {.databaseName = u":memory:"_s}, Kind::ConnectionFailed,
            u"must be the path of a file"_s);
    }
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

void TestDatabaseUse::theValueOfAnErrorThrowsItsText()
{
    const auto missing = Book::get(1);
    QVERIFY_THROWS_EXCEPTION(BadResult, (void)*missing);
    QVERIFY_THROWS_EXCEPTION(BadResult, (void)missing->title);
    QVERIFY_THROWS_EXCEPTION(BadResult, Book::get(1).value());
    try {
        (void)missing.value();
    } catch (const BadResult &thrown) {
        QCOMPARE(thrown.what(), "There is no library.Book 1.");
        QCOMPARE(thrown.error().kind(), DatabaseError::Kind::NotFound);
        return;
    }
    QFAIL("nothing was thrown");
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
    const bool isPostgres = PostgresDatabase::isWanted();
    QCOMPARE(saved.error().nativeCode(), isPostgres ? u"23505"_s : u"2067"_s);
    const QString words =
        isPostgres ? u"ERROR: duplicate key value violates"_s : u"UNIQUE constraint failed"_s;
    QVERIFY2(saved.error().text().startsWith(u"Can't save a new library.Book: "_s + words),
             qPrintable(saved.error().text()));
    QCOMPARE(sent, QStringList({u"pre_save"_s}));
    QCOMPARE(second.id, 0);
    second.title = u"Persuasion"_s;
    QVERIFY(second.save());
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
