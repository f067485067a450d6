// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/library.h"
#include "support/stress.h"

#include <Signalbox/LiveModel>
#include <Signalbox/Transaction>

#include <QRandomGenerator>

#include <map>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Many threads write, and others are told of it.
class TestModelThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEventArrivesOnceAndItsRowIsThere();
};

namespace {

constexpr int writers = 8;
constexpr int steps = 60;

// What one receiver was told, in its own thread.
struct Heard {
    std::map<quint64, qint64> events; // revision, key
    std::map<qint64, quint64> removed; // key, revision
    QList<std::pair<qint64, quint64>> missing; // rows that were not there, and the event's revision
    int doubled = 0;

    void saved(const Book &book, quint64 revision)
    {
        note(book.id, revision);
        const auto row = Book::get(book.id); // on this thread's connection
        if (!row)
            missing << std::pair(book.id, revision);
        else if (row->year < book.year) // a writer counts up
            missing << std::pair(-book.id, revision);
    }
    void gone(const Book &book, quint64 revision)
    {
        note(book.id, revision);
        removed[book.id] = revision;
        if (Book::get(book.id))
            missing << std::pair(-book.id, revision);
    }
    void note(qint64 key, quint64 revision) { doubled += events.emplace(revision, key).second ? 0 : 1; }
    // Keys aren't used again: a row that isn't there must be one that was removed later.
    int unexplained() const
    {
        int count = 0;
        for (const auto &[key, revision] : missing) {
            const auto later = removed.find(key);
            count += later == removed.end() || later->second <= revision ? 1 : 0;
        }
        return count;
    }
};

} // namespace

void TestModelThreads::everyEventArrivesOnceAndItsRowIsThere()
{
    const TestDatabase database;
    if (PostgresDatabase::isWanted()) { // commits that take a while: who is told before finds nothing
        database.outside(u"CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS "
                         "$$BEGIN PERFORM pg_sleep(0.002); RETURN NULL; END$$"_s);
        database.outside(u"CREATE CONSTRAINT TRIGGER linger AFTER INSERT OR UPDATE OR DELETE ON library_book "
                         "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()"_s);
    }
    LiveModel model(u"library.Book"_s);
    Place places[2];
    Heard queued[2];
    Heard afterCommit[writers]; // in the thread that commits
    std::vector<ScopedConnection> connections;
    for (int i = 0; i < 2; ++i) {
        Heard &heard = queued[i];
        connections.emplace_back(
            postSave().connect<Book>(places[i].context(), [&heard](const Book &book, const PostSave &event) {
                heard.saved(book, event.revision);
            }));
        connections.emplace_back(postDelete().connect<Book>(
            places[i].context(),
            [&heard](const Book &book, const PostDelete &event) { heard.gone(book, event.revision); }));
    }
    static thread_local int writer = -1;
    connections.emplace_back(postSave().connect<Book>(
        [&](const Book &book, const PostSave &event) {
            if (writer >= 0)
                afterCommit[writer].saved(book, event.revision);
        },
        {.phase = Phase::AfterCommit}));
    connections.emplace_back(postDelete().connect<Book>(
        [&](const Book &book, const PostDelete &event) {
            if (writer >= 0)
                afterCommit[writer].gone(book, event.revision);
        },
        {.phase = Phase::AfterCommit}));

    std::atomic<int> failures = 0;
    std::atomic<int> events = 0;
    inThreads(writers, [&](int number) {
        writer = number;
        QRandomGenerator random(quint32(number) + 1);
        QList<Book> mine;
        const auto step = [&](QList<Book> &books, int &count) {
            const int kind = books.isEmpty() ? 0 : random.bounded(4);
            bool worked = false;
            if (kind < 2) {
                Book book{.title = QString::number(number), .year = 1};
                worked = bool(book.save());
                books << book;
            } else if (kind == 2) {
                Book &book = books[random.bounded(books.size())];
                ++book.year;
                worked = bool(book.save());
            } else {
                worked = bool(books[0].remove());
                books.removeFirst();
            }
            ++count;
            failures += worked ? 0 : 1;
        };
        for (int i = 0; i < steps; ++i) {
            QList<Book> books = mine;
            int count = 0;
            const int kind = random.bounded(3);
            if (kind == 0) {
                step(books, count);
            } else {
                Transaction transaction;
                for (int j = random.bounded(4); j >= 0; --j)
                    step(books, count);
                if (kind == 1)
                    continue; // rolled back
                failures += transaction.commit() ? 0 : 1;
            }
            mine = books;
            events += count;
        }
        writer = -1;
    });
    QCOMPARE(failures.load(), 0);

    std::map<quint64, qint64> committed;
    for (const Heard &heard : afterCommit) {
        committed.insert(heard.events.begin(), heard.events.end());
        QCOMPARE(heard.doubled, 0);
        QCOMPARE(heard.unexplained(), 0); // nobody else touches the rows of this thread
    }
    QCOMPARE(int(committed.size()), events.load());
    for (int i = 0; i < 2; ++i) {
        places[i]->drain();
        places[i]->drain();
        QVERIFY(queued[i].events == committed);
        QCOMPARE(queued[i].doubled, 0);
        QCOMPARE(queued[i].unexplained(), 0);
    }
    const auto titlesOf = [](const LiveModel &shown) {
        QStringList rows;
        for (int row = 0; row < shown.rowCount(); ++row) {
            const Book book = shown.get(row).value<Book>();
            rows << u"%1 %2 %3"_s.arg(book.id).arg(book.title).arg(book.year);
        }
        return rows;
    };
    const auto books = Book::objects().all();
    QStringList rows;
    for (const Book &book : *books)
        rows << u"%1 %2 %3"_s.arg(book.id).arg(book.title).arg(book.year);
    QVERIFY(!rows.isEmpty());
    QTRY_COMPARE(titlesOf(model), rows);
    connections.clear();
}

QTEST_GUILESS_MAIN(TestModelThreads)
#include "tst_modelthreads.moc"
