// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Notes every model signal with what a receiver finds at that moment.
class Recorder : public QObject {
    Q_OBJECT

public:
    Recorder()
    {
        preSave().connect<Book>(this, [this](const Book &book) { note(u"pre_save"_s, book); });
        postSave().connect<Book>(this, [this](const Book &book, const PostSave &event) {
            note(event.created ? u"post_save created"_s : u"post_save"_s, book);
        });
        preDelete().connect<Book>(this, [this](const Book &book) { note(u"pre_delete"_s, book); });
        postDelete().connect<Book>(this, [this](const Book &book) { note(u"post_delete"_s, book); });
    }
    QStringList take() { return std::exchange(m_notes, {}); }

private:
    void note(const QString &what, const Book &book)
    {
        QVariantList rows;
        if (auto connection = Database::connection()) {
            QSqlQuery query(u"SELECT title FROM library_book WHERE id = %1"_s.arg(book.id), *connection);
            while (query.next())
                rows << query.value(0);
        }
        const QString row = rows.isEmpty() ? u"no row"_s : u"row "_s + rows[0].toString();
        m_notes << u"%1 %2 %3, %4"_s.arg(what).arg(book.id).arg(book.title, row);
    }

    QStringList m_notes;
};

class TestSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void theSignalsComeInDjangosOrder();
    void aPresetKeyUpdatesOrInserts();
    void whatIsSavedIsLoaded_data();
    void whatIsSavedIsLoaded();
    void allLoadsInTheOrderOfTheKeys();
    void aPreSaveReceiverMayChangeTheInstance();
    void anExceptionInPreSaveStopsTheSave();
    void anExceptionInPostSaveLeavesTheRow();
    void anExceptionInADeleteReceiverKeepsTheRow_data();
    void anExceptionInADeleteReceiverKeepsTheRow();
    void removingTwoTimes();
    void removingARowThatIsGoneSendsBothSignals();
    void keysAreNotUsedAgain();
    void aSnapshotKeepsTheValuesOfItsMoment();
    void aQueuedReceiverGetsASnapshot();
    void aTypedReceiverTakesQtsConnectionType();
    void typedReceiversHearTheirClassOnly();
    void aTypedReceiverIsConnectedOnce();
    void aTypedReceiverThatIsNoneIsRefused();
    void aTypedReceiverHasOneSender_data();
    void aTypedReceiverHasOneSender();
    void askingForTheWrongClassThrows();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestSaving::theSignalsComeInDjangosOrder()
{
    Recorder recorder;
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save()->created);
    QCOMPARE(recorder.take(),
             QStringList({u"pre_save 0 Emma, no row"_s, u"post_save created 1 Emma, row Emma"_s}));
    QCOMPARE(book.id, 1);

    book.title = u"Persuasion"_s;
    QVERIFY(!book.save()->created);
    QCOMPARE(
        recorder.take(),
        QStringList({u"pre_save 1 Persuasion, row Emma"_s, u"post_save 1 Persuasion, row Persuasion"_s}));

    QCOMPARE(book.remove()->count, 1);
    QCOMPARE(
        recorder.take(),
        QStringList({u"pre_delete 1 Persuasion, row Persuasion"_s, u"post_delete 1 Persuasion, no row"_s}));
    QCOMPARE(book.id, 0);
    QCOMPARE(m_database->titles(), QVariantList());
}

void TestSaving::aPresetKeyUpdatesOrInserts()
{
    Book book{.id = 42, .title = u"Emma"_s};
    QVERIFY(book.save()->created);
    QVERIFY(!book.save()->created);
    QCOMPARE(m_database->outside(u"SELECT id FROM library_book"_s), QVariantList({QVariant(42)}));
}

void TestSaving::whatIsSavedIsLoaded_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("year");
    QTest::newRow("plain") << u"Emma"_s << 1815;
    QTest::newRow("null") << QString() << 0;
    QTest::newRow("quotes") << u"'; DROP TABLE library_book; --\""_s << -1;
    QTest::newRow("unicode") << u"Ωμέγα 🜀 \u200f\ufeff"_s << std::numeric_limits<int>::max();
    QTest::newRow("a megabyte") << QString(1024 * 1024, u'x') << std::numeric_limits<int>::min();
}

