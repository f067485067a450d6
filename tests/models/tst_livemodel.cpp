// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/livebooks.h"

#include <Signalbox/Transaction>

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;
using LiveBooks::listen;
using LiveBooks::titles;

/// Another model, of another shape.
class Shelf {
    Q_GADGET
    SIGNALBOX_MODEL(Shelf)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(double width MEMBER width)
    Q_PROPERTY(qint64 id MEMBER id)
public:
    double width = 0;
    qint64 id = 0;
};

class TestLiveModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void showsTheFieldsAsColumnsAndRoles();
    void loadsWhatIsThere();
    void followsEveryKindOfChange();
    void neighboursChangeTogether_data();
    void neighboursChangeTogether();
    void followsOtherThreads();
    void lateNewsChangesNothing_data();
    void lateNewsChangesNothing();
    void equalsTheDatabaseAfterThreadsWroteTheSameRows();
    void followsNoRollback();
    void followsItsDatabaseOnly();
    void anUnknownModelIsReported();
    void aModelOrDatabaseCanBeExchanged();
    void eventsBeforeTheLoadOfAnotherModelWaitForIt();
    void slotsOfTheModelMaySave();
    void equalsTheDatabaseAfterAnyChanges_data();
    void equalsTheDatabaseAfterAnyChanges();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestLiveModel::showsTheFieldsAsColumnsAndRoles()
{
    QVERIFY(Book({.title = u"Emma"_s, .year = 1815}).save());
    const LiveModel model(u"library.Book"_s);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.headerData(1, Qt::Horizontal), QVariant(u"title"_s));
    const auto roles = model.roleNames();
    QCOMPARE(roles.values().size(), 3);
    QCOMPARE(model.index(0, 0).data(roles.key("year")), QVariant(1815));
    QCOMPARE(model.index(0, 2).data(), QVariant(1815));
    QCOMPARE(model.index(0, 2).data(Qt::DecorationRole), QVariant());
    QCOMPARE(model.data(model.index(9, 9)), QVariant());
    QCOMPARE(model.get(0).value<Book>(), (Book{.id = 1, .title = u"Emma"_s, .year = 1815}));
    QCOMPARE(model.get(1), QVariant());
    QCOMPARE(model.get(-1), QVariant());
    QCOMPARE(model.indexOf(1), 0);
    QCOMPARE(model.indexOf(2), -1);
}

void TestLiveModel::loadsWhatIsThere()
{
    for (int i = 0; i < 3; ++i)
        QVERIFY(Book({.title = QString::number(i)}).save());
    const LiveModel model(u"library.Book"_s);
    QCOMPARE(titles(model), u"0 1 2"_s);
    QCOMPARE(model.error(), QString());
}

void TestLiveModel::followsEveryKindOfChange()
{
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy counts(&model, &LiveModel::countChanged);

    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    QTRY_COMPARE(titles(model), u"Emma"_s);
    book.title = u"Persuasion"_s;
    QVERIFY(book.save());
    QTRY_COMPARE(titles(model), u"Persuasion"_s);
    QVERIFY(Book({.id = 100, .title = u"last"_s}).save());
    QVERIFY(Book({.id = 50, .title = u"between"_s}).save());
    QTRY_COMPARE(titles(model), u"Persuasion between last"_s);
    QVERIFY(book.remove());
    QTRY_COMPARE(titles(model), u"between last"_s);
    QCOMPARE(resets.size(), 0);
    QVERIFY(counts.size() >= 3);
}

void TestLiveModel::neighboursChangeTogether_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QList<qint64>>("keys");
    QTest::addColumn<QString>("signalled");

    QTest::newRow("insert at the end") << u"save"_s << QList<qint64>({60, 61, 65}) << u"insert 5-7"_s;
    QTest::newRow("insert at the beginning") << u"save"_s << QList<qint64>({1, 2}) << u"insert 0-1"_s;
    QTest::newRow("insert in two places")
        << u"save"_s << QList<qint64>({11, 12, 31}) << u"insert 1-2, insert 5-5"_s;
    QTest::newRow("change neighbours") << u"save"_s << QList<qint64>({30, 20}) << u"change 1-2"_s;
    QTest::newRow("change others") << u"save"_s << QList<qint64>({10, 30, 40}) << u"change 0-0, change 2-3"_s;
    QTest::newRow("remove neighbours") << u"remove"_s << QList<qint64>({20, 30}) << u"remove 1-2"_s;
    QTest::newRow("remove others") << u"remove"_s << QList<qint64>({10, 30, 50})
                                   << u"remove 4-4, remove 2-2, remove 0-0"_s;
    QTest::newRow("change and insert") << u"save"_s << QList<qint64>({20, 25}) << u"change 1-1, insert 2-2"_s;
}

