// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "conformance/librarydatabase.h"
#include "conformance/librarymodels.h"

#include <QTest>

#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
    #include <pthread.h>
#endif

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// When onCommit() calls back.
class TestOnCommit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_database = std::make_unique<LibraryDatabase>(); }
    void init() { m_database->clear(); }
    void cleanupTestCase() { m_database.reset(); }

    void whoIsCalledWhen_data();
    void whoIsCalledWhen();
    void aFailedCommitDropsThem();
    void anErrorEndsTheCalling();
    void anErrorOfARobustOneIsLogged_data();
    void anErrorOfARobustOneIsLogged();
    void aThreadMayEndInOne_data();
    void aThreadMayEndInOne();
    void outsideOfATransactionTheErrorGoesToTheCaller();
    void theDataIsThereAndNoTransactionOpen();
    void oneOfACallbackIsCalledAtOnce();
    void aCallbackMayOpenATransaction();
    void nothingIsRefused();
    void eachDatabaseHasItsOwn();
    void eachThreadHasItsOwn();
    void ofReceivers_data();
    void ofReceivers();

private:
    std::unique_ptr<LibraryDatabase> m_database;
};

void TestOnCommit::whoIsCalledWhen_data()
{
    QTest::addColumn<QString>("script"); // ( begin, ) commit, ! roll back, * fails a statement, a-z register
    QTest::addColumn<QString>("called"); // with | after each step that ends the outermost transaction
    QTest::newRow("no transaction") << u"ab"_s << u"ab"_s;
    QTest::newRow("commit") << u"(ab)c"_s << u"ab|c"_s;
    QTest::newRow("rollback") << u"(ab!c"_s << u"|c"_s;
    QTest::newRow("the same twice") << u"(aa)"_s << u"aa|"_s;
    QTest::newRow("inner commit") << u"(a(b)c)"_s << u"abc|"_s;
    QTest::newRow("inner rollback") << u"(a(b!c)"_s << u"ac|"_s;
    QTest::newRow("committed in a rolled back one") << u"(a(b(c)d!e)"_s << u"ae|"_s;
    QTest::newRow("a later transaction") << u"(a!(b)"_s << u"|b|"_s;
    QTest::newRow("after a failure") << u"(a*b)(c)"_s << u"|c|"_s;
    QTest::newRow("a failure inside") << u"(a(b*c)d)"_s << u"ad|"_s;
}

void TestOnCommit::whoIsCalledWhen()
{
    QFETCH(QString, script);
    QFETCH(QString, called);
    QString calls;
    std::vector<std::unique_ptr<Transaction>> open;
    QVERIFY(Tag({.name = u"there"_s}).save());
    for (const QChar step : script) {
        if (step == u'(') {
            open.push_back(std::make_unique<Transaction>());
        } else if (step == u')' || step == u'!') {
            if (step == u')')
                static_cast<void>(bool(open.back()->commit())); // false after a failure
            open.pop_back();
            if (open.empty())
                calls += u'|';
        } else if (step == u'*') {
            QVERIFY(!Tag({.name = u"there"_s}).save());
        } else {
            onCommit([&calls, step] { calls += step; });
        }
    }
    QCOMPARE(calls, called);
}

void TestOnCommit::aFailedCommitDropsThem()
{
    int calls = 0;
    Transaction transaction;
    onCommit([&] { ++calls; });
    QVERIFY(Chapter({.book = 99}).save()); // there is no such book, which the commit finds out
    onCommit([&] { ++calls; });
    QCOMPARE(transaction.commit().error().kind(), DatabaseError::Kind::ConstraintViolated);
    Transaction next;
    QVERIFY(next.commit());
    QCOMPARE(calls, 0);
}

void TestOnCommit::anErrorEndsTheCalling()
{
    QString calls;
    Transaction transaction;
    QVERIFY(Tag({.name = u"kept"_s}).save());
    onCommit([&] { calls += u'a'; });
    onCommit([&] { throw std::runtime_error("b"); });
    onCommit([&] { calls += u'c'; });
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(bool(transaction.commit())));
    QCOMPARE(calls, u"a"_s);
    QCOMPARE(*Tag::objects().count(), 1);
    Transaction next;
    QVERIFY(next.commit());
    QCOMPARE(calls, u"a"_s); // c is gone for good
}

void TestOnCommit::anErrorOfARobustOneIsLogged_data()
{
    QTest::addColumn<bool>("inTransaction");
    QTest::addColumn<QString>("when");
    QTest::newRow("in a transaction") << true << u"when the transaction was committed"_s;
    QTest::newRow("outside") << false << u"outside of a transaction"_s;
}

void TestOnCommit::anErrorOfARobustOneIsLogged()
{
    QFETCH(bool, inTransaction);
    QFETCH(QString, when);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(when));
    QString calls;
    std::optional<Transaction> transaction;
    if (inTransaction)
        transaction.emplace();
    onCommit([] { throw std::runtime_error("no"); }, {.robust = true});
    onCommit([&] { calls += u'b'; });
    if (transaction)
        QVERIFY(transaction->commit());
    QCOMPARE(calls, u"b"_s);
}