void TestSaving::whatIsSavedIsLoaded()
{
    QFETCH(QString, title);
    QFETCH(int, year);
    Book book{.title = title, .year = year};
    QVERIFY(book.save());
    const auto loaded = Book::get(book.id);
    QVERIFY(loaded);
    QCOMPARE(loaded->title, title);
    QCOMPARE(loaded->year, year);
    QCOMPARE(loaded->id, book.id);
}

void TestSaving::allLoadsInTheOrderOfTheKeys()
{
    for (const qint64 key : {3, 1, 2})
        QVERIFY(Book({.id = key, .title = QString::number(key)}).save());
    const auto books = Book::objects().all();
    QVERIFY(books);
    QCOMPARE(
        *books,
        QList<Book>({{.id = 1, .title = u"1"_s}, {.id = 2, .title = u"2"_s}, {.id = 3, .title = u"3"_s}}));
}

void TestSaving::aPreSaveReceiverMayChangeTheInstance()
{
    const ScopedConnection connection = preSave().connect<Book>(
        [](const Book &, const PreSave &event) { event.instance.live<Book>()->title += u'!'; });
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    QCOMPARE(book.title, u"Emma!"_s);
    QCOMPARE(m_database->titles(), QVariantList({u"Emma!"_s}));
}

void TestSaving::anExceptionInPreSaveStopsTheSave()
{
    int posts = 0;
    const ScopedConnection post = postSave().connect([&] { ++posts; });
    const ScopedConnection pre = preSave().connect([] { throw std::runtime_error("no"); });
    Book book{.title = u"Emma"_s};
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)book.save());
    QCOMPARE(book.id, 0);
    QCOMPARE(posts, 0);
    QCOMPARE(m_database->titles(), QVariantList());
}

void TestSaving::anExceptionInPostSaveLeavesTheRow()
{
    const ScopedConnection post = postSave().connect([] { throw std::runtime_error("no"); });
    Book book{.title = u"Emma"_s};
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)book.save());
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s}));
}

void TestSaving::anExceptionInADeleteReceiverKeepsTheRow_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("pre_delete") << true;
    QTest::newRow("post_delete") << false;
}

void TestSaving::anExceptionInADeleteReceiverKeepsTheRow()
{
    QFETCH(bool, before);
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    const auto fail = [] { throw std::runtime_error("no"); };
    ScopedConnection connection = before ? preDelete().connect(fail) : postDelete().connect(fail);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)book.remove());
    QCOMPARE(book.id, 1);
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s}));
    connection = {};
    QVERIFY(book.remove());
    QCOMPARE(m_database->titles(), QVariantList());
}

void TestSaving::removingTwoTimes()
{
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    QVERIFY(book.remove());
    Recorder recorder;
    const auto again = book.remove();
    QVERIFY(!again);
    QCOMPARE(again.error().kind(), DatabaseError::Kind::NotSaved);
    QCOMPARE(recorder.take(), QStringList());
}

void TestSaving::removingARowThatIsGoneSendsBothSignals()
{
    Recorder recorder;
    Book book{.id = 77, .title = u"Ghost"_s};
    QCOMPARE(book.remove()->count, 0);
    QCOMPARE(recorder.take(),
             QStringList({u"pre_delete 77 Ghost, no row"_s, u"post_delete 77 Ghost, no row"_s}));
}

void TestSaving::keysAreNotUsedAgain()
{
    Book first{.title = u"first"_s};
    QVERIFY(first.save());
    const qint64 key = first.id;
    QVERIFY(first.remove());
    Book second{.title = u"second"_s};
    QVERIFY(second.save());
    QVERIFY(second.id > key);
}

void TestSaving::aSnapshotKeepsTheValuesOfItsMoment()
{
    QList<PostSave> kept;
    const ScopedConnection connection = postSave().connect([&](const PostSave &event) { kept << event; });
    Book book{.title = u"Emma"_s};
    QVERIFY(book.save());
    book.title = u"changed"_s;
    QCOMPARE(kept[0].instance.as<Book>().title, u"Emma"_s);
    QCOMPARE(kept[0].instance.key(), book.id);
    QCOMPARE(kept[0].instance.value(u"title"), QVariant(u"Emma"_s));
    QCOMPARE(kept[0].instance.value(u"nothing"), QVariant());
    QCOMPARE(kept[0].instance.live<Book>(), nullptr);
}

