// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/liveshelf.h"

#include <Signalbox/ModelEmitter>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>

#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// The rows that a LiveModel shows: filter, order, limit, editing, and what it does with old news.
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
    void aFieldCanBeEdited_data();
    void aFieldCanBeEdited();
    void anEditThatIsRefusedChangesNothing_data();
    void anEditThatIsRefusedChangesNothing();
    void theKeyIsReadOnly();
    void rowsCanBeRemoved();
    void aRemovalThatIsRefusedRemovesNothing();
    void aHeaderOrders();
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
    // One book per entry, "title year", with the keys 1, 2, …
    static void fill(const QString &books)
    {
        for (const QString &book : books.split(u", "_s))
            QVERIFY(Book({.title = book.section(u' ', 0, 0), .year = book.section(u' ', 1).toInt()}).save());
    }
    static QString titles(const LiveModel &model)
    {
        QStringList titles;
        for (int row = 0; row < model.rowCount(); ++row)
            titles << model.index(row, 1).data().toString();
        return titles.join(u' ');
    }
    // Changes that the model signals, in words.
    void listen(const LiveModel &model, QStringList &changes)
    {
        const auto note = [&changes](const char *what) {
            return [&changes, what](const QModelIndex &, int first, int last) {
                changes << u"%1 %2-%3"_s.arg(QLatin1StringView(what)).arg(first).arg(last);
            };
        };
        connect(&model, &QAbstractItemModel::rowsInserted, this, note("insert"));
        connect(&model, &QAbstractItemModel::rowsRemoved, this, note("remove"));
        connect(&model, &QAbstractItemModel::dataChanged, this,
                [note](const QModelIndex &from, const QModelIndex &to) {
                    note("change")({}, from.row(), to.row());
                });
        connect(&model, &QAbstractItemModel::rowsMoved, this,
                [&changes](const QModelIndex &, int from, int, const QModelIndex &, int to) {
                    changes << u"move %1 before %2"_s.arg(from).arg(to);
                });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [&changes] { changes << u"layout"_s; });
        connect(&model, &QAbstractItemModel::modelReset, this, [&changes] { changes << u"reset"_s; });
    }
    std::unique_ptr<TestDatabase> m_database;
};

using Adjustment = std::function<void(LiveModel &)>;
using Change = std::function<void()>;

static Adjustment queried(const QVariantMap &filter, const QStringList &orderBy = {}, int limit = -1)
{
    return [=](LiveModel &model) {
        model.setFilter(filter);
        model.setOrderBy(orderBy);
        model.setLimit(limit);
    };
}

void TestLiveQuery::propertiesHaveTheDocumentedDefaults()
{
    const LiveModel model;
    QCOMPARE(model.model(), QString());
    QCOMPARE(model.database(), u"default"_s);
    QCOMPARE(model.filter(), QVariantMap());
    QCOMPARE(model.orderBy(), QStringList());
    QCOMPARE(model.limit(), -1);
    QCOMPARE(model.columns(), QStringList());
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
    QTRY_COMPARE(titles(model), shown);
    QCoreApplication::processEvents();
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
    QTRY_VERIFY(model.error().contains(named));
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

void TestLiveQuery::aFieldCanBeEdited_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("byRole");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("shown"); // by year
    for (const bool byRole : {false, true}) {
        const char *how = byRole ? "its role" : "Qt::EditRole";
        QTest::addRow("a text, by %s", how) << u"title"_s << byRole << QVariant(u"x"_s) << u"a x c"_s;
        QTest::addRow("a number, by %s", how) << u"year"_s << byRole << QVariant(25) << u"a b c"_s;
        QTest::addRow("what orders, by %s", how) << u"year"_s << byRole << QVariant(99) << u"a c b"_s;
        QTest::addRow("a number as a text, by %s", how)
            << u"year"_s << byRole << QVariant(u"99"_s) << u"a c b"_s;
    }
}

void TestLiveQuery::aFieldCanBeEdited()
{
    QFETCH(QString, field);
    QFETCH(bool, byRole);
    QFETCH(QVariant, value);
    QFETCH(QString, shown);
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"year"_s});
    QTRY_VERIFY(!model.isLoading());
    const int number = ModelInfo::of<Book>().fieldIndex(field);
    const QModelIndex index = model.index(1, byRole ? 0 : number);
    QVERIFY(model.index(1, number).flags().testFlag(Qt::ItemIsEditable));
    QStringList saved;
    const ScopedConnection connection = postSave().connect<Book>(
        [&](const Book &, const PostSave &event) { saved = event.updateFields.value_or(QStringList()); });
    QVERIFY(model.setData(index, value, byRole ? Qt::UserRole + number : int(Qt::EditRole)));
    QCOMPARE(saved, QStringList(field));
    QCOMPARE(titles(model), shown); // at once
    QCOMPARE(Book::get(2).value().year, model.get(model.indexOf(2)).value<Book>().year);
}

void TestLiveQuery::anEditThatIsRefusedChangesNothing_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("named");
    QTest::newRow("by a veto") << u"veto"_s << u"not this one"_s;
    QTest::newRow("as it is no value") << u"no value"_s << u"soon"_s;
    QTest::newRow("as the row is gone") << u"gone"_s << u"no such row"_s;
}

