// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/livebooks.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>

#include <map>

using namespace Signalbox;
using namespace Qt::StringLiterals;

using LiveBooks::fill;
using LiveBooks::listen;
using LiveBooks::queried;
using LiveBooks::searched;
using LiveBooks::titles;

/// The rows that a LiveModel shows: filter, search, order and limit, and how another query is applied.
class TestLiveQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void propertiesHaveTheDocumentedDefaults();
    void oneChangeIsOneRowChange_data();
    void oneChangeIsOneRowChange();
    void anotherQueryIsNoReset_data();
    void anotherQueryIsNoReset();
    void persistentIndexesFollowTheirInstances_data();
    void persistentIndexesFollowTheirInstances();
    void aMistakeIsNamedAndCanBeCorrected_data();
    void aMistakeIsNamedAndCanBeCorrected();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestLiveQuery::propertiesHaveTheDocumentedDefaults()
{
    const LiveModel model;
    QCOMPARE(model.model(), QString());
    QCOMPARE(model.database(), u"default"_s);
    QCOMPARE(model.filter(), QVariantMap());
    QCOMPARE(model.search(), QString());
    QCOMPARE(model.searchFields(), QStringList());
    QCOMPARE(model.orderBy(), QStringList());
    QCOMPARE(model.limit(), -1);
    QCOMPARE(model.columns(), QStringList());
    QCOMPARE(model.headers(), QVariantMap());
    QCOMPARE(model.count(), 0);
    QCOMPARE(model.isLoading(), false);
    QCOMPARE(model.error(), QString());
    QVERIFY(!model.description());
}

void TestLiveQuery::oneChangeIsOneRowChange_data()
{
    QTest::addColumn<Adjustment>("query");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("signalled");
    QTest::addColumn<QString>("shown");
    const auto save = [](qint64 key, const QString &title, int year) -> Change {
        return [=] { QVERIFY(Book({.id = key, .title = title, .year = year}).save()); };
    };
    const auto remove = [](qint64 key) -> Change { return [key] { QVERIFY(Book({.id = key}).remove()); }; };
    const Adjustment late = queried({{u"year__gte"_s, 20}});
    const Adjustment byYear = queried({}, {u"year"_s});
    const Adjustment firstThree = queried({}, {u"year"_s}, 3);

    // a 10, b 20, c 30, d 40, e 50
    QTest::newRow("starts to match") << late << save(1, u"a"_s, 25) << u"insert 0-0"_s << u"a b c d e"_s;
    QTest::newRow("stops to match") << late << save(3, u"c"_s, 1) << u"remove 1-1"_s << u"b d e"_s;
    QTest::newRow("matches still") << late << save(3, u"x"_s, 30) << u"change 1-1"_s << u"b x d e"_s;
    QTest::newRow("matches neither") << late << save(1, u"x"_s, 1) << u""_s << u"b c d e"_s;
    QTest::newRow("a new one matches") << late << save(0, u"f"_s, 60) << u"insert 4-4"_s << u"b c d e f"_s;
    QTest::newRow("a new one does not") << late << save(0, u"f"_s, 6) << u""_s << u"b c d e"_s;
    QTest::newRow("removed") << late << remove(2) << u"remove 0-0"_s << u"c d e"_s;
    QTest::newRow("one that was not shown is removed") << late << remove(1) << u""_s << u"b c d e"_s;

    const Adjustment withB = searched(u"B"_s);
    QTest::newRow("search: is found now") << withB << save(3, u"ab"_s, 30) << u"insert 1-1"_s << u"b ab"_s;
    QTest::newRow("search: is not found any more")
        << withB << save(2, u"x"_s, 20) << u"remove 0-0"_s << u""_s;
    QTest::newRow("search: a new one is found")
        << withB << save(0, u"Bb"_s, 1) << u"insert 1-1"_s << u"b Bb"_s;
    QTest::newRow("search: a new one is not") << withB << save(0, u"f"_s, 1) << u""_s << u"b"_s;

    QTest::newRow("moves down") << byYear << save(2, u"b"_s, 45) << u"move 1 before 4, change 3-3"_s
                                << u"a c d b e"_s;
    QTest::newRow("moves up") << byYear << save(4, u"d"_s, 5) << u"move 3 before 0, change 0-0"_s
                              << u"d a b c e"_s;
    QTest::newRow("moves to the end")
        << byYear << save(1, u"a"_s, 99) << u"move 0 before 5, change 4-4"_s << u"b c d e a"_s;
    QTest::newRow("keeps its place") << byYear << save(2, u"b"_s, 29) << u"change 1-1"_s << u"a b c d e"_s;
    QTest::newRow("the key decides among equals")
        << byYear << save(2, u"b"_s, 40) << u"move 1 before 3, change 2-2"_s << u"a c b d e"_s;
    QTest::newRow("comes between") << byYear << save(0, u"f"_s, 35) << u"insert 3-3"_s << u"a b c f d e"_s;
    QTest::newRow("a descending order")
        << queried({}, {u"-year"_s}) << save(0, u"f"_s, 35) << u"insert 2-2"_s << u"e d f c b a"_s;

    QTest::newRow("limit: comes into a full window")
        << firstThree << save(0, u"f"_s, 15) << u"remove 2-2, insert 1-1"_s << u"a f b"_s;
    QTest::newRow("limit: comes behind it") << firstThree << save(0, u"f"_s, 35) << u""_s << u"a b c"_s;
    QTest::newRow("limit: goes, and the next comes")
        << firstThree << remove(2) << u"remove 1-1, insert 2-2"_s << u"a c d"_s;
    QTest::newRow("limit: leaves to behind")
        << firstThree << save(1, u"a"_s, 45) << u"remove 0-0, insert 2-2"_s << u"b c d"_s;
    QTest::newRow("limit: the last one moves and is the last still")
        << firstThree << save(3, u"c"_s, 35) << u"change 2-2"_s << u"a b c"_s;
    QTest::newRow("limit: comes from behind")
        << firstThree << save(5, u"e"_s, 15) << u"remove 2-2, insert 1-1"_s << u"a e b"_s;
    QTest::newRow("limit: nothing fits") << queried({}, {}, 0) << save(0, u"f"_s, 1) << u""_s << u""_s;
    QTest::newRow("limit: there is room")
        << queried({}, {}, 9) << save(0, u"f"_s, 1) << u"insert 5-5"_s << u"a b c d e f"_s;
    QTest::newRow("limit: the last room is taken")
        << queried({}, {u"-year"_s}, 6) << save(0, u"f"_s, 1) << u"insert 5-5"_s << u"e d c b a f"_s;
}

