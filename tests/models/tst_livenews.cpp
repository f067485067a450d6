// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/livebooks.h"

#include <Signalbox/ModelEmitter>

#include <QAbstractItemModelTester>
#include <QPointer>
#include <QSignalSpy>
#include <QTimer>

using namespace Signalbox;
using namespace Qt::StringLiterals;

using LiveBooks::fill;
using LiveBooks::queried;
using LiveBooks::titles;

/// What a LiveModel does with news, when it waits, and what its slots may do.
class TestLiveNews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void bulkOperationsAreFollowed_data();
    void bulkOperationsAreFollowed();
    void unsavedFieldsAreNotShown();
    void oldNewsAfterTheLoadIsReadAgain_data();
    void oldNewsAfterTheLoadIsReadAgain();
    void aTransactionOfItsThreadIsWaitedFor_data();
    void aTransactionOfItsThreadIsWaitedFor();
    void itIsLoadingUntilTheRowsAreThose();
    void aSlotMayDestroyIt_data();
    void aSlotMayDestroyIt();
    void aSlotMaySetProperties();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestLiveNews::bulkOperationsAreFollowed_data()
{
    QTest::addColumn<Adjustment>("query");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("shown");
    const Change create = [] {
        QList<Book> books{{.title = u"x"_s, .year = 15}, {.title = u"y"_s, .year = 99}};
        QVERIFY(Book::bulkCreate(books, {.signal = true}));
    };
    const Change update = [] {
        QVERIFY(Book::objects().filter(u"year__lte", 20).update({{u"year"_s, 77}}, {.signal = true}));
    };
    QTest::newRow("create") << queried({}, {u"year"_s}) << create << u"a x b c y"_s;
    QTest::newRow("create, filtered") << queried({{u"year__lt"_s, 30}}) << create << u"a b x"_s;
    QTest::newRow("create, limited") << queried({}, {u"year"_s}, 3) << create << u"a x b"_s;
    QTest::newRow("update") << queried({}, {u"year"_s}) << update << u"c a b"_s;
    QTest::newRow("update, filtered") << queried({{u"year__lt"_s, 40}}) << update << u"c"_s;
    QTest::newRow("update, limited") << queried({}, {u"year"_s}, 1) << update << u"c"_s;
}

void TestLiveNews::bulkOperationsAreFollowed()
{
    QFETCH(Adjustment, query);
    QFETCH(Change, change);
    QFETCH(QString, shown);
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    query(model);
    QTRY_VERIFY(!model.isLoading());
    change();
    QTRY_COMPARE(titles(model), shown);
}

// An instance that saves some fields may hold anything in the others.
void TestLiveNews::unsavedFieldsAreNotShown()
{
    fill(u"a 10, b 20"_s);
    LiveModel model(u"library.Book"_s);
    Book book{.id = 1, .title = u"not saved"_s, .year = 11};
    QVERIFY(book.save(SaveOptions{.updateFields = QStringList{u"year"_s}}));
    QTRY_COMPARE(model.index(0, 2).data(), QVariant(11));
    QCOMPARE(titles(model), u"a b"_s);
}

// Another thread committed, and then the rows were loaded, before its event came.
void TestLiveNews::oldNewsAfterTheLoadIsReadAgain_data()
{
    QTest::addColumn<QString>("sql"); // what happened after the event, and before the load
    QTest::addColumn<bool>("isDeletion");
    QTest::addColumn<QString>("shown");
    QTest::newRow("saved, and saved again")
        << u"UPDATE library_book SET title = 'new'"_s << false << u"new"_s;
    QTest::newRow("saved, and deleted") << u"DELETE FROM library_book"_s << false << u""_s;
    QTest::newRow("deleted, and saved again")
        << u"UPDATE library_book SET title = 'new'"_s << true << u"new"_s;
    QTest::newRow("saved, and so it is")
        << u"UPDATE library_book SET title = 'event'"_s << false << u"event"_s;
    QTest::newRow("saved, and out of the filter") << u"UPDATE library_book SET year = 99"_s << false << u""_s;
}

void TestLiveNews::oldNewsAfterTheLoadIsReadAgain()
{
    QFETCH(QString, sql);
    QFETCH(bool, isDeletion);
    QFETCH(QString, shown);
    fill(u"old 1"_s);
    const quint64 revision = ModelEmitter::nextRevision(); // of an event that is under way
    m_database->outside(sql);
    LiveModel model;
    model.setFilter({{u"year__lt"_s, 50}});
    model.setModel(u"library.Book"_s);
    QTRY_VERIFY(!model.isLoading());
    Book book{.id = 1, .title = u"event"_s, .year = 1};
    const ModelEmitter emitter(ModelInfo::of<Book>());
    if (isDeletion)
        emitter.postDelete(&book, {}, revision);
    else
        emitter.postSave(&book, false, {}, revision, {});
    QCoreApplication::processEvents();
    QCOMPARE(titles(model), shown);
}

