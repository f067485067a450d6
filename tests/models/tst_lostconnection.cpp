// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/heardbooks.h"

#include <atomic>
#include <latch>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// What only a server can do: end a connection, and find a deadlock. (With SQLite the second transaction
/// can't begin.)
class TestLostConnection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<HeardBooks>(); }
    void cleanup() { m_database.reset(); }

    void aDeadlockIsReported();
    void aKilledIdleConnectionIsReplaced_data();
    void aKilledIdleConnectionIsReplaced();
    void aConnectionKilledInATransactionUndoesIt_data();
    void aConnectionKilledInATransactionUndoesIt();
    void aConnectionKilledInAQueryIsReported_data();
    void aConnectionKilledInAQueryIsReported();

private:
    std::unique_ptr<HeardBooks> m_database;
};

void TestLostConnection::aDeadlockIsReported()
{
    m_database->stopHearing();
    QVERIFY(Book({.title = u"a"_s}).save());
    QVERIFY(Book({.title = u"b"_s}).save());
    std::latch both(2);
    std::atomic<int> locked = 0;
    std::atomic<int> committed = 0;
    const auto work = [&](qint64 first, qint64 second) {
        Transaction transaction;
        const auto one = Book::objects().filter(u"id", first).update({{u"year"_s, int(first)}});
        both.arrive_and_wait();
        const auto other = Book::objects().filter(u"id", second).update({{u"year"_s, int(first)}});
        if (one && !other && other.error().kind() == DatabaseError::Kind::Locked
            && other.error().nativeCode() == u"40P01")
            ++locked;
        if (transaction.commit())
            ++committed;
    };
    std::thread thread(work, 2, 1);
    work(1, 2);
    thread.join();
    QCOMPARE(locked.load(), 1);
    QCOMPARE(committed.load(), 1);
    const auto books = Book::objects().all();
    QCOMPARE((*books)[0].year, (*books)[1].year);
}

void TestLostConnection::aKilledIdleConnectionIsReplaced_data()
{
    QTest::addColumn<QString>("next");
    for (const char *next : {"save", "transaction", "get", "count", "remove", "update", "connection"})
        QTest::newRow(next) << QString::fromLatin1(next);
}

void TestLostConnection::aKilledIdleConnectionIsReplaced()
{
    QFETCH(QString, next);
    Book book{.title = u"there"_s};
    QVERIFY(book.save()); // prepares statements
    QVERIFY(Book::get(1));
    m_database->forget();
    QVERIFY(m_database->postgres().terminateOthers() > 0);
    const auto attempt = [&]() -> std::optional<DatabaseError> {
        const auto errorOf = [](const auto &result) {
            return result ? std::nullopt : std::optional(result.error());
        };
        if (next == u"save")
            return errorOf(book.save());
        if (next == u"transaction") {
            Transaction transaction;
            if (transaction.isActive())
                return errorOf(book.save().operator bool() ? transaction.commit() : Result<Done>(Done{}));
            return errorOf(transaction.commit());
        }
        if (next == u"get")
            return errorOf(Book::get(1));
        if (next == u"count")
            return errorOf(Book::objects().count());
        if (next == u"remove")
            return errorOf(book.remove());
        if (next == u"update")
            return errorOf(Book::objects().update({{u"year"_s, 1}}));
        return QSqlQuery(*Database::connection()).exec(u"SELECT 1"_s)
            ? std::nullopt
            : std::optional(DatabaseError(DatabaseError::Kind::ConnectionLost, u"Qt's: x"_s));
    };
    const auto error = attempt();
    if (next == u"save" || next == u"transaction" || next == u"update" || next == u"remove")
        QVERIFY2(!error, qPrintable(error ? error->text() : QString())); // BEGIN is tried again
    if (error) {
        QCOMPARE(error->kind(), DatabaseError::Kind::ConnectionLost);
        QCOMPARE(m_database->posts() + m_database->told(), QStringList());
        if (next != u"connection") {
            QVERIFY(!error->driverText().isEmpty());
            const auto again = attempt();
            QVERIFY2(!again, qPrintable(again ? again->text() : QString()));
        }
    }
    m_database->verifyWorks();
}