void TestLiveQuery::oneChangeIsOneRowChange()
{
    QFETCH(Adjustment, query);
    QFETCH(Change, change);
    QFETCH(QString, signalled);
    QFETCH(QString, shown);
    fill(u"a 10, b 20, c 30, d 40, e 50"_s);
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    query(model);
    QTRY_VERIFY(!model.isLoading());
    QStringList changes;
    listen(model, changes);
    change();
    QCoreApplication::processEvents(); // it is told,
    QCoreApplication::processEvents(); // and works
    QTRY_COMPARE(titles(model), shown);
    QCOMPARE(changes.join(u", "_s), signalled);
}

void TestLiveQuery::anotherQueryIsNoReset_data()
{
    QTest::addColumn<Adjustment>("before");
    QTest::addColumn<Adjustment>("after");
    QTest::addColumn<QString>("signalled");
    QTest::addColumn<QString>("shown");
    const Adjustment all = queried({});
    QTest::newRow("filter") << all << queried({{u"year__lt"_s, 30}}) << u"remove 2-4"_s << u"a b"_s;
    QTest::newRow("filter in the middle")
        << all << queried({{u"title__in"_s, QVariantList{u"a"_s, u"c"_s, u"e"_s}}})
        << u"remove 3-3, remove 1-1"_s << u"a c e"_s;
    QTest::newRow("another filter") << queried({{u"year__lt"_s, 30}}) << queried({{u"year__gt"_s, 10}})
                                    << u"remove 0-0, insert 1-3"_s << u"b c d e"_s;
    QTest::newRow("no filter") << queried({{u"year"_s, 30}}) << all << u"insert 0-1, insert 3-4"_s
                               << u"a b c d e"_s;
    QTest::newRow("search") << all << searched(u"C"_s) << u"remove 3-4, remove 0-1"_s << u"c"_s;
    QTest::newRow("another search") << searched(u"c"_s) << searched(u"d"_s, {u"title"_s})
                                    << u"remove 0-0, insert 0-0"_s << u"d"_s;
    QTest::newRow("no search") << searched(u"c"_s) << searched(u" "_s) << u"insert 0-1, insert 3-4"_s
                               << u"a b c d e"_s;
    QTest::newRow("order") << queried({}, {u"title"_s}) << queried({}, {u"year"_s}) << u""_s
                           << u"a b c d e"_s;
    QTest::newRow("a lower limit") << all << queried({}, {}, 2) << u"remove 2-4"_s << u"a b"_s;
    QTest::newRow("a higher limit") << queried({}, {}, 2) << queried({}, {}, 4) << u"insert 2-3"_s
                                    << u"a b c d"_s;
    QTest::newRow("no limit") << queried({}, {}, 2) << all << u"insert 2-4"_s << u"a b c d e"_s;
}

