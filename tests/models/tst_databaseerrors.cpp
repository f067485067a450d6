// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/heardbooks.h"

#include <memory>
#include <optional>
#include <vector>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// A model with rules.
class Loan {
    Q_GADGET
    SIGNALBOX_MODEL(Loan)
    Q_CLASSINFO("app", "library")
    Q_CLASSINFO("number", "unique")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(Signalbox::ForeignKey<Book> book MEMBER book)
public:
    qint64 id = 0;
    int number = 0;
    ForeignKey<Book> book = {};
};

/// What is told when the database doesn't do what it is asked to, and that all goes on afterwards.
class TestDatabaseErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<HeardBooks>();
        QVERIFY(syncdb<Loan>());
    }
    void cleanup() { m_database.reset(); }

    void brokenRulesAreNamed_data();
    void brokenRulesAreNamed();
    void aBrokenReferenceIsNamedByTheCommit_data();
    void aBrokenReferenceIsNamedByTheCommit();
    void aFailedStatementFailsItsTransaction();
    void aFailureInASavepointIsUndoneThere();
    void aLockedDatabaseIsReported_data();
    void aLockedDatabaseIsReported();
    void aFullDatabaseIsReported_data();
    void aFullDatabaseIsReported();

private:
    std::unique_ptr<HeardBooks> m_database;
};

void TestDatabaseErrors::brokenRulesAreNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("rule");
    QTest::newRow("unique") << u"CREATE UNIQUE INDEX one ON library_book (title)"_s << u"one|title"_s;
    QTest::newRow("check") << (PostgresDatabase::isWanted()
                                   ? u"ALTER TABLE library_book ADD CHECK (year < 3000)"_s
                                   : u"CREATE TRIGGER one BEFORE INSERT ON library_book WHEN NEW.year > 3000 "
                                     "BEGIN SELECT RAISE(ABORT, 'the year'); END"_s)
                           << u"year"_s;
    QTest::newRow("not null") << (PostgresDatabase::isWanted()
                                      ? u"ALTER TABLE library_book ADD more int NOT NULL DEFAULT 0; "
                                        "ALTER TABLE library_book ALTER more DROP DEFAULT"_s
                                      : QString())
                              << u"more"_s;
}

void TestDatabaseErrors::brokenRulesAreNamed()
{
    QFETCH(QString, sql);
    QFETCH(QString, rule);
    QVERIFY(Book({.title = u"Emma"_s}).save());
    if (sql.isEmpty()) { // SQLite can't add such a column to rows that are there
        m_database->outside(u"DELETE FROM library_book"_s);
        m_database->outside(u"ALTER TABLE library_book RENAME TO old"_s);
        m_database->outside(u"CREATE TABLE library_book (id integer PRIMARY KEY, title text, year integer, "
                            "more int NOT NULL)"_s);
    } else {
        m_database->outside(sql);
    }
    const QVariantList before = m_database->titles();
    m_database->forget();
    Book book{.title = u"Emma"_s, .year = 3001};
    const auto saved = book.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind(), DatabaseError::Kind::ConstraintViolated);
    QVERIFY2(QRegularExpression(rule).match(saved.error().driverText()).hasMatch(),
             qPrintable(saved.error().driverText()));
    QVERIFY(saved.error().text().startsWith(u"Can't save a new library.Book: "_s));
    QVERIFY(!saved.error().nativeCode().isEmpty());
    QCOMPARE(book.id, 0);
    QCOMPARE(m_database->posts() + m_database->told(), QStringList());
    QCOMPARE(m_database->titles(), before);
}

void TestDatabaseErrors::aBrokenReferenceIsNamedByTheCommit_data()
{
    QTest::addColumn<bool>("immediate");
    QTest::newRow("at the commit") << false;
    if (PostgresDatabase::isWanted()) // SQLite can't be told to look sooner
        QTest::newRow("at once") << true;
}