void TestSaving::aQueuedReceiverGetsASnapshot()
{
    QList<Book> received;
    postSave().connect<Book>(this, [&](const Book &book) { received << book; },
                             {.dispatchUid = u"queued"_s, .type = Qt::QueuedConnection});
    {
        Book book{.title = u"Emma"_s};
        QVERIFY(book.save());
        book.title = u"changed"_s;
    }
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received[0], (Book{.id = 1, .title = u"Emma"_s}));
    QVERIFY(postSave().disconnect(u"queued"_s, Sender::of<Book>()));
}

void TestSaving::aTypedReceiverTakesQtsConnectionType()
{
    class Shelf : public QObject {
    public:
        void onSaved(const Book &) { ++saved; }
        int saved = 0;
    };
    Shelf shelf;
    int called = 0;
    postSave().connect<Book>(&shelf, &Shelf::onSaved, Qt::QueuedConnection);
    postSave().connect<Book>(
        &shelf, [&] { ++called; }, Qt::QueuedConnection);
    Book book;
    QVERIFY(book.save());
    QCOMPARE(shelf.saved + called, 0);
    QTRY_COMPARE(shelf.saved, 1);
    QCOMPARE(called, 1);
}

void TestSaving::typedReceiversHearTheirClassOnly()
{
    int typed = 0;
    int any = 0;
    const ScopedConnection a = postSave().connect<Book>([&] { ++typed; });
    const ScopedConnection b = postSave().connect([&] { ++any; });
    postSave().send("library.Author", {});
    Book book;
    QVERIFY(book.save());
    QCOMPARE(typed, 1);
    QCOMPARE(any, 2);
}

void TestSaving::aTypedReceiverIsConnectedOnce()
{
    class Shelf : public QObject {
    public:
        void onSaved(const Book &, const PostSave &, const Sender &) { ++saved; }
        int saved = 0;
    };
    Shelf shelf;
    QVERIFY(postSave().connect<Book>(&shelf, &Shelf::onSaved).isNew());
    QVERIFY(!postSave().connect<Book>(&shelf, &Shelf::onSaved).isNew());
    Book book;
    QVERIFY(book.save());
    QCOMPARE(shelf.saved, 1);
    QVERIFY(postSave().disconnect(&shelf, &Shelf::onSaved, Sender::of<Book>()));
}

void TestSaving::aTypedReceiverThatIsNoneIsRefused()
{
    const QRegularExpression refused(u"Refused to connect to post_save: .*nullptr"_s);
    QTest::ignoreMessage(QtWarningMsg, refused);
    QVERIFY(!postSave().connect<Book>(static_cast<void (*)()>(nullptr)));
    QTest::ignoreMessage(QtWarningMsg, refused);
    QVERIFY(!postSave().connect<Book>(this, std::function<void()>()));
    QTest::ignoreMessage(QtWarningMsg, refused);
    QVERIFY(!postSave().connect<Book>(nullptr, [] {}));
}

void TestSaving::aTypedReceiverHasOneSender_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<bool>("refused");
    QTest::newRow("none") << Sender() << false;
    QTest::newRow("its class") << Sender::of<Book>() << false;
    QTest::newRow("its label") << Sender(u"library.Book"_s) << false;
    QTest::newRow("another label") << Sender(u"library.Author"_s) << true;
    QTest::newRow("an object") << Sender(this) << true;
}

void TestSaving::aTypedReceiverHasOneSender()
{
    QFETCH(Sender, sender);
    QFETCH(bool, refused);
    if (refused)
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"Refused to connect to post_save: .*sender"_s));
    int heard = 0;
    const ScopedConnection connection =
        postSave().connect<Book>([&heard](const Book &) { ++heard; }, {.sender = sender});
    Book book;
    QVERIFY(book.save());
    QCOMPARE(heard, refused ? 0 : 1);
}

void TestSaving::askingForTheWrongClassThrows()
{
    struct Other { };
    Book book;
    const Instance instance(ModelInfo::of<Book>(), &book);
    QVERIFY_THROWS_EXCEPTION(std::bad_cast, (void)instance.as<int>());
    QVERIFY_THROWS_EXCEPTION(std::bad_cast, (void)Instance().as<Book>());
    QCOMPARE(instance.live<Book>(), &book);
}

QTEST_GUILESS_MAIN(TestSaving)
#include "tst_saving.moc"
