// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/livebooks.h"

#include <QApplication>
#include <QComboBox>
#include <QDataWidgetMapper>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

using LiveBooks::fill;
using LiveBooks::titles;

/// A LiveModel under Qt's item widgets, in a real window, by mouse and keyboard.
class TestWidgets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(QGuiApplication::platformName(), u"xcb"_s); }
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void aCellIsEdited_data();
    void aCellIsEdited();
    void anEditThatIsRefusedShowsTheOldValue();
    void anOpenEditorStaysWithItsRow();
    void aClickOnAHeaderSorts();
    void aColumnThatCannotOrderLeavesTheRows();
    void theSelectionStays_data();
    void theSelectionStays();
    void theSelectionLosesWhatIsGone();
    void aListIsEdited();
    void aBoxKeepsItsChoice_data();
    void aBoxKeepsItsChoice();
    void aMappedFormFollowsItsRow();
    void aMappedFormSaves();

private:
    // Shows @p widget, ready for the keyboard.
    static void show(QWidget &widget)
    {
        widget.resize(500, 300);
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        widget.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&widget));
    }
    static void click(QAbstractItemView &view, const QModelIndex &index)
    {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
    }
    // As a person does: the first click of the two selects.
    static QWidget *openEditor(QAbstractItemView &view, const QModelIndex &index)
    {
        click(view, index);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
        QWidget *const editor = QApplication::focusWidget();
        return editor == &view ? nullptr : editor;
    }
    static void elsewhere(const std::function<void()> &work) { std::thread(work).join(); }
    static void saveElsewhere(const Book &book)
    {
        elsewhere([book] { QVERIFY(Book(book).save()); });
    }
    static QList<qint64> selected(const QTableView &table)
    {
        QList<qint64> keys;
        const auto rows = table.selectionModel()->selectedRows();
        for (const QModelIndex &row : rows)
            keys << row.data().toLongLong();
        std::sort(keys.begin(), keys.end());
        return keys;
    }

    std::unique_ptr<TestDatabase> m_database;
};

void TestWidgets::aCellIsEdited_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Book>("stored");
    QTest::newRow("a text") << 1 << u"Sanditon"_s << Book{.id = 2, .title = u"Sanditon"_s, .year = 20};
    QTest::newRow("a number") << 2 << u"1817"_s << Book{.id = 2, .title = u"b"_s, .year = 1817};
}

void TestWidgets::aCellIsEdited()
{
    QFETCH(int, column);
    QFETCH(QString, typed);
    QFETCH(Book, stored);
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    QTableView table;
    table.setModel(&model);
    show(table);
    QWidget *const editor = openEditor(table, model.index(1, column));
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, typed);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(Book::get(2).value(), stored);
    QCOMPARE(model.index(1, column).data().toString(), typed);
}

void TestWidgets::anEditThatIsRefusedShowsTheOldValue()
{
    fill(u"a 10"_s);
    const ScopedConnection veto = preSave().connect<Book>([] { return Veto{u"not today"_s}; });
    LiveModel model(u"library.Book"_s);
    QTableView table;
    table.setModel(&model);
    show(table);
    QWidget *const editor = openEditor(table, model.index(0, 1));
    QVERIFY(editor);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not today"_s));
    QTest::keyClicks(editor, u"x"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(model.error().contains(u"not today"_s));
    QCOMPARE(titles(model), u"a"_s);
    QCOMPARE(m_database->titles(), QVariantList({u"a"_s}));
}

void TestWidgets::anOpenEditorStaysWithItsRow()
{
    fill(u"c 30, d 40"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"year"_s});
    QTRY_VERIFY(!model.isLoading());
    QTableView table;
    table.setModel(&model);
    show(table);
    const QPointer<QWidget> editor = openEditor(table, model.index(1, 1));
    QVERIFY(editor);
    QTest::keyClicks(editor, u"xy"_s);
    saveElsewhere({.title = u"a"_s, .year = 1});
    saveElsewhere({.id = 1, .title = u"c"_s, .year = 50}); // moves behind it
    QTRY_COMPARE(titles(model), u"a d c"_s);
    QVERIFY(editor);
    QCOMPARE(editor->property("text").toString(), u"xy"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_database->titles(), QVariantList({u"c"_s, u"xy"_s, u"a"_s}));
}