void TestDatabaseErrors::aBrokenReferenceIsNamedByTheCommit()
{
    QFETCH(bool, immediate);
    Book book{.title = u"Emma"_s};
    {
        Transaction transaction;
        if (immediate)
            QVERIFY(QSqlQuery(*Database::connection()).exec(u"SET CONSTRAINTS ALL IMMEDIATE"_s));
        QVERIFY(book.save());
        Loan loan{.number = 1, .book = 99};
        const auto saved = loan.save();
        QCOMPARE(bool(saved), !immediate);
        if (immediate)
            QCOMPARE(saved.error().kind(), DatabaseError::Kind::ConstraintViolated);
        const auto committed = transaction.commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().kind(),
                 immediate ? DatabaseError::Kind::TransactionFailed
                           : DatabaseError::Kind::ConstraintViolated);
        QVERIFY(!committed.error().text().isEmpty());
        QVERIFY(!transaction.isActive());
    }
    QCOMPARE(m_database->told(), QStringList());
    QCOMPARE(*Book::objects().count(), 0);
    QCOMPARE(*Loan::objects().count(), 0);

    // The save's own transaction.
    Loan alone{.number = 1, .book = 99};
    const auto saved = alone.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind(), DatabaseError::Kind::ConstraintViolated);
    QCOMPARE(alone.id, 0);
    m_database->verifyWorks();
}

void TestDatabaseErrors::aFailedStatementFailsItsTransaction()
{
    QVERIFY(Book({.title = u"there"_s}).save());
    QVERIFY(Loan({.number = 1, .book = 1}).save());
    m_database->forget();
    Transaction transaction;
    QVERIFY(Book({.title = u"before"_s}).save());
    QCOMPARE(Loan({.number = 1, .book = 1}).save().error().kind(), DatabaseError::Kind::ConstraintViolated);
    const auto kind = DatabaseError::Kind::TransactionFailed;
    QCOMPARE(Book({.title = u"after"_s}).save().error().kind(), kind);
    QCOMPARE(Book::objects().count().error().kind(), kind);
    QCOMPARE(Book::get(1).error().kind(), kind);
    QCOMPARE(Book::objects().update({{u"year"_s, 1}}).error().kind(), kind);
    QCOMPARE(Book::objects().remove().error().kind(), kind);
    const auto committed = transaction.commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind(), kind);
    QVERIFY2(committed.error().text().contains(u"Can't save a new library.Loan"_s),
             qPrintable(committed.error().text()));
    QCOMPARE(m_database->posts(), QStringList({u"before"_s}));
    QCOMPARE(m_database->told(), QStringList());
    QCOMPARE(m_database->titles(), QVariantList({u"there"_s}));
    m_database->verifyWorks();
}

void TestDatabaseErrors::aFailureInASavepointIsUndoneThere()
{
    Transaction transaction;
    QVERIFY(Book({.title = u"before"_s}).save());
    {
        Transaction inner;
        QVERIFY(Book({.title = u"inside"_s}).save());
        QVERIFY(Loan({.number = 1, .book = 1}).save());
        QVERIFY(!Loan({.number = 1, .book = 1}).save());
        QVERIFY(!inner.commit());
    }
    QVERIFY(Book({.title = u"after"_s}).save());
    QVERIFY(transaction.commit());
    QCOMPARE(m_database->told(), QStringList({u"before"_s, u"after"_s}));
    QCOMPARE(m_database->titles(), QVariantList({u"before"_s, u"after"_s}));
    QCOMPARE(*Loan::objects().count(), 0);
}

void TestDatabaseErrors::aLockedDatabaseIsReported_data()
{
    QTest::addColumn<bool>("inTransaction");
    QTest::newRow("a save") << false;
    QTest::newRow("a transaction") << true;
}

void TestDatabaseErrors::aLockedDatabaseIsReported()
{
    QFETCH(bool, inTransaction);
    const auto kind = DatabaseError::Kind::Locked;
    Database::configure(u"default"_s, m_database->settings(std::chrono::milliseconds(1)));
    Book book{.title = u"Emma"_s};
    {
        QSqlDatabase other = m_database->addConnection(u"locker"_s);
        QVERIFY(other.open());
        const bool isPostgres = PostgresDatabase::isWanted();
        QVERIFY(QSqlQuery(other).exec(isPostgres ? u"BEGIN"_s : u"BEGIN IMMEDIATE"_s));
        QVERIFY(!isPostgres || QSqlQuery(other).exec(u"LOCK TABLE library_book"_s));
        if (inTransaction) {
            Transaction transaction; // SQLite's can't begin
            QCOMPARE(transaction.isActive(), isPostgres);
            const auto saved = isPostgres ? book.save() : Result<Saved>(transaction.commit().error());
            QVERIFY(!saved);
            QCOMPARE(saved.error().kind(), kind);
            QVERIFY(!transaction.commit());
        } else {
            const auto saved = book.save();
            QVERIFY(!saved);
            QCOMPARE(saved.error().kind(), kind);
            QCOMPARE(saved.error().nativeCode(), isPostgres ? u"55P03"_s : u"5"_s);
        }
    }
    QSqlDatabase::removeDatabase(u"locker"_s);
    QCOMPARE(book.id, 0);
    QCOMPARE(m_database->posts() + m_database->told(), QStringList());
    m_database->verifyWorks();
}