void TestLiveModel::neighboursChangeTogether()
{
    QFETCH(QString, change);
    QFETCH(QList<qint64>, keys);
    QFETCH(QString, signalled);
    for (qint64 key = 10; key <= 50; key += 10)
        QVERIFY(Book({.id = key}).save());
    LiveModel model(u"library.Book"_s);
    QStringList changes;
    listen(model, changes);
    for (const qint64 key : std::as_const(keys)) {
        Book book{.id = key, .title = u"new"_s};
        if (change == u"save")
            QVERIFY(book.save());
        else
            QVERIFY(book.remove());
    }
    QTRY_COMPARE(changes.join(u", "_s), signalled);
    QCOMPARE(model.rowCount(), m_database->titles().size());
}

void TestLiveModel::followsOtherThreads()
{
    LiveModel model(u"library.Book"_s);
    std::thread thread([] {
        Transaction transaction;
        for (int i = 0; i < 2000; ++i)
            QVERIFY(Book({.title = QString::number(i)}).save());
        QVERIFY(transaction.commit());
    });
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2000, 30000);
    thread.join();
    QCOMPARE(titles(model).section(u' ', -1), u"1999"_s);
}

// Two threads wrote one row; their events arrive in the other order.
void TestLiveModel::lateNewsChangesNothing_data()
{
    QTest::addColumn<QString>("news"); // event and revision, in the order of their arrival
    QTest::addColumn<bool>("inOneBatch");
    QTest::addColumn<QString>("shown");
    for (const bool inOneBatch : {true, false}) {
        const char *how = inOneBatch ? "in one batch" : "one by one";
        QTest::addRow("in order, %s", how) << u"save 1, save 2"_s << inOneBatch << u"save 2"_s;
        QTest::addRow("save late, %s", how) << u"save 2, save 1"_s << inOneBatch << u"save 2"_s;
        QTest::addRow("save after delete late, %s", how) << u"delete 2, save 1"_s << inOneBatch << u""_s;
        QTest::addRow("delete late, %s", how) << u"save 2, delete 1"_s << inOneBatch << u"save 2"_s;
        QTest::addRow("saved again, %s", how) << u"delete 2, save 3"_s << inOneBatch << u"save 3"_s;
    }
}

void TestLiveModel::lateNewsChangesNothing()
{
    QFETCH(QString, news);
    QFETCH(bool, inOneBatch);
    QFETCH(QString, shown);
    LiveModel model(u"library.Book"_s);
    const auto settle = [&] {
        QVERIFY(Book({.id = 99, .title = u"settled"_s}).save());
        QTRY_VERIFY(model.indexOf(99) >= 0);
        QVERIFY(Book({.id = 99}).remove());
        QTRY_VERIFY(model.indexOf(99) < 0);
    };
    for (const QString &one : news.split(u", "_s)) {
        Book book{.id = 7, .title = one};
        // Far beyond the revisions that real saves get here.
        const quint64 revision = 1'000'000 + one.section(u' ', 1).toULongLong();
        const ModelEvent event{Instance(ModelInfo::of<Book>(), &book), u"default"_s, revision};
        if (one.startsWith(u"save"))
            postSave().send(Sender::of<Book>(), PostSave{event, false});
        else
            postDelete().send(Sender::of<Book>(), PostDelete{event});
        if (!inOneBatch)
            settle();
    }
    settle();
    QCOMPARE(titles(model), shown);
}