void TestLiveQuery::anotherQueryIsNoReset()
{
    QFETCH(Adjustment, before);
    QFETCH(Adjustment, after);
    QFETCH(QString, signalled);
    QFETCH(QString, shown);
    fill(u"a 10, b 20, c 30, d 40, e 50"_s);
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    before(model);
    QTRY_VERIFY(!model.isLoading());
    QStringList changes;
    listen(model, changes);
    after(model);
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(titles(model), shown);
    QCOMPARE(changes.join(u", "_s), signalled);
}

void TestLiveQuery::persistentIndexesFollowTheirInstances_data()
{
    QTest::addColumn<int>("books");
    QTest::addColumn<Adjustment>("query");
    for (const int books : {10, 200}) {
        QTest::addRow("turned round, %d rows", books) << books << queried({}, {u"-year"_s});
        QTest::addRow("shuffled, %d rows", books) << books << queried({}, {u"title"_s});
        QTest::addRow("shuffled and filtered, %d rows", books)
            << books << queried({{u"year__gt"_s, 3}}, {u"title"_s});
        QTest::addRow("shuffled and limited, %d rows", books) << books << queried({}, {u"title"_s}, 7);
    }
}

void TestLiveQuery::persistentIndexesFollowTheirInstances()
{
    QFETCH(int, books);
    QFETCH(Adjustment, query);
    {
        Transaction transaction;
        for (int i = 0; i < books; ++i)
            QVERIFY(Book({.title = QString::number(i * 7919 % 1000), .year = i}).save());
        QVERIFY(transaction.commit());
    }
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::map<qint64, QPersistentModelIndex> indexes;
    for (int row = 0; row < model.rowCount(); ++row)
        indexes.emplace(model.index(row, 0).data().toLongLong(), model.index(row, 1));
    query(model);
    QTRY_VERIFY(!model.isLoading());
    for (const auto &[key, index] : indexes) {
        QCOMPARE(index.isValid() ? index.row() : -1, model.indexOf(key));
        if (index.isValid())
            QCOMPARE(index.sibling(index.row(), 0).data().toLongLong(), key);
    }
}

void TestLiveQuery::aMistakeIsNamedAndCanBeCorrected_data()
{
    QTest::addColumn<Adjustment>("mistake");
    QTest::addColumn<Adjustment>("correction");
    QTest::addColumn<QString>("named");
    const auto columns = [](const QStringList &names) -> Adjustment {
        return [=](LiveModel &model) { model.setColumns(names); };
    };
    QTest::newRow("unknown field in the filter")
        << queried({{u"titel"_s, u"a"_s}}) << queried({}) << u"titel"_s;
    QTest::newRow("unknown lookup") << queried({{u"year__about"_s, 1}}) << queried({}) << u"year__about"_s;
    QTest::newRow("a value of another type") << queried({{u"year"_s, u"soon"_s}}) << queried({}) << u"soon"_s;
    QTest::newRow("unknown field in the order") << queried({}, {u"-yeer"_s}) << queried({}) << u"yeer"_s;
    QTest::newRow("unknown field to search in")
        << searched(u""_s, {u"titel"_s}) << searched(u""_s) << u"titel.*id, title, year"_s;
    QTest::newRow("a field to search in that is no text")
        << searched(u""_s, {u"year"_s}) << searched(u""_s) << u"year.*int"_s;
    QTest::newRow("a text that is too long to search for")
        << searched(QString(1001, u'x')) << searched(u""_s) << u"1001 characters"_s;
    QTest::newRow("unknown column") << columns({u"title"_s, u"prize"_s}) << columns({}) << u"prize"_s;
    QTest::newRow("a path through no reference") << columns({u"title.size"_s}) << columns({}) << u"title"_s;
}

void TestLiveQuery::aMistakeIsNamedAndCanBeCorrected()
{
    QFETCH(Adjustment, mistake);
    QFETCH(Adjustment, correction);
    QFETCH(QString, named);
    fill(u"a 1, b 2"_s);
    LiveModel model(u"library.Book"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"LiveModel: .*"_s + named));
    mistake(model);
    QTRY_VERIFY(model.error().contains(QRegularExpression(named)));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(Book({.title = u"c"_s}).save());
    QCoreApplication::processEvents();
    QCOMPARE(model.rowCount(), 0);
    correction(model);
    QTRY_COMPARE(titles(model), u"a b c"_s);
    QCOMPARE(model.error(), QString());
    QVERIFY(Book({.title = u"d"_s}).save());
    QTRY_COMPARE(titles(model), u"a b c d"_s);
}

QTEST_GUILESS_MAIN(TestLiveQuery)
#include "tst_livequery.moc"
