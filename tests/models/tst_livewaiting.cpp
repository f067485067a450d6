// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/liveflood.h"
#include "support/liveshelf.h"

using namespace Signalbox;
using namespace Qt::StringLiterals;

using LiveFlood::addBooks;
using LiveFlood::busyFor;
using LiveFlood::many;

/// What a LiveModel shows first, when more waits to be shown.
class TestLiveWaiting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void theTurnOfEachRowComes();
    void anEditIsShownBeforeWhatWaits();
    void removedRowsGoBeforeWhatWaits();

private:
    std::unique_ptr<TestDatabase> m_database;
};

// Rows that are written again and again do not keep the others from being shown.
void TestLiveWaiting::theTurnOfEachRowComes()
{
    constexpr int batch = LiveModel::maximumBatch();
    addBooks(3 * batch);
    LiveModel model(u"library.Book"_s);
    int year = 0;
    const auto writeFirst = [&year] {
        QVERIFY(
            Book::objects().filter(u"id__lte", 2 * batch).update({{u"year"_s, ++year}}, {.signal = true}));
    };
    int batches = 0;
    connect(&model, &QAbstractItemModel::dataChanged, this, [&] {
        busyFor(10);
        if (++batches < 100)
            writeFirst();
    });
    writeFirst();
    QVERIFY(Book({.id = 3 * batch, .title = u"last"_s}).save());
    const auto isLastShown = [&] { return model.get(3 * batch - 1).value<Book>().title == u"last"; };
    QTRY_VERIFY(isLastShown());
    QVERIFY2(batches < 10, qPrintable(QString::number(batches)));
    batches = 100;
}

void TestLiveWaiting::anEditIsShownBeforeWhatWaits()
{
    addBooks(many);
    LiveModel model(u"library.Book"_s);
    QVERIFY(Book::objects().update({{u"year"_s, 7}}, {.signal = true}));
    const QModelIndex last = model.index(many - 1, 1);
    QVERIFY(model.setData(last, u"edited"_s));
    QCOMPARE(last.data(), QVariant(u"edited"_s));
    QCOMPARE(model.index(0, 2).data(), QVariant(0));
    QTRY_COMPARE(model.index(many - 2, 2).data(), QVariant(7));
    QCOMPARE(last.data(), QVariant(u"edited"_s));
    QCOMPARE(shownBy(model), freshlyQueried(model));
}

void TestLiveWaiting::removedRowsGoBeforeWhatWaits()
{
    addBooks(many);
    LiveModel model(u"library.Book"_s);
    addBooks(many);
    QVERIFY(model.removeRows(10, 5));
    QCOMPARE(model.rowCount(), many - 5);
    QTRY_COMPARE(model.rowCount(), 2 * many - 5);
    QCOMPARE(shownBy(model), freshlyQueried(model));
}

QTEST_GUILESS_MAIN(TestLiveWaiting)
#include "tst_livewaiting.moc"
