// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/library.h"

#include <Signalbox/Transaction>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

class TestTransaction : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void otherThreadsAreToldAfterTheCommit();
    void whoIsToldWhen_data();
    void whoIsToldWhen();
    void endsAsItsScopeEnds_data();
    void endsAsItsScopeEnds();
    void endingTwiceIsAnError();
    void innerTransactionsEndFirst();
    void aFailedCommitRollsBack();
    void aReceiverMayEndTheTransaction();
    void whatIsDroppedMayUseTheDatabase();
    void anAfterCommitReceiverMaySave();
    void eventsOfManyThreadsArriveOnceAndReadable();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestTransaction::otherThreadsAreToldAfterTheCommit()
{
    EventThread thread;
    QObject context;
    context.moveToThread(thread.get());
    QStringList heard; // written in the thread
    postSave().connect<Book>(&context, [&](const Book &book) {
        const auto row = Book::get(book.id); // on the thread's own connection
        heard << (row ? row->title : row.error().text());
    });
    {
        Transaction transaction;
        Book book{.title = u"Emma"_s};
        QVERIFY(book.save());
        thread.run([&] { QCOMPARE(heard, QStringList()); });
        QVERIFY(transaction.commit());
        thread.run([&] { QCOMPARE(heard, QStringList({u"Emma"_s})); });
    }
    {
        Transaction transaction;
        QVERIFY(Book({.title = u"rolled back"_s}).save());
    }
    QVERIFY(Book({.title = u"outside"_s}).save());
    thread.run([&] { QCOMPARE(heard, QStringList({u"Emma"_s, u"outside"_s})); });
    thread.stop();
}

void TestTransaction::whoIsToldWhen_data()
{
    QTest::addColumn<QString>("script"); // ( begin, ) commit, ! roll back, a-z save
    QTest::addColumn<QString>("direct");
    QTest::addColumn<QString>("afterCommit"); // with | where the outermost transaction ends
    QTest::addColumn<QString>("saved");

    QTest::newRow("no transaction") << u"a"_s << u"a"_s << u"a"_s << u"a"_s;
    QTest::newRow("commit") << u"(ab)"_s << u"ab"_s << u"|ab"_s << u"ab"_s;
    QTest::newRow("rollback") << u"(ab!"_s << u"ab"_s << u"|"_s << u""_s;
    QTest::newRow("inner commit") << u"(a(b)c)"_s << u"abc"_s << u"|abc"_s << u"abc"_s;
    QTest::newRow("inner rollback") << u"(a(b!c)"_s << u"abc"_s << u"|ac"_s << u"ac"_s;
    QTest::newRow("outer rollback") << u"(a(b)c!"_s << u"abc"_s << u"|"_s << u""_s;
    QTest::newRow("committed inside rolled back inside committed")
        << u"(a(b(c)d!e(f)g)"_s << u"abcdefg"_s << u"|aefg"_s << u"aefg"_s;
    QTest::newRow("one after the other") << u"(a)b(c!(d)"_s << u"abcd"_s << u"|ab||d"_s << u"abd"_s;
}

void TestTransaction::whoIsToldWhen()
{
    QFETCH(QString, script);
    QFETCH(QString, direct);
    QFETCH(QString, afterCommit);
    QFETCH(QString, saved);

    QString directly;
    QString later;
    QString queued;
    const ScopedConnection a = postSave().connect<Book>([&](const Book &book) { directly += book.title; });
    const ScopedConnection b = postSave().connect<Book>([&](const Book &book) { later += book.title; },
                                                        {.phase = Phase::AfterCommit});
    const ScopedConnection c = postSave().connect<Book>(this, [&](const Book &book) { queued += book.title; },
                                                        {.type = Qt::QueuedConnection});
    std::vector<std::unique_ptr<Transaction>> open;
    for (const QChar step : script) {
        if (step == u'(') {
            open.push_back(std::make_unique<Transaction>());
            QVERIFY(open.back()->isActive());
        } else if (step == u')' || step == u'!') {
            if (open.size() == 1)
                later += u'|';
            if (step == u')')
                QVERIFY(open.back()->commit());
            open.pop_back();
        } else {
            QVERIFY(Book({.title = step}).save());
        }
    }
    QCOMPARE(directly, direct);
    QCOMPARE(later, afterCommit);
    QString titles;
    for (const QVariant &title : m_database->titles())
        titles += title.toString();
    QCOMPARE(titles, saved);
    bool passed = false;
    QMetaObject::invokeMethod(
        this, [&] { passed = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(passed);
    QCOMPARE(queued, saved);
}

void TestTransaction::endsAsItsScopeEnds_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<QVariantList>("titles");
    QTest::newRow("commit") << u"commit"_s << QVariantList({u"Emma"_s});
    QTest::newRow("rollback") << u"rollback"_s << QVariantList();
    QTest::newRow("early return") << u"return"_s << QVariantList();
    QTest::newRow("exception") << u"throw"_s << QVariantList();
}

void TestTransaction::endsAsItsScopeEnds()
{
    QFETCH(QString, end);
    QFETCH(QVariantList, titles);
    try {
        [&] {
            Transaction transaction;
            QVERIFY(Book({.title = u"Emma"_s}).save());
            if (end == u"return")
                return;
            if (end == u"throw")
                throw std::runtime_error("out");
            if (end == u"commit")
                QVERIFY(transaction.commit());
            else
                transaction.rollback();
            QVERIFY(!transaction.isActive());
        }();
    } catch (const std::runtime_error &) { }
    QCOMPARE(m_database->titles(), titles);
}

void TestTransaction::endingTwiceIsAnError()
{
    Transaction transaction;
    QVERIFY(transaction.commit());
    QVERIFY(!transaction.commit());
    transaction.rollback();
    QVERIFY(Book({.title = u"Emma"_s}).save());
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s}));
    Transaction unknown(u"unknown"_s);
    QVERIFY(!unknown.isActive());
    QCOMPARE(unknown.commit().error().kind(), DatabaseError::Kind::NotConfigured);
}

