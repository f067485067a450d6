// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/liveflood.h"
#include "support/liveshelf.h"

#include <Signalbox/ModelSignals>
#include <Signalbox/Transaction>

#include <QRandomGenerator>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

using LiveFlood::addBooks;
using LiveFlood::busyFor;
using LiveFlood::many;

namespace {

/// Counts how many of it there are.
class Counted {
public:
    Counted() { ++alive; }
    Counted(const Counted &) { ++alive; }
    ~Counted() { --alive; }
    Counted &operator=(const Counted &) = default;

    inline static std::atomic<int> alive = 0;
};

} // namespace

/// A model whose instances can be counted.
class Leaflet {
    Q_GADGET
    SIGNALBOX_MODEL(Leaflet)
    Q_CLASSINFO("app", "flood")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int number MEMBER number)
public:
    qint64 id = 0;
    int number = 0;
    Counted counted = {};
};

/// What a LiveModel does when more is written than it can show at once.
class TestLiveFlood : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void itIsShownInSlices();
    void theModelsOfAThreadShareItsTurns();
    void nothingIsLost_data();
    void nothingIsLost();
    void memoryGoesByRowsAndNotByEvents();
    void rowsThatLeaveAWindowCostOneQuery();
    void whatIsRelatedIsShownInSlices();
    void whatHappensInMidSlice_data();
    void whatHappensInMidSlice();
    void theApplicationMayEndInMidSlice();
    void anEventLoopMayRunWhileItIsDestroyed();

private:
    std::unique_ptr<TestDatabase> m_database;
};

namespace {

/// Counts what happens between two turns of the event loop, from the first on.
class Turns : public QObject {
public:
    Turns()
    {
        m_timer.callOnTimeout(this, [this] {
            ++turns;
            m_inTurn = 0;
        });
        m_timer.start();
    }
    void count() { most = std::max(most, ++m_inTurn); }

    int turns = 0;
    int most = 0; ///< in one turn

private:
    QTimer m_timer;
    int m_inTurn = 0;
};

} // namespace

// With a view that takes 5 ms for each run of rows, two of them are more than there is time for.
void TestLiveFlood::itIsShownInSlices()
{
    LiveModel model(u"library.Book"_s);
    Turns turns;
    connect(&model, &QAbstractItemModel::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
        QVERIFY(last - first < LiveModel::maximumBatch());
        turns.count();
        busyFor(5);
    });
    addBooks(many);
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), many);
    QVERIFY2(turns.most <= 2, qPrintable(QString::number(turns.most)));
    QVERIFY2(turns.turns >= 10, qPrintable(QString::number(turns.turns)));
    QCOMPARE(shownBy(model), freshlyQueried(model));
}

void TestLiveFlood::theModelsOfAThreadShareItsTurns()
{
    constexpr int count = 4;
    std::vector<std::unique_ptr<LiveModel>> models;
    Turns turns;
    for (int i = 0; i < count; ++i) {
        models.push_back(std::make_unique<LiveModel>(u"library.Book"_s));
        connect(models.back().get(), &QAbstractItemModel::rowsInserted, this, [&] {
            turns.count();
            busyFor(5);
        });
    }
    addBooks(many);
    for (const auto &model : models)
        QTRY_COMPARE(model->rowCount(), many);
    // Two of one, and one of each other; each on its own would be two of each.
    QVERIFY2(turns.most <= count + 1, qPrintable(QString::number(turns.most)));
}

void TestLiveFlood::nothingIsLost_data()
{
    QTest::addColumn<QVariantMap>("filter");
    QTest::addColumn<QStringList>("orderBy");
    QTest::addColumn<int>("limit");

    QTest::newRow("all") << QVariantMap() << QStringList() << -1;
    QTest::newRow("ordered") << QVariantMap() << QStringList{u"-year"_s, u"title"_s} << -1;
    QTest::newRow("filtered") << QVariantMap{{u"year__lt"_s, 50}} << QStringList{u"title"_s} << -1;
    QTest::newRow("limited") << QVariantMap() << QStringList{u"year"_s} << 30;
}

