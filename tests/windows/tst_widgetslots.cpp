// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <QLabel>
#include <QProgressBar>
#include <QThread>

#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Widgets that are connected to model events.
class TestWidgetSlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void aWidgetHearsInItsOwnThread_data();
    void aWidgetHearsInItsOwnThread();
    void aWidgetHearsOnlyWhatIsCommitted();
    void aWidgetThatDiesHearsNoMore();
    void widgetsDieWhileAnotherThreadSaves();

private:
    std::unique_ptr<TestDatabase> m_database;
};

/// A widget with a slot for events.
class Shelf : public QLabel {
    Q_OBJECT

public:
    void onBookSaved(const Book &book, const PostSave &event)
    {
        isInOwnThread = QThread::currentThread() == thread();
        setText((event.created ? u"new "_s : u"changed "_s) + book.title);
    }
    bool isInOwnThread = false;
};

using Connect = std::function<void(Shelf *)>;

void TestWidgetSlots::aWidgetHearsInItsOwnThread_data()
{
    QTest::addColumn<Connect>("connect");
    QTest::addColumn<QString>("shown");
    QTest::newRow("its slot") << Connect([](Shelf *shelf) {
        postSave().connect<Book>(shelf, &Shelf::onBookSaved, {.phase = Phase::AfterCommit});
    }) << u"new Emma"_s;
    QTest::newRow("setText() by a lambda") << Connect([](Shelf *shelf) {
        postSave().connect<Book>(shelf,
                                 [shelf](const Book &book) {
                                     shelf->isInOwnThread = QThread::currentThread() == shelf->thread();
                                     shelf->setText(book.title);
                                 },
                                 {.phase = Phase::AfterCommit});
    }) << u"Emma"_s;
    QTest::newRow("without AfterCommit, from another thread")
        << Connect([](Shelf *shelf) { postSave().connect<Book>(shelf, &Shelf::onBookSaved); })
        << u"new Emma"_s;
}

void TestWidgetSlots::aWidgetHearsInItsOwnThread()
{
    QFETCH(Connect, connect);
    QFETCH(QString, shown);
    Shelf shelf;
    shelf.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shelf));
    connect(&shelf);
    std::thread([] { QVERIFY(Book({.title = u"Emma"_s}).save()); }).join();
    QCOMPARE(shelf.text(), QString()); // not before its event loop
    QTRY_COMPARE(shelf.text(), shown);
    QVERIFY(shelf.isInOwnThread);
}

void TestWidgetSlots::aWidgetHearsOnlyWhatIsCommitted()
{
    Shelf shelf;
    postSave().connect<Book>(&shelf, &Shelf::onBookSaved, {.phase = Phase::AfterCommit});
    {
        const Transaction transaction;
        QVERIFY(Book({.title = u"in vain"_s}).save());
    }
    QCoreApplication::processEvents();
    QCOMPARE(shelf.text(), QString());
    Transaction transaction;
    QVERIFY(Book({.title = u"Emma"_s}).save());
    QCOMPARE(shelf.text(), QString());
    QVERIFY(transaction.commit());
    QTRY_COMPARE(shelf.text(), u"new Emma"_s);
}

void TestWidgetSlots::aWidgetThatDiesHearsNoMore()
{
    auto shelf = std::make_unique<Shelf>();
    int heard = 0;
    postSave().connect<Book>(shelf.get(), [&heard] { ++heard; }, {.phase = Phase::AfterCommit});
    std::thread([] { QVERIFY(Book({.title = u"Emma"_s}).save()); }).join();
    shelf.reset(); // with the event under way
    QCoreApplication::processEvents();
    QCOMPARE(heard, 0);
    QVERIFY(!postSave().hasListeners(Sender::of<Book>()));
}

void TestWidgetSlots::widgetsDieWhileAnotherThreadSaves()
{
    std::atomic<bool> isOver = false;
    std::thread saver([&] {
        Book book{.title = u"Emma"_s};
        while (!isOver) {
            ++book.year;
            if (!book.save())
                break;
        }
    });
    int heard = 0;
    for (int i = 0; i < 200 || heard == 0; ++i) {
        QProgressBar bar;
        postSave().connect<Book>(&bar,
                                 [&](const Book &book) {
                                     ++heard;
                                     bar.setValue(book.year);
                                 },
                                 {.phase = Phase::AfterCommit});
        if (i % 2)
            QCoreApplication::processEvents();
    }
    isOver = true;
    saver.join();
    QVERIFY(!postSave().hasListeners(Sender::of<Book>()));
}

QTEST_MAIN(TestWidgetSlots)
#include "tst_widgetslots.moc"