void TestLostConnection::aConnectionKilledInATransactionUndoesIt_data()
{
    QTest::addColumn<QString>("script"); // ( begin, s save, k kill
    QTest::addColumn<bool>("commits");
    QTest::newRow("before the first statement") << u"(ks"_s << true;
    QTest::newRow("between two") << u"(sks"_s << true;
    QTest::newRow("before the commit") << u"(sk"_s << true;
    QTest::newRow("before the rollback") << u"(sk"_s << false;
    QTest::newRow("in a savepoint") << u"(s(sks"_s << true;
    QTest::newRow("before the commit of a savepoint") << u"(s(sk"_s << true;
    QTest::newRow("before the rollback of a savepoint") << u"(s(sk"_s << false;
    QTest::newRow("before a savepoint") << u"(sk("_s << true;
}

void TestLostConnection::aConnectionKilledInATransactionUndoesIt()
{
    QFETCH(QString, script);
    QFETCH(bool, commits);
    int called = 0;
    {
        std::vector<std::unique_ptr<Transaction>> open;
        std::optional<DatabaseError> error;
        bool isKilled = false;
        const auto note = [&](const auto &result) {
            if (isKilled)
                QVERIFY(!result);
            if (!result && !error)
                error = result.error();
        };
        for (const QChar step : script) {
            if (step == u'k') {
                QCOMPARE(m_database->postgres().terminateOthers(), 1);
                isKilled = true;
                m_database->forgetPosts();
            } else if (step == u'(') {
                open.push_back(std::make_unique<Transaction>());
                if (!open.back()->isActive()) {
                    QVERIFY(isKilled);
                    error = open.back()->commit().error();
                }
                onCommit([&] { ++called; });
            } else {
                note(Book({.title = u"lost"_s}).save());
            }
        }
        for (; !open.empty(); open.pop_back()) {
            if (commits)
                note(open.back()->commit());
        }
        QCOMPARE(bool(error), commits);
        if (error) {
            QCOMPARE(error->kind(), DatabaseError::Kind::ConnectionLost);
            QVERIFY(!error->driverText().isEmpty());
        }
        QCOMPARE(m_database->posts() + m_database->told(), QStringList());
    }
    QCOMPARE(called, 0);
    QCOMPARE(m_database->titles(), QVariantList());
    m_database->verifyWorks();
    QCOMPARE(called, 0);
}

void TestLostConnection::aConnectionKilledInAQueryIsReported_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a save") << u"save"_s;
    QTest::newRow("a save in a transaction") << u"transaction"_s;
    QTest::newRow("the commit") << u"commit"_s;
}

void TestLostConnection::aConnectionKilledInAQueryIsReported()
{
    QFETCH(QString, what);
    m_database->outside(u"CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS "
                        "$$BEGIN PERFORM pg_sleep(100); RETURN NEW; END$$"_s);
    m_database->outside(what == u"commit"
                            ? u"CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON library_book DEFERRABLE "
                              "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()"_s
                            : u"CREATE TRIGGER wait BEFORE INSERT ON library_book FOR EACH ROW EXECUTE "
                              "FUNCTION wait()"_s);
    std::thread killer([&] { // when the statement waits
        const QString waiting = u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                                "datname = current_database() AND wait_event = 'PgSleep'"_s;
        while (m_database->outside(waiting).isEmpty())
            std::this_thread::yield();
    });
    std::optional<DatabaseError> error;
    Book book{.title = u"lost"_s};
    if (what == u"save") {
        error = book.save().error();
    } else {
        Transaction transaction;
        const auto saved = book.save();
        const auto committed = transaction.commit();
        error = saved ? committed.error() : saved.error();
        QVERIFY(!committed);
        m_database->forgetPosts();
    }
    killer.join();
    QCOMPARE(error->kind(), DatabaseError::Kind::ConnectionLost);
    if (what != u"commit") // of a failed COMMIT Qt's driver knows no more than that the connection is gone
        QCOMPARE(error->nativeCode(), u"57P01"_s);
    QVERIFY(!error->driverText().isEmpty());
    QCOMPARE(m_database->posts() + m_database->told(), QStringList());
    m_database->outside(u"DROP TRIGGER wait ON library_book"_s);
    QCOMPARE(m_database->titles(), QVariantList());
    m_database->verifyWorks();
}

QTEST_GUILESS_MAIN(TestLostConnection)
#include "tst_lostconnection.moc"
