// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "steadytable.h"
#include "support/library.h"

#include <Signalbox/LiveModel>

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>

#include <algorithm>
#include <thread>
#include <vector>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// While threads insert, change, move and delete rows at random: what is selected stays selected until it is
/// deleted, the current row stays the current one, and the row at the top of a view stays there, unless it
/// moved or was deleted itself, or the view comes to the end of the rows.
class TestSteadiness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_database.reset(); }

    void aTableIsSteady_data() { addSeeds(); }
    void aTableIsSteady();
    void aListIsSteady_data() { addSeeds(); }
    void aListIsSteady();

private:
    static void addSeeds()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    // The keys in the order of a query by year.
    static QList<qint64> stored() { return Book::objects().orderBy({u"year"_s}).keys().value(); }

    std::unique_ptr<TestDatabase> m_database;
};

namespace {

constexpr int books = 300;
constexpr int rounds = 12;
constexpr int changes = 12; // of each thread, in each round

// Leaves @p spared alone.
void changeMuch(quint32 seed, const QList<qint64> &spared)
{
    QRandomGenerator random(seed);
    for (int i = 0; i < changes; ++i) {
        const qint64 key = random.bounded(1, books);
        const int year = random.bounded(10 * books);
        const int what = random.bounded(4);
        Book book{.id = what == 0 || spared.contains(key) ? 0 : key, .title = u"changed"_s, .year = year};
        // Another thread may have deleted it.
        [[maybe_unused]] const bool isDone =
            what == 1 && book.id != 0 ? bool(book.remove()) : bool(book.save({.forceUpdate = book.id != 0}));
    }
}

// From two threads, in batches as they come.
void changeByThreads(QRandomGenerator &random, const QList<qint64> &spared)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i)
        threads.emplace_back(changeMuch, random.generate(), spared);
    QTest::qWait(1); // some events arrive meanwhile
    for (std::thread &thread : threads)
        thread.join();
}

QList<qint64> keysOf(const LiveModel &model)
{
    QList<qint64> keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys << model.index(row, 0).data().toLongLong();
    return keys;
}

} // namespace

void TestSteadiness::init()
{
    m_database = std::make_unique<TestDatabase>();
    Transaction transaction;
    for (int i = 0; i < books; ++i)
        QVERIFY(Book({.title = QString::number(i), .year = 10 * i}).save());
    QVERIFY(transaction.commit());
}

void TestSteadiness::aTableIsSteady()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    LiveModel model(u"library.Book"_s);
    model.setOrderBy({u"year"_s});
    QTRY_VERIFY(!model.isLoading());
    SteadyTable table;
    table.setModel(&model);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.resize(400, 300);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    for (int round = 0; round < rounds; ++round) {
        table.selectionModel()->clear();
        QList<qint64> selected;
        for (int i = 0; i < 8; ++i) {
            const int row = random.bounded(model.count());
            table.selectionModel()->select(model.index(row, 0),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
            selected << model.index(row, 0).data().toLongLong();
        }
        const int topRow = random.bounded(20, model.count() / 2);
        table.verticalScrollBar()->setValue(topRow);
        const qint64 top = model.index(table.rowAt(0), 0).data().toLongLong();
        QCOMPARE(model.indexOf(top), topRow);
        const qint64 current = model.index(random.bounded(model.count()), 0).data().toLongLong();
        table.selectionModel()->setCurrentIndex(model.index(model.indexOf(current), 1),
                                                QItemSelectionModel::NoUpdate);
        table.verticalScrollBar()->setValue(topRow);

        changeByThreads(random, {top, current});

        QTRY_COMPARE(keysOf(model), stored());
        QSet<qint64> expected;
        for (const qint64 key : std::as_const(selected)) {
            if (model.indexOf(key) >= 0)
                expected << key;
        }
        QSet<qint64> left;
        const auto rows = table.selectionModel()->selectedRows();
        for (const QModelIndex &row : rows)
            left << row.data().toLongLong();
        QCOMPARE(left, expected);
        QCOMPARE(table.currentIndex().siblingAtColumn(0).data().toLongLong(), current);
        QCOMPARE(table.currentIndex().column(), 1);
        QCOMPARE(model.index(table.rowAt(0), 0).data().toLongLong(), top);
    }
}

void TestSteadiness::aListIsSteady()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    QQuickView view;
    view.engine()->addImportPath(QStringLiteral(SIGNALBOX_QML_IMPORT_PATH));
    QQmlComponent component(view.engine());
    component.setData(R"(
        import QtQuick
        import Signalbox
        ListView {
            width: 400; height: 300
            model: LiveModel { objectName: "books"; model: "library.Book"; orderBy: "year" }
            delegate: Text {
                required property int id
                required property string title
                height: 20; text: title
            }
            function topKey() { return itemAt(0, contentY + 1)?.id ?? 0 }
            function isNear(key) {
                for (const item of Array.from(contentItem.children)) {
                    if (item.id === key)
                        return Math.abs(item.y - contentY) < height
                }
                return false
            }
            function keyOfCurrent() { return currentItem?.id ?? 0 }
        })",
                      QUrl(u"qrc:/list.qml"_s));
    auto *list = qobject_cast<QQuickItem *>(component.create());
    QVERIFY2(list, qPrintable(component.errorString()));
    view.setContent({}, nullptr, list);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *model = list->property("model").value<LiveModel *>();
    QVERIFY(model);
    QTRY_COMPARE(model->count(), books);
    const auto ask = [list](const char *function) {
        QVariant answer;
        QMetaObject::invokeMethod(list, function, Q_RETURN_ARG(QVariant, answer));
        return answer.toLongLong();
    };
    for (int round = 0; round < rounds; ++round) {
        const int topRow = random.bounded(20, model->count() / 2);
        list->setProperty("currentIndex", topRow + 3);
        QMetaObject::invokeMethod(list, "positionViewAtIndex", Q_ARG(int, topRow), Q_ARG(int, 0));
        QTRY_COMPARE(ask("topKey"), model->get(topRow).value<Book>().id);
        const qint64 top = ask("topKey");
        const qint64 current = ask("keyOfCurrent");

        changeByThreads(random, {top, current});

        QTRY_COMPARE(keysOf(*model), stored());
        QTRY_COMPARE(ask("keyOfCurrent"), current);
        // Qt's ListView may end up some rows beside it, when rows come and go at the very edge.
        QVariant isNear;
        QMetaObject::invokeMethod(list, "isNear", Q_RETURN_ARG(QVariant, isNear), Q_ARG(QVariant, top));
        QVERIFY(isNear.toBool());
    }
}

QTEST_MAIN(TestSteadiness)
#include "tst_steadiness.moc"