void TestWidgets::aClickOnAHeaderSorts()
{
    fill(u"b 10, c 20, a 30"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"-id"_s});
    QTableView table;
    table.setModel(&model);
    table.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table.setSortingEnabled(true);
    show(table);
    QTRY_COMPARE(titles(model), u"a c b"_s); // orderBy stays until a click
    QHeaderView &header = *table.horizontalHeader();
    const auto clickHeader = [&](int section) {
        QTest::mouseClick(
            header.viewport(), Qt::LeftButton, {},
            {header.sectionViewportPosition(section) + header.sectionSize(section) / 2, header.height() / 2});
    };
    clickHeader(1);
    QTRY_COMPARE(titles(model), u"a b c"_s);
    QCOMPARE(header.sortIndicatorSection(), 1);
    QCOMPARE(header.sortIndicatorOrder(), Qt::AscendingOrder);
    clickHeader(1);
    QTRY_COMPARE(titles(model), u"c b a"_s);
    QCOMPARE(header.sortIndicatorOrder(), Qt::DescendingOrder);
    clickHeader(2);
    QTRY_COMPARE(titles(model), u"b c a"_s);
    saveElsewhere({.title = u"d"_s, .year = 15}); // to its place
    QTRY_COMPARE(titles(model), u"b d c a"_s);
    table.sortByColumn(-1, Qt::AscendingOrder);
    QTRY_COMPARE(titles(model), u"d a c b"_s);
}

void TestWidgets::aColumnThatCannotOrderLeavesTheRows()
{
    fill(u"b 10, a 20"_s);
    LiveModel model(u"library.Book"_s);
    QTableView table;
    table.setModel(&model);
    table.horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table.setSortingEnabled(true);
    show(table);
    table.sortByColumn(7, Qt::AscendingOrder); // there is none
    QCOMPARE(model.orderBy(), QStringList());
    QVERIFY(!model.isLoading());
    QCOMPARE(titles(model), u"b a"_s);
}

void TestWidgets::theSelectionStays_data()
{
    QTest::addColumn<Adjustment>("change");
    QTest::addColumn<QString>("shown");
    const auto save = [](const Book &book) -> Adjustment {
        return [book](LiveModel &) { saveElsewhere(book); };
    };
    // a 10, b 20, c 30, d 40; b and d are selected, d is current
    QTest::newRow("it changes") << save({.id = 2, .title = u"B"_s, .year = 20}) << u"a B c d"_s;
    QTest::newRow("one comes before") << save({.title = u"x"_s, .year = 1}) << u"x a b c d"_s;
    QTest::newRow("one comes between") << save({.title = u"x"_s, .year = 25}) << u"a b x c d"_s;
    QTest::newRow("it moves down") << save({.id = 2, .title = u"b"_s, .year = 99}) << u"a c d b"_s;
    QTest::newRow("the current one moves up") << save({.id = 4, .title = u"d"_s, .year = 1}) << u"d a b c"_s;
    QTest::newRow("another moves") << save({.id = 1, .title = u"a"_s, .year = 35}) << u"b c a d"_s;
    QTest::newRow("another is deleted")
        << Adjustment([](LiveModel &) { elsewhere([] { QVERIFY(Book({.id = 3}).remove()); }); })
        << u"a b d"_s;
    QTest::newRow("a filter") << Adjustment([](LiveModel &model) {
        model.setFilter({{u"title__in"_s, QVariantList{u"b"_s, u"d"_s}}});
    }) << u"b d"_s;
    QTest::newRow("an order") << Adjustment([](LiveModel &model) { model.setOrderBy({u"-year"_s}); })
                              << u"d c b a"_s;
    QTest::newRow("many moves at once") << Adjustment([](LiveModel &) {
        elsewhere([] {
            Transaction transaction;
            for (int i = 0; i < 200; ++i)
                QVERIFY(Book({.title = u"z"_s, .year = 1000 - i}).save());
            for (qint64 key = 5; key < 205; ++key)
                QVERIFY(Book({.id = key}).remove());
            QVERIFY(Book({.id = 1, .title = u"a"_s, .year = 50}).save());
            QVERIFY(transaction.commit());
        });
    }) << u"b c d a"_s;
}

void TestWidgets::theSelectionStays()
{
    QFETCH(Adjustment, change);
    QFETCH(QString, shown);
    fill(u"a 10, b 20, c 30, d 40"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"year"_s});
    QTRY_VERIFY(!model.isLoading());
    QTableView table;
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    show(table);
    click(table, model.index(1, 1));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::ControlModifier,
                      table.visualRect(model.index(3, 1)).center());
    QCOMPARE(selected(table), QList<qint64>({2, 4}));
    change(model);
    QTRY_COMPARE(titles(model), shown);
    QCOMPARE(selected(table), QList<qint64>({2, 4}));
    QCOMPARE(table.currentIndex().siblingAtColumn(0).data().toLongLong(), 4);
    QCOMPARE(table.currentIndex().column(), 1);
}