void TestOnCommit::aThreadMayEndInOne_data()
{
    QTest::addColumn<bool>("robust");
    QTest::addColumn<bool>("inTransaction");
    QTest::newRow("at the commit") << false << true;
    QTest::newRow("at the commit, robust") << true << true;
    QTest::newRow("at once") << false << false;
    QTest::newRow("at once, robust") << true << false;
}

// What glibc unwinds the stack with is no error of the callback.
void TestOnCommit::aThreadMayEndInOne()
{
#ifdef Q_OS_LINUX
    QFETCH(bool, robust);
    QFETCH(bool, inTransaction);
    bool goesOn = false;
    std::thread([&] {
        std::optional<Transaction> transaction;
        if (inTransaction)
            transaction.emplace();
        onCommit([] { pthread_exit(nullptr); }, {.robust = robust});
        if (transaction)
            static_cast<void>(bool(transaction->commit()));
        goesOn = true;
    }).join();
    QVERIFY(!goesOn);
#else
    QSKIP("pthread_exit() unwinds the stack with glibc");
#endif
}

void TestOnCommit::outsideOfATransactionTheErrorGoesToTheCaller()
{
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, onCommit([] { throw std::runtime_error("no"); }));
}

void TestOnCommit::theDataIsThereAndNoTransactionOpen()
{
    qint64 count = 0;
    QString calls;
    Transaction transaction;
    QVERIFY(Tag({.name = u"new"_s}).save());
    onCommit([&] {
        count = *Tag::objects().count();
        QVERIFY(Tag({.name = u"by a callback"_s}).save());
        throw std::runtime_error("too late to undo it");
    });
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(bool(transaction.commit())));
    QCOMPARE(count, 1);
    QCOMPARE(*Tag::objects().count(), 2);
}

void TestOnCommit::oneOfACallbackIsCalledAtOnce()
{
    QString calls;
    Transaction transaction;
    onCommit([&] {
        onCommit([&] { calls += u"inner "_s; });
        calls += u"a "_s;
    });
    onCommit([&] { calls += u"b"_s; });
    QVERIFY(transaction.commit());
    QCOMPARE(calls, u"inner a b"_s);
}

void TestOnCommit::aCallbackMayOpenATransaction()
{
    QString calls;
    Transaction transaction;
    onCommit([&] {
        Transaction another;
        onCommit([&] { calls += u"inner "_s; });
        calls += u"before "_s;
        QVERIFY(another.commit());
        calls += u"after "_s;
    });
    onCommit([&] { calls += u"b"_s; });
    QVERIFY(transaction.commit());
    QCOMPARE(calls, u"before inner after b"_s);
}

void TestOnCommit::nothingIsRefused()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"onCommit\\(\\): the function is empty"_s));
    onCommit({});
}

void TestOnCommit::eachDatabaseHasItsOwn()
{
    QTemporaryDir directory;
    Database::configure(u"other"_s, {.databaseName = directory.filePath(u"other.sqlite"_s)});
    QString calls;
    {
        Transaction transaction;
        onCommit([&] { calls += u"other "_s; }, {.database = u"other"_s});
        onCommit([&] { calls += u"default "_s; });
        Transaction other(u"other"_s);
        onCommit([&] { calls += u"rolled back "_s; }, {.database = u"other"_s});
        other.rollback();
        QVERIFY(transaction.commit());
    }
    QCOMPARE(calls, u"other default "_s);
    Database::closeThreadConnections();
}

void TestOnCommit::eachThreadHasItsOwn()
{
    int calls = 0;
    Transaction transaction;
    std::thread([&] { onCommit([&] { ++calls; }); }).join();
    QCOMPARE(calls, 1);
    QVERIFY(transaction.commit());
}

void TestOnCommit::ofReceivers_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QStringList>("notes");
    QTest::newRow("save") << u"save"_s
                          << QStringList({u"pre_save calls"_s, u"pre_save"_s, u"post_save calls"_s,
                                          u"post_save"_s, u"returned"_s});
    QTest::newRow("remove") << u"remove"_s
                            << QStringList({u"pre_delete"_s, u"post_delete"_s, u"pre_delete calls"_s,
                                            u"post_delete calls"_s, u"returned"_s});
}

// Outside of a transaction: a save has none of its own while it sends, a removal has.
void TestOnCommit::ofReceivers()
{
    QFETCH(QString, operation);
    QFETCH(QStringList, notes);
    Tag tag{.name = u"old"_s};
    QVERIFY(tag.save());
    QStringList noted;
    std::vector<ScopedConnection> connections;
    const auto callBack = [&](const QString &signal) {
        onCommit([&, signal] { noted << signal + (tag.id ? u" calls"_s : u" calls without a key"_s); });
        noted << signal;
    };
    connections.emplace_back(preSave().connect([&] { callBack(u"pre_save"_s); }));
    connections.emplace_back(postSave().connect([&] { callBack(u"post_save"_s); }));
    connections.emplace_back(preDelete().connect([&] { callBack(u"pre_delete"_s); }));
    connections.emplace_back(postDelete().connect([&] { callBack(u"post_delete"_s); }));
    if (operation == u"save")
        QVERIFY(tag.save());
    else
        QVERIFY(tag.remove());
    noted << u"returned"_s;
    QCOMPARE(noted, notes);
}

QTEST_GUILESS_MAIN(TestOnCommit)
#include "tst_oncommit.moc"