void TestLiveModel::equalsTheDatabaseAfterThreadsWroteTheSameRows()
{
    constexpr int writers = 4;
    constexpr int writes = 60;
    LiveModel model(u"library.Book"_s);
    std::vector<std::thread> threads;
    for (quint32 w = 0; w < writers; ++w) {
        threads.emplace_back([w] {
            QRandomGenerator random(w);
            for (int i = 0; i < writes; ++i) {
                Book book{.id = random.bounded(1, 4), .title = u"%1 of %2"_s.arg(i).arg(w)};
                if (random.bounded(4) == 0) {
                    QVERIFY(book.remove());
                    continue;
                }
                // Of two that insert the same row at once, which SQLite doesn't let them, one can't.
                const auto saved = book.save();
                QVERIFY(saved || saved.error().kind() == DatabaseError::Kind::ConstraintViolated);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const LiveModel fresh(u"library.Book"_s);
    QTRY_COMPARE(titles(model), titles(fresh));
}

void TestLiveModel::followsNoRollback()
{
    LiveModel model(u"library.Book"_s);
    {
        Transaction transaction;
        QVERIFY(Book({.title = u"rolled back"_s}).save());
        QCoreApplication::processEvents();
        QCOMPARE(model.rowCount(), 0);
    }
    QVERIFY(Book({.title = u"kept"_s}).save());
    QTRY_COMPARE(titles(model), u"kept"_s);
}

void TestLiveModel::followsItsDatabaseOnly()
{
    LiveModel model(u"library.Book"_s);
    const QTemporaryDir directory;
    Database::configure(u"archive"_s, {.databaseName = directory.filePath(u"archive.sqlite"_s)});
    QVERIFY(Signalbox::syncdb<Book>(u"archive"_s));
    QVERIFY(Book({.title = u"elsewhere"_s}).save(u"archive"_s));
    QVERIFY(Book({.title = u"here"_s}).save());
    QTRY_COMPARE(titles(model), u"here"_s);
    const LiveModel archive(u"library.Book"_s, u"archive"_s);
    QCOMPARE(titles(archive), u"elsewhere"_s);
}

void TestLiveModel::anUnknownModelIsReported()
{
    LiveModel model;
    QCOMPARE(model.columnCount(), 0);
    QCOMPARE(model.roleNames().size(), 0);
    QSignalSpy errors(&model, &LiveModel::errorChanged);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no model \"library.Nothing\""_s));
    model.setModel(u"library.Nothing"_s);
    QTRY_COMPARE(errors.size(), 1);
    QVERIFY(model.error().contains(u"library.Nothing"_s));
    model.setModel(u"library.Book"_s);
    QTRY_COMPARE(model.error(), QString());
}

void TestLiveModel::aModelOrDatabaseCanBeExchanged()
{
    QVERIFY(Book({.title = u"Emma"_s}).save());
    LiveModel model;
    QCOMPARE(model.rowCount(), 0);
    model.setModel(u"library.Book"_s);
    QTRY_COMPARE(model.rowCount(), 1);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no database \"unknown\""_s));
    model.setDatabase(u"unknown"_s);
    QTRY_COMPARE(model.rowCount(), 0);
    model.setDatabase(u"default"_s);
    QTRY_COMPARE(model.rowCount(), 1);
    model.setModel({});
    QTRY_COMPARE(model.rowCount(), 0);
    QCOMPARE(model.error(), QString());
}

// The rows are still those of the first model, the events are of the second.
void TestLiveModel::eventsBeforeTheLoadOfAnotherModelWaitForIt()
{
    QVERIFY(Signalbox::syncdb<Shelf>());
    QVERIFY(Book({.title = u"Emma"_s}).save());
    LiveModel model(u"library.Book"_s);
    QVERIFY(Book({.title = u"pending"_s}).save());
    model.setModel(u"library.Shelf"_s);
    Transaction transaction;
    for (int i = 0; i < LiveModel::maximumBatch(); ++i)
        QVERIFY(Shelf({.width = 1.5}).save());
    QVERIFY(transaction.commit());
    QCOMPARE(titles(model), u"Emma"_s);
    QTRY_COMPARE(model.rowCount(), LiveModel::maximumBatch());
    QCOMPARE(model.index(0, 0).data(), QVariant(1.5));
}

// Even a whole batch, in the middle of an insertion, and even if they run an event loop.
void TestLiveModel::slotsOfTheModelMaySave()
{
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    bool saved = false;
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, [&] {
        if (std::exchange(saved, true))
            return;
        Transaction transaction;
        for (int i = 0; i < LiveModel::maximumBatch() + 1; ++i)
            QVERIFY(Book({.title = QString::number(i)}).save());
        QVERIFY(transaction.commit());
        QCoreApplication::processEvents();
    });
    QVERIFY(Book({.title = u"first"_s}).save());
    QTRY_COMPARE(model.rowCount(), LiveModel::maximumBatch() + 2);
    const LiveModel fresh(u"library.Book"_s);
    QCOMPARE(titles(model), titles(fresh));
}

void TestLiveModel::equalsTheDatabaseAfterAnyChanges_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 10; ++seed)
        QTest::newRow(qPrintable(u"seed %1"_s.arg(seed))) << seed;
}

void TestLiveModel::equalsTheDatabaseAfterAnyChanges()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int step = 0; step < 300; ++step) {
        Book book{.id = random.bounded(1, 60), .title = QString::number(step)};
        if (random.bounded(3) == 0)
            QVERIFY(book.remove());
        else
            QVERIFY(book.save());
        if (random.bounded(20) == 0)
            QCoreApplication::processEvents();
    }
    const LiveModel fresh(u"library.Book"_s);
    QTRY_COMPARE(titles(model), titles(fresh));
    for (int row = 0; row < fresh.rowCount(); ++row)
        QCOMPARE(model.get(row).value<Book>(), fresh.get(row).value<Book>());
}

QTEST_GUILESS_MAIN(TestLiveModel)
#include "tst_livemodel.moc"