void TestLiveNews::aTransactionOfItsThreadIsWaitedFor_data()
{
    QTest::addColumn<bool>("commits");
    QTest::newRow("until its commit") << true;
    QTest::newRow("until its rollback") << false;
}

void TestLiveNews::aTransactionOfItsThreadIsWaitedFor()
{
    QFETCH(bool, commits);
    fill(u"a 1"_s);
    Transaction transaction;
    fill(u"b 2"_s);
    LiveModel model(u"library.Book"_s);
    QVERIFY(model.isLoading());
    QSignalSpy attempts(model.findChild<QTimer *>(), &QTimer::timeout);
    QVERIFY(attempts.wait());
    QVERIFY(attempts.wait());
    QCOMPARE(titles(model), u""_s);
    if (commits)
        QVERIFY(transaction.commit());
    else
        transaction.rollback();
    QTRY_COMPARE(titles(model), commits ? u"a b"_s : u"a"_s);
    QVERIFY(!model.isLoading());
}

void TestLiveNews::itIsLoadingUntilTheRowsAreThose()
{
    fill(u"a 1, b 2"_s);
    LiveModel model;
    QStringList states;
    connect(&model, &LiveModel::loadingChanged, this,
            [&] { states << u"%1 %2"_s.arg(model.isLoading()).arg(titles(model)); });
    model.setModel(u"library.Book"_s);
    model.setFilter({{u"title"_s, u"b"_s}});
    QTRY_COMPARE(states.join(u", "_s), u"1 , 0 b"_s);
    states.clear();
    model.setFilter({});
    QTRY_COMPARE(states.join(u", "_s), u"1 b, 0 a b"_s);
}

void TestLiveNews::aSlotMayDestroyIt_data()
{
    QTest::addColumn<QString>("slot");
    for (const char *slot :
         {"inserted", "removed", "changed", "moved", "count", "layout", "reset", "loading"})
        QTest::newRow(slot) << QString::fromLatin1(slot);
}

void TestLiveNews::aSlotMayDestroyIt()
{
    QFETCH(QString, slot);
    fill(u"a 1, b 2, c 3, d 4, e 5"_s);
    auto *model = new LiveModel(u"library.Book"_s);
    model->setOrderBy({u"year"_s});
    QTRY_VERIFY(!model->isLoading());
    const QPointer<LiveModel> alive(model);
    const auto destroy = [model] { delete model; };
    if (slot == u"inserted")
        connect(model, &QAbstractItemModel::rowsInserted, model, destroy);
    else if (slot == u"removed")
        connect(model, &QAbstractItemModel::rowsRemoved, model, destroy);
    else if (slot == u"changed")
        connect(model, &QAbstractItemModel::dataChanged, model, destroy);
    else if (slot == u"moved")
        connect(model, &QAbstractItemModel::rowsMoved, model, destroy);
    else if (slot == u"count")
        connect(model, &LiveModel::countChanged, model, destroy);
    else if (slot == u"layout")
        connect(model, &QAbstractItemModel::layoutChanged, model, destroy);
    else if (slot == u"reset")
        connect(model, &QAbstractItemModel::modelReset, model, destroy);
    else
        connect(model, &LiveModel::loadingChanged, model, destroy);
    {
        Transaction transaction;
        QVERIFY(Book({.id = 2}).remove());
        QVERIFY(Book({.id = 1, .title = u"x"_s, .year = 9}).save());
        for (int i = 0; i < 100; ++i)
            QVERIFY(Book({.title = u"y"_s, .year = -i}).save());
        QVERIFY(transaction.commit());
    }
    if (slot == u"layout" || slot == u"loading") {
        QTRY_COMPARE(model->rowCount(), 104);
        model->setOrderBy({u"-year"_s});
    } else if (slot == u"reset") {
        model->setColumns({u"title"_s});
    }
    QTRY_VERIFY(!alive);
}

void TestLiveNews::aSlotMaySetProperties()
{
    fill(u"a 1, b 2, c 3"_s);
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, [&] {
        model.setFilter({{u"year__gte"_s, 2}});
        model.setOrderBy({u"-year"_s});
        QCoreApplication::processEvents();
    });
    QVERIFY(Book({.title = u"d"_s, .year = 4}).save());
    QTRY_COMPARE(titles(model), u"d c b"_s);
}

QTEST_GUILESS_MAIN(TestLiveNews)
#include "tst_livenews.moc"