void TestLiveFlood::nothingIsLost()
{
    QFETCH(QVariantMap, filter);
    QFETCH(QStringList, orderBy);
    QFETCH(int, limit);
    addBooks(many);
    LiveModel model(u"library.Book"_s);
    model.setFilter(filter);
    model.setOrderBy(orderBy);
    model.setLimit(limit);
    std::atomic<int> running = 2;
    const auto flood = [&running](int parity) { // two transactions never wait for each other's rows
        QRandomGenerator random{quint32(parity)};
        for (int i = 0; i < 5; ++i) {
            Transaction transaction;
            for (int j = 0; j < LiveModel::maximumBatch(); ++j) {
                Book book{.id = 2 * random.bounded(1, many / 2 + 1) - parity};
                if (random.bounded(3) == 0) {
                    QVERIFY(book.remove());
                    continue;
                }
                book.title = QString::number(i * j);
                book.year = random.bounded(100);
                QVERIFY(book.save());
            }
            QVERIFY(transaction.commit());
        }
        Database::closeThreadConnections();
        --running;
    };
    std::thread one(flood, 0);
    std::thread other(flood, 1);
    while (running > 0)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    one.join();
    other.join();
    QTRY_COMPARE(shownBy(model), freshlyQueried(model));
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.indexOf(model.get(row).value<Book>().id), row);
}

// While the model's thread does something else.
void TestLiveFlood::memoryGoesByRowsAndNotByEvents()
{
    constexpr int rows = 10;
    QVERIFY(syncdb<Leaflet>());
    {
        LiveModel model(u"flood.Leaflet"_s);
        int mostAlive = 0;
        std::thread([&mostAlive] {
            for (int i = 0; i < 50; ++i) {
                Transaction transaction;
                for (int key = 1; key <= rows; ++key)
                    QVERIFY(Leaflet({.id = key, .number = i * rows + key}).save());
                QVERIFY(transaction.commit());
                mostAlive = std::max(mostAlive, int(Counted::alive));
            }
            Database::closeThreadConnections();
        }).join();
        QVERIFY2(mostAlive <= 2 * rows, qPrintable(QString::number(mostAlive)));
        QTRY_COMPARE(model.rowCount(), rows);
        for (int row = 0; row < rows; ++row)
            QCOMPARE(model.get(row).value<Leaflet>().number, 49 * rows + row + 1);
        QVERIFY2(Counted::alive <= 2 * rows, qPrintable(QString::number(Counted::alive)));
    }
    QCOMPARE(int(Counted::alive), 0);
}

void TestLiveFlood::rowsThatLeaveAWindowCostOneQuery()
{
    constexpr int limit = 10;
    addBooks(100);
    LiveModel model(u"library.Book"_s);
    model.setLimit(limit);
    QTRY_COMPARE(model.rowCount(), limit);
    int loaded = 0;
    const ScopedConnection counting = postInit().connect<Book>([&] { ++loaded; });
    {
        Transaction transaction;
        for (int key = 1; key <= limit; ++key)
            QVERIFY(Book({.id = key}).remove());
        QVERIFY(transaction.commit());
    }
    QTRY_COMPARE(model.indexOf(limit + 1), 0);
    QCOMPARE(loaded, limit);
}

void TestLiveFlood::whatIsRelatedIsShownInSlices()
{
    QVERIFY((syncdb<Genre, Writer, Novel>()));
    QList<Writer> writers;
    for (int i = 0; i < many; ++i)
        writers << Writer({.name = u"before"_s});
    QVERIFY(Writer::bulkCreate(writers));
    QList<Novel> novels;
    for (const Writer &writer : std::as_const(writers))
        novels << Novel({.writer = writer});
    QVERIFY(Novel::bulkCreate(novels));
    LiveModel model;
    model.setColumns({u"writer.name"_s});
    model.setModel(u"live.Novel"_s);
    QTRY_COMPARE(model.rowCount(), many);
    Turns turns;
    connect(&model, &QAbstractItemModel::dataChanged, this, [&] { turns.count(); });
    QVERIFY(Writer::objects().update({{u"name"_s, u"after"_s}}, {.signal = true}));
    int shown = 0;
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [&](const QModelIndex &first, const QModelIndex &last) {
                QCOMPARE(first.data(), QVariant(u"after"_s));
                shown += last.row() - first.row() + 1;
                busyFor(1);
            });
    QTRY_COMPARE(shown, many);
    QVERIFY2(turns.most < 2 * LiveModel::maximumBatch(), qPrintable(QString::number(turns.most)));
}