void TestDatabaseErrors::aFullDatabaseIsReported_data()
{
    QTest::addColumn<QString>("around"); // ( begins a transaction; a, b, c save a small, big, middling book
    if (PostgresDatabase::isWanted()) {
        QTest::newRow("the disk is full") << u"disk"_s; // as the server says it
        return;
    }
    QTest::newRow("a save") << u"b"_s;
    QTest::newRow("a transaction") << u"(ab"_s;
    QTest::newRow("a savepoint") << u"(a(ab"_s;
    QTest::newRow("two savepoints") << u"(a(a(ab"_s;
    QTest::newRow("many in a transaction") << u"(cccccccccccccc"_s;
}

void TestDatabaseErrors::aFullDatabaseIsReported()
{
    QFETCH(QString, around);
    QVERIFY(Book({.title = u"there"_s}).save());
    m_database->forget();
    if (PostgresDatabase::isWanted()) {
        m_database->outside(
            u"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'No space left on device'; END$$"_s);
        m_database->outside(u"CREATE TRIGGER full_disk BEFORE INSERT ON library_book "
                            "FOR EACH ROW EXECUTE FUNCTION full_disk()"_s);
    } else {
        QSqlQuery limit(*Database::connection());
        QVERIFY(limit.exec(u"PRAGMA page_count"_s) && limit.next());
        const int pages = limit.value(0).toInt();
        QVERIFY(limit.exec(u"PRAGMA max_page_count = %1"_s.arg(pages + 20)));
    }
    {
        std::vector<std::unique_ptr<Transaction>> open;
        std::optional<DatabaseError> error;
        for (const QChar step : PostgresDatabase::isWanted() ? u"b"_s : around) {
            if (step == u'(') {
                open.push_back(std::make_unique<Transaction>());
                QVERIFY(open.back()->isActive());
                continue;
            }
            const int size = step == u'b' ? 200'000 : 20'000;
            Book book{.title = step == u'a' ? u"small"_s : QString(size, step)};
            const auto saved = book.save();
            if (!saved && !error) {
                error = saved.error();
                QCOMPARE(book.id, 0);
            } else if (!saved) {
                QCOMPARE(saved.error().kind(), DatabaseError::Kind::TransactionFailed);
            }
        }
        QVERIFY(error);
        QCOMPARE(error->kind(), DatabaseError::Kind::StorageFull);
        QVERIFY(!error->driverText().isEmpty());
        QCOMPARE(error->nativeCode(), PostgresDatabase::isWanted() ? u"53100"_s : u"13"_s);
        // The innermost is undone; what is around it goes on, unless SQLite has undone that, too.
        for (bool isInnermost = true; !open.empty(); isInnermost = false, open.pop_back()) {
            const auto usable = Book::objects().count();
            if (isInnermost)
                QVERIFY(!usable);
            const auto committed = open.back()->commit();
            QCOMPARE(bool(committed), bool(usable));
            if (!committed)
                QCOMPARE(committed.error().kind(), DatabaseError::Kind::TransactionFailed);
        }
    }
    QVariantList expected{u"there"_s};
    for (const QString &title : m_database->told())
        expected << title;
    QCOMPARE(m_database->titles(), expected); // just what was told, nothing half-written
    if (PostgresDatabase::isWanted())
        m_database->outside(u"DROP TRIGGER full_disk ON library_book"_s);
    m_database->verifyWorks();
    const QVariantList check = PostgresDatabase::isWanted()
        ? QVariantList({u"ok"_s})
        : m_database->outside(u"PRAGMA integrity_check"_s);
    QCOMPARE(check, QVariantList({u"ok"_s}));
}

QTEST_GUILESS_MAIN(TestDatabaseErrors)
#include "tst_databaseerrors.moc"