void TestTransaction::innerTransactionsEndFirst()
{
    Transaction outer;
    Transaction inner;
    QVERIFY(Book({.title = u"Emma"_s}).save());
    QVERIFY(!outer.commit());
    QVERIFY(outer.isActive());
    outer.rollback(); // takes the inner one along
    QVERIFY(!inner.commit());
    QCOMPARE(m_database->titles(), QVariantList());
}

void TestTransaction::aFailedCommitRollsBack()
{
    // A deferred foreign key is what SQLite looks at in COMMIT only.
    m_database->outside(u"CREATE TABLE shelf (id integer PRIMARY KEY)"_s);
    m_database->outside(u"CREATE TABLE place (book integer, shelf integer REFERENCES shelf (id) "
                        "DEFERRABLE INITIALLY DEFERRED)"_s);
    int told = 0;
    const ScopedConnection connection = postSave().connect([&] { ++told; }, {.phase = Phase::AfterCommit});
    Transaction transaction;
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    QVERIFY(QSqlQuery(*Database::connection()).exec(u"INSERT INTO place VALUES (1, 99)"_s));
    const auto committed = transaction.commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind(), DatabaseError::Kind::ConstraintViolated);
    QVERIFY(!transaction.isActive());
    QCOMPARE(told, 0);
    QCOMPARE(m_database->titles(), QVariantList());
    QVERIFY(Book({.title = u"next"_s}).save());
    QCOMPARE(told, 1);
}

// What was to wait for the commit is then delivered at once, and not with some later transaction.
void TestTransaction::aReceiverMayEndTheTransaction()
{
    auto transaction = std::make_unique<Transaction>();
    QStringList told;
    const ScopedConnection before =
        postSave().connect([&] { told << u"before"_s; }, {.phase = Phase::AfterCommit});
    const ScopedConnection ending = postSave().connect([&] { QVERIFY(transaction->commit()); });
    const ScopedConnection after =
        postSave().connect([&] { told << u"after"_s; }, {.phase = Phase::AfterCommit});
    QVERIFY(Book({.title = u"Emma"_s}).save());
    QCOMPARE(told, QStringList({u"before"_s, u"after"_s}));
}

// A rollback lets go of callables, whose destructors are user code and may save.
void TestTransaction::whatIsDroppedMayUseTheDatabase()
{
    struct Saver {
        Saver() = default;
        Saver(Saver &&other) noexcept : active(std::exchange(other.active, false)) { }
        ~Saver()
        {
            if (active)
                QVERIFY(Book({.title = u"saved by a destructor"_s}).save());
        }
        void operator()() const { }
        bool active = true;
    };
    int told = 0;
    const ScopedConnection counting = postSave().connect([&] { ++told; }, {.phase = Phase::AfterCommit});
    {
        Transaction outer;
        {
            Transaction inner;
            for (int i = 0; i < 5; ++i) {
                const ScopedConnection brief = postSave().connect(Saver(), {.phase = Phase::AfterCommit});
                QVERIFY(Book({.title = u"rolled back"_s}).save());
            }
        }
        QVERIFY(outer.commit());
    }
    QCOMPARE(m_database->titles(), QVariantList(5, u"saved by a destructor"_s));
    QCOMPARE(told, 5);
}

void TestTransaction::anAfterCommitReceiverMaySave()
{
    QStringList told;
    const ScopedConnection connection = postSave().connect<Book>(
        [&](const Book &book) {
            told << book.title;
            if (book.title.size() < 3) {
                Transaction inner;
                QVERIFY(Book({.title = book.title + u'+'}).save());
                QVERIFY(inner.commit());
            }
        },
        {.phase = Phase::AfterCommit});
    Transaction transaction;
    QVERIFY(Book({.title = u"a"_s}).save());
    QVERIFY(transaction.commit());
    QCOMPARE(told, QStringList({u"a"_s, u"a+"_s, u"a++"_s}));
    QCOMPARE(m_database->titles().size(), 3);
}

void TestTransaction::eventsOfManyThreadsArriveOnceAndReadable()
{
    constexpr int writers = 3;
    constexpr int batches = 10;
    constexpr int perBatch = 20;
    QHash<qint64, int> heard; // key, times
    int unreadable = 0;
    QObject context;
    postSave().connect<Book>(&context, [&](const Book &book) {
        ++heard[book.id];
        unreadable += Book::get(book.id) ? 0 : 1;
    });
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int w = 0; w < writers; ++w) {
        threads.emplace_back([&] {
            for (int batch = 0; batch < batches; ++batch) {
                Transaction transaction;
                for (int i = 0; i < perBatch; ++i)
                    failures += Book({.title = u"x"_s}).save() ? 0 : 1;
                if (batch % 2 == 0)
                    failures += transaction.commit() ? 0 : 1;
            }
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(heard.size(), writers * batches / 2 * perBatch, 60000);
    for (std::thread &thread : threads)
        thread.join();
    QCoreApplication::processEvents();
    QCOMPARE(failures.load(), 0);
    QCOMPARE(unreadable, 0);
    QCOMPARE(heard.size(), m_database->titles().size());
    for (const int times : std::as_const(heard))
        QCOMPARE(times, 1);
}

QTEST_GUILESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