using Deed = std::function<void(std::unique_ptr<LiveModel> &)>;

void TestLiveFlood::whatHappensInMidSlice_data()
{
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<bool>("isAtOnce"); // or by a slot of the model

    const QList<std::pair<const char *, Deed>> deeds{
        {"it is destroyed", [](auto &model) { model.reset(); }},
        {"another filter",
         [](auto &model) {
             model->setFilter({{u"id__gt"_s, 100}});
         }},
        {"another order", [](auto &model) { model->setOrderBy({u"-title"_s}); }},
        {"a limit", [](auto &model) { model->setLimit(20); }},
        {"other columns", [](auto &model) { model->setColumns({u"title"_s}); }},
        {"a reload", [](auto &model) { model->reload(); }},
        {"no model, and the same again",
         [](auto &model) {
             model->setModel({});
             model->setModel(u"library.Book"_s);
         }},
        {"no database, and the same again",
         [](auto &model) {
             model->setDatabase({});
             model->setDatabase(u"default"_s);
         }},
        {"it is told more, and destroyed",
         [](auto &model) {
             QVERIFY(Book({.title = u"more"_s}).save());
             model.reset();
         }},
        {"another write", [](auto &) { QVERIFY(Book({.id = 1, .title = u"again"_s}).save()); }},
        {"an edit", [](auto &model) { QVERIFY(model->setData(model->index(0, 1), u"edited"_s)); }},
        {"a removal", [](auto &model) { QVERIFY(model->removeRows(0, 2)); }},
        {"an event loop", [](auto &) { QCoreApplication::processEvents(); }},
    };
    for (const auto &[name, deed] : deeds) {
        QTest::addRow("%s between two slices", name) << deed << false;
        QTest::addRow("%s by a slot", name) << deed << true;
    }
}

void TestLiveFlood::whatHappensInMidSlice()
{
    QFETCH(Deed, deed);
    QFETCH(bool, isAtOnce);
    auto model = std::make_unique<LiveModel>(u"library.Book"_s);
    LiveModel *const watched = model.get();
    bool isDone = false;
    connect(watched, &QAbstractItemModel::rowsInserted, watched, [&] {
        if (isDone)
            return;
        busyFor(5);
        isDone = watched->rowCount() >= many / 2;
        if (!isDone)
            return;
        if (isAtOnce)
            deed(model);
        else
            QTimer::singleShot(0, this, [&] { deed(model); });
    });
    addBooks(many);
    QTRY_VERIFY(isDone);
    QCoreApplication::processEvents();
    if (!model)
        return;
    QTRY_VERIFY(!model->isLoading());
    QTRY_COMPARE(shownBy(*model), freshlyQueried(*model));
}

void TestLiveFlood::theApplicationMayEndInMidSlice()
{
    auto model = std::make_unique<LiveModel>(u"library.Book"_s);
    QEventLoop loop; // as exec() of the application, which comes to its end
    connect(model.get(), &QAbstractItemModel::rowsInserted, this, [&] {
        busyFor(10);
        loop.quit();
    });
    addBooks(many);
    loop.exec();
    QVERIFY(model->rowCount() > 0);
    QVERIFY(model->rowCount() < many);
    addBooks(1); // is told of
    model.reset();
    addBooks(1);
}

// With its wake-up on its way, and its timer running.
void TestLiveFlood::anEventLoopMayRunWhileItIsDestroyed()
{
    auto model = std::make_unique<LiveModel>(u"library.Book"_s);
    bool hasRun = false;
    connect(model.get(), &QObject::destroyed, this, [&] {
        QTest::qWait(20);
        hasRun = true;
    });
    addBooks(1);
    model->setLimit(5);
    model.reset();
    QVERIFY(hasRun);
}

QTEST_GUILESS_MAIN(TestLiveFlood)
#include "tst_liveflood.moc"