void TestLiveQuery::anEditThatIsRefusedChangesNothing()
{
    QFETCH(QString, how);
    QFETCH(QString, named);
    fill(u"a 10, b 20"_s);
    LiveModel model(u"library.Book"_s);
    ScopedConnection veto;
    if (how == u"veto")
        veto = preSave().connect<Book>([] { return Veto{u"not this one"_s}; });
    if (how == u"gone")
        m_database->outside(u"DELETE FROM library_book WHERE id = 1"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(named));
    QVERIFY(!model.setData(model.index(0, 2), how == u"no value" ? QVariant(u"soon"_s) : QVariant(99)));
    QVERIFY(model.error().contains(named));
    QCOMPARE(model.index(0, 2).data(), QVariant(10));
    veto = {};
    QVERIFY(model.setData(model.index(1, 2), 21));
    QCOMPARE(model.error(), QString());
}

void TestLiveQuery::theKeyIsReadOnly()
{
    fill(u"a 10"_s);
    LiveModel model(u"library.Book"_s);
    QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.setData(model.index(0, 0), 7));
    QVERIFY(!model.setData(model.index(0, 0), 7, Qt::UserRole));
    QVERIFY(!model.setData({}, 7));
}

void TestLiveQuery::rowsCanBeRemoved()
{
    fill(u"a 1, b 2, c 3, d 4"_s);
    LiveModel model(u"library.Book"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY(model.removeRows(1, 2));
    QCOMPARE(titles(model), u"a d"_s);
    QCOMPARE(m_database->titles(), QVariantList({u"a"_s, u"d"_s}));
    QVERIFY(!model.removeRows(1, 2));
    QVERIFY(!model.removeRows(-1, 1));
}

void TestLiveQuery::aRemovalThatIsRefusedRemovesNothing()
{
    fill(u"a 1, b 2, c 3"_s);
    LiveModel model(u"library.Book"_s);
    const ScopedConnection veto = preDelete().connect<Book>([](const Book &book) -> QVariant {
        return book.title == u"b" ? QVariant::fromValue(Veto{u"b stays"_s}) : QVariant();
    });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"b stays"_s));
    QVERIFY(!model.removeRows(0, 3));
    QVERIFY(model.error().contains(u"b stays"_s));
    QCoreApplication::processEvents();
    QCOMPARE(titles(model), u"a b c"_s);
}

void TestLiveQuery::aHeaderOrders()
{
    fill(u"a 3, b 1, c 2"_s);
    LiveModel model(u"library.Book"_s);
    model.sort(2, Qt::AscendingOrder);
    QCOMPARE(model.orderBy(), QStringList(u"year"_s));
    QTRY_COMPARE(titles(model), u"b c a"_s);
    model.sort(1, Qt::DescendingOrder);
    QTRY_COMPARE(titles(model), u"c b a"_s);
    model.sort(-1);
    QTRY_COMPARE(titles(model), u"a b c"_s);
}

void TestLiveQuery::bulkOperationsAreFollowed_data()
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

void TestLiveQuery::bulkOperationsAreFollowed()
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
void TestLiveQuery::unsavedFieldsAreNotShown()
{
    fill(u"a 10, b 20"_s);
    LiveModel model(u"library.Book"_s);
    Book book{.id = 1, .title = u"not saved"_s, .year = 11};
    QVERIFY(book.save(SaveOptions{.updateFields = QStringList{u"year"_s}}));
    QTRY_COMPARE(model.index(0, 2).data(), QVariant(11));
    QCOMPARE(titles(model), u"a b"_s);
}

// Another thread committed, and then the rows were loaded, before its event came.
void TestLiveQuery::oldNewsAfterTheLoadIsReadAgain_data()
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

void TestLiveQuery::oldNewsAfterTheLoadIsReadAgain()
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

void TestLiveQuery::aTransactionOfItsThreadIsWaitedFor_data()
{
    QTest::addColumn<bool>("commits");
    QTest::newRow("until its commit") << true;
    QTest::newRow("until its rollback") << false;
}

void TestLiveQuery::aTransactionOfItsThreadIsWaitedFor()
{
    QFETCH(bool, commits);
    fill(u"a 1"_s);
    Transaction transaction;
    fill(u"b 2"_s);
    LiveModel model(u"library.Book"_s);
    QVERIFY(model.isLoading());
    QTest::qWait(50);
    QCOMPARE(titles(model), u""_s);
    if (commits)
        QVERIFY(transaction.commit());
    else
        transaction.rollback();
    QTRY_COMPARE(titles(model), commits ? u"a b"_s : u"a"_s);
    QVERIFY(!model.isLoading());
}

void TestLiveQuery::itIsLoadingUntilTheRowsAreThose()
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

void TestLiveQuery::aSlotMayDestroyIt_data()
{
    QTest::addColumn<QString>("slot");
    for (const char *slot :
         {"inserted", "removed", "changed", "moved", "count", "layout", "reset", "loading"})
        QTest::newRow(slot) << QString::fromLatin1(slot);
}

void TestLiveQuery::aSlotMayDestroyIt()
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
        QCoreApplication::processEvents();
        model->setOrderBy({u"-year"_s});
    } else if (slot == u"reset") {
        model->setColumns({u"title"_s});
    }
    QTRY_VERIFY(!alive);
}

void TestLiveQuery::aSlotMaySetProperties()
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

QTEST_GUILESS_MAIN(TestLiveQuery)
#include "tst_livequery.moc"
