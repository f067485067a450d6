// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/livebooks.h"
#include "support/liveshelf.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace Signalbox;
using namespace Qt::StringLiterals;

using LiveBooks::fill;
using LiveBooks::titles;

/// What views do to a LiveModel: edits, removals, a click on a header.
class TestLiveEditing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void aFieldCanBeEdited_data();
    void aFieldCanBeEdited();
    void anEditThatIsRefusedChangesNothing_data();
    void anEditThatIsRefusedChangesNothing();
    void theKeyIsReadOnly();
    void rowsCanBeRemoved();
    void aRemovalThatIsRefusedRemovesNothing();
    void aHeaderOrders();
    void theNaturalOrderIsThatOfOrderBy_data();
    void theNaturalOrderIsThatOfOrderBy();
    void aColumnThatCannotOrderIsNamed();
    void aHeaderCanBeNamed();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestLiveEditing::aFieldCanBeEdited_data()
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

void TestLiveEditing::aFieldCanBeEdited()
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

void TestLiveEditing::anEditThatIsRefusedChangesNothing_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("named");
    QTest::newRow("by a veto") << u"veto"_s << u"not this one"_s;
    QTest::newRow("as it is no value") << u"no value"_s << u"soon"_s;
    QTest::newRow("as the row is gone") << u"gone"_s << u"no such row"_s;
}

void TestLiveEditing::anEditThatIsRefusedChangesNothing()
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

void TestLiveEditing::theKeyIsReadOnly()
{
    fill(u"a 10"_s);
    LiveModel model(u"library.Book"_s);
    QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.setData(model.index(0, 0), 7));
    QVERIFY(!model.setData(model.index(0, 0), 7, Qt::UserRole));
    QVERIFY(!model.setData({}, 7));
}

void TestLiveEditing::rowsCanBeRemoved()
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

void TestLiveEditing::aRemovalThatIsRefusedRemovesNothing()
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

void TestLiveEditing::aHeaderOrders()
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

void TestLiveEditing::theNaturalOrderIsThatOfOrderBy_data()
{
    QTest::addColumn<QStringList>("orderBy");
    QTest::addColumn<QList<int>>("columns");
    QTest::addColumn<QStringList>("after");
    const QStringList byYear{u"-year"_s, u"title"_s};
    QTest::newRow("no click") << byYear << QList<int>{-1} << byYear;
    QTest::newRow("a click, and back") << byYear << QList<int>{1, -1} << byYear;
    QTest::newRow("two clicks, and back") << byYear << QList<int>{1, 2, -1} << byYear;
    QTest::newRow("two clicks") << byYear << QList<int>{1, 2} << QStringList(u"year"_s);
    QTest::newRow("no order") << QStringList() << QList<int>{1, -1} << QStringList();
}

void TestLiveEditing::theNaturalOrderIsThatOfOrderBy()
{
    QFETCH(QStringList, orderBy);
    QFETCH(QList<int>, columns);
    QFETCH(QStringList, after);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"id"_s});
    model.sort(1);
    model.setOrderBy(orderBy); // is the order to come back to from now on
    for (const int column : columns)
        model.sort(column);
    QCOMPARE(model.orderBy(), after);
}

void TestLiveEditing::aColumnThatCannotOrderIsNamed()
{
    QVERIFY((syncdb<Writer, Genre, Novel>()));
    LiveModel model(u"live.Novel"_s);
    model.setColumns({u"title"_s, u"writer.name"_s, u"genres"_s});
    model.setOrderBy({u"title"_s});
    QTRY_VERIFY(!model.isLoading());
    for (const int column : {1, 2}) {
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"live.Novel by the column %1; order it by a field"_s.arg(
                                 model.columns()[column])));
        model.sort(column);
        QCOMPARE(model.orderBy(), QStringList(u"title"_s));
        QVERIFY(!model.isLoading());
    }
}

void TestLiveEditing::aHeaderCanBeNamed()
{
    LiveModel model(u"library.Book"_s);
    const auto header = [&](int section) { return model.headerData(section, Qt::Horizontal).toString(); };
    QSignalSpy changes(&model, &QAbstractItemModel::headerDataChanged);
    QCOMPARE(header(1), u"title"_s);
    model.setHeaders({{u"title"_s, u"Title"_s}});
    QCOMPARE(header(1), u"Title"_s);
    QCOMPARE(header(2), u"year"_s);
    QCOMPARE(changes.size(), 1);
    model.setColumns({u"year"_s, u"id"_s, u"title"_s});
    QTRY_COMPARE(header(2), u"Title"_s);
    QCOMPARE(header(1), u"id"_s);
    model.setHeaders({});
    QCOMPARE(header(2), u"title"_s);
}

QTEST_GUILESS_MAIN(TestLiveEditing)
#include "tst_liveediting.moc"