void TestWidgets::theSelectionLosesWhatIsGone()
{
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    QTableView table;
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    show(table);
    click(table, model.index(1, 1));
    QCOMPARE(selected(table), QList<qint64>{2});
    elsewhere([] { QVERIFY(Book({.id = 2}).remove()); });
    QTRY_COMPARE(titles(model), u"a c"_s);
    QVERIFY(!selected(table).contains(2));
    QVERIFY(table.currentIndex().isValid()); // a neighbour, for the keyboard
    elsewhere([] {
        QVERIFY(Book({.id = 1}).remove());
        QVERIFY(Book({.id = 3}).remove());
    });
    QTRY_COMPARE(titles(model), u""_s);
    QVERIFY(!table.currentIndex().isValid());
    QVERIFY(selected(table).isEmpty());
}

void TestWidgets::aListIsEdited()
{
    fill(u"a 10, b 20"_s);
    LiveModel model(u"library.Book"_s);
    QListView list;
    list.setModel(&model);
    list.setModelColumn(1);
    show(list);
    click(list, model.index(0, 1));
    QTest::keyClick(&list, Qt::Key_F2);
    QWidget *const editor = QApplication::focusWidget();
    QVERIFY(editor && editor != &list);
    QTest::keyClicks(editor, u"z"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_database->titles(), QVariantList({u"z"_s, u"b"_s}));
    QCOMPARE(titles(model), u"z b"_s);
}

void TestWidgets::aBoxKeepsItsChoice_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("one comes before") << Change([] { saveElsewhere({.title = u"aa"_s}); }) << u"b"_s;
    QTest::newRow("it is renamed") << Change([] { saveElsewhere({.id = 2, .title = u"bb"_s}); }) << u"bb"_s;
    QTest::newRow("it moves") << Change([] { saveElsewhere({.id = 2, .title = u"z"_s}); }) << u"z"_s;
    QTest::newRow("the one before is deleted")
        << Change([] { elsewhere([] { QVERIFY(Book({.id = 1}).remove()); }); }) << u"b"_s;
}

void TestWidgets::aBoxKeepsItsChoice()
{
    QFETCH(Change, change);
    QFETCH(QString, chosen);
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"title"_s});
    QTRY_VERIFY(!model.isLoading());
    QComboBox box;
    box.setModel(&model);
    box.setModelColumn(1);
    show(box);
    QTest::keyClick(&box, Qt::Key_B); // as typing chooses
    QCOMPARE(box.currentText(), u"b"_s);
    const QString before = titles(model);
    change();
    QTRY_VERIFY(titles(model) != before);
    QCOMPARE(box.currentText(), chosen);
    QCOMPARE(box.currentData(Qt::UserRole).toLongLong(), 2);
}

namespace {

// A form by a mapper.
struct Form : QWidget {
    QLineEdit *title = new QLineEdit;
    QSpinBox *year = new QSpinBox;
    QDataWidgetMapper mapper;

    explicit Form(LiveModel *model)
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(title);
        layout->addWidget(year);
        year->setMaximum(3000);
        mapper.setModel(model);
        mapper.addMapping(title, 1);
        mapper.addMapping(year, 2);
    }
};

} // namespace

void TestWidgets::aMappedFormFollowsItsRow()
{
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"year"_s});
    QTRY_VERIFY(!model.isLoading());
    Form form(&model);
    form.mapper.setCurrentIndex(1);
    show(form);
    QCOMPARE(form.title->text(), u"b"_s);
    saveElsewhere({.id = 2, .title = u"changed"_s, .year = 25});
    QTRY_COMPARE(form.title->text(), u"changed"_s);
    QCOMPARE(form.year->value(), 25);
    saveElsewhere({.title = u"x"_s, .year = 1});
    QTRY_COMPARE(model.count(), 4);
    QCOMPARE(form.mapper.currentIndex(), 2);
    saveElsewhere({.id = 2, .title = u"moved"_s, .year = 99});
    QTRY_COMPARE(form.title->text(), u"moved"_s);
    QCOMPARE(form.mapper.currentIndex(), 3);
}

void TestWidgets::aMappedFormSaves()
{
    fill(u"a 10, b 20, c 30"_s);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"year"_s});
    QTRY_VERIFY(!model.isLoading());
    Form form(&model);
    form.mapper.setCurrentIndex(1);
    show(form);
    QTest::mouseClick(form.title, Qt::LeftButton);
    QTest::keyClick(form.title, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(form.title, u"typed"_s);
    QTest::keyClick(form.title, Qt::Key_Tab);
    QTRY_COMPARE(m_database->titles(), QVariantList({u"a"_s, u"typed"_s, u"c"_s}));
    QTest::keyClick(form.year, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(form.year, u"45"_s); // behind the last
    QTest::keyClick(form.year, Qt::Key_Return);
    QTRY_COMPARE(Book::get(2).value().year, 45);
    QTRY_COMPARE(titles(model), u"a c typed"_s);
    QCOMPARE(form.mapper.currentIndex(), 2);
    QCOMPARE(form.title->text(), u"typed"_s);
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
