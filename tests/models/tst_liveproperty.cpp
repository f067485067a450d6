// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/liveshelf.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

#include <map>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Whatever happens, the rows are those of a fresh query, and indexes stay with their instances.
class TestLiveProperty : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<TestDatabase>();
        QVERIFY((syncdb<Writer, Genre, Novel>()));
    }
    void cleanup() { m_database.reset(); }

    void equalsAFreshQuery_data();
    void equalsAFreshQuery();

private:
    std::unique_ptr<TestDatabase> m_database;
};

namespace {

constexpr int keys = 120; // few, so that the same rows change again and again

void ignore(bool) { }

template <typename T>
void removeByKey(qint64 key)
{
    T instance;
    instance.id = key;
    ignore(bool(instance.remove()));
}

// Some change; it may fail, e.g. if what it refers to is gone.
void changeSomething(QRandomGenerator &random)
{
    const qint64 key = random.bounded(1, keys);
    const auto year = [&] { return int(random.bounded(20)); };
    const auto writer = [&] { return qint64(random.bounded(6)); };
    Novel novel{.id = key, .title = QString::number(random.bounded(50)), .year = year(), .writer = writer()};
    switch (random.bounded(16)) {
    case 0:
    case 1:
        return removeByKey<Novel>(key);
    case 2:
        return ignore(bool(novel.save(SaveOptions{.updateFields = QStringList{u"year"_s}})));
    case 3:
        return ignore(
            bool(related(novel, &Novel::genres)
                     .set(QList<qint64>{qint64(random.bounded(1, 4)), qint64(random.bounded(4, 7))})));
    case 4:
        return ignore(bool(related(novel, &Novel::genres).clear()));
    case 5: {
        Genre genre{.id = qint64(random.bounded(1, 7))};
        return ignore(bool(reverseRelated(genre, &Novel::genres).add(QList<qint64>{key})));
    }
    case 6: {
        Genre genre{.id = qint64(random.bounded(1, 7)), .name = QString::number(year())};
        if (random.bounded(4) == 0)
            return removeByKey<Genre>(genre.id);
        return ignore(bool(genre.save()));
    }
    case 7: {
        Writer other{.id = qint64(random.bounded(1, 6)), .name = QString::number(year())};
        if (random.bounded(4) == 0)
            return removeByKey<Writer>(other.id);
        return ignore(bool(other.save()));
    }
    case 8: {
        QList<Novel> novels(3, Novel{.title = u"bulk"_s, .year = year()});
        return ignore(bool(Novel::bulkCreate(novels, {.signal = true})));
    }
    case 9:
        return ignore(
            bool(Novel::objects().filter(u"year", year()).update({{u"year"_s, year()}}, {.signal = true})));
    case 10:
        return ignore(bool(Novel::objects().filter(u"pk__gt", keys).filter(u"year__lt", year()).remove()));
    default:
        return ignore(bool(novel.save()));
    }
}

void changeMuch(quint32 seed, int changes)
{
    QRandomGenerator random(seed);
    while (changes > 0) {
        int some = random.bounded(1, 30);
        Transaction transaction;
        for (; some > 0 && changes > 0; --some, --changes)
            changeSomething(random);
        if (random.bounded(5) != 0)
            ignore(bool(transaction.commit()));
    }
}

QVariantMap someFilter(QRandomGenerator &random)
{
    switch (random.bounded(5)) {
    case 0:
        return {{u"year__gte"_s, random.bounded(20)}};
    case 1:
        return {{u"title__startswith"_s, QString::number(random.bounded(1, 5))}};
    case 2:
        return {{u"writer__isnull"_s, random.bounded(2) == 0}};
    case 3:
        return {{u"year__lt"_s, random.bounded(5, 20)}, {u"title__gt"_s, u"2"_s}};
    default:
        return {};
    }
}

QStringList someOrder(QRandomGenerator &random)
{
    const QList<QStringList> orders{
        {}, {u"year"_s}, {u"-year"_s, u"title"_s}, {u"title"_s}, {u"writer"_s, u"-title"_s}, {u"-id"_s}};
    return orders[random.bounded(int(orders.size()))];
}

// Titles are numbers, "bulk" among them.
QString someSearch(QRandomGenerator &random)
{
    const QStringList searches{{}, {}, {}, u"1"_s, u"BU"_s, u"2 4"_s};
    return searches[random.bounded(int(searches.size()))];
}

int someLimit(QRandomGenerator &random)
{
    const QList<int> limits{-1, -1, 1, 5, 20, 60};
    return limits[random.bounded(int(limits.size()))];
}

} // namespace

void TestLiveProperty::equalsAFreshQuery_data()
{
    QTest::addColumn<quint32>("seed");
    const quint32 seeds = PostgresDatabase::isWanted() ? 1 : 8; // a server takes its time for each change
    for (quint32 seed = 1; seed <= seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLiveProperty::equalsAFreshQuery()
{
    QFETCH(quint32, seed);
    constexpr int rounds = 10;
    constexpr int threads = 2;
    constexpr int changes = 10000 / rounds / (threads + 1);
    QRandomGenerator random(seed);
    for (int i = 0; i < 6; ++i) {
        QVERIFY(Writer({.name = QString::number(i)}).save());
        QVERIFY(Genre({.name = QString::number(i)}).save());
    }
    changeMuch(seed * 1000, 200);
    LiveModel model(u"live.Novel"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    if (random.bounded(2) == 0)
        model.setColumns(
            {u"id"_s, u"title"_s, u"year"_s, u"writer"_s, u"writer.name"_s, u"genres"_s, u"genres.name"_s});
    for (int round = 0; round < rounds; ++round) {
        model.setFilter(someFilter(random));
        model.setSearch(someSearch(random));
        model.setOrderBy(someOrder(random));
        model.setLimit(someLimit(random));
        QTRY_VERIFY(!model.isLoading());
        std::map<qint64, QPersistentModelIndex> indexes;
        for (int row = 0; row < model.rowCount(); ++row)
            indexes.emplace(model.index(row, 0).data().toLongLong(), model.index(row, 0));

        std::vector<std::thread> others;
        for (int i = 0; i < threads; ++i)
            others.emplace_back(changeMuch, quint32(random.generate()), changes);
        for (int i = 0; i < 10; ++i) {
            changeMuch(random.generate(), changes / 10);
            QCoreApplication::processEvents();
        }
        for (std::thread &other : others)
            other.join();

        QTRY_COMPARE(shownBy(model), freshlyQueried(model));
        QCOMPARE(model.error(), QString());
        for (const auto &[key, index] : indexes) {
            if (index.isValid())
                QCOMPARE(index.data().toLongLong(), key);
        }
    }
}

QTEST_GUILESS_MAIN(TestLiveProperty)
#include "tst_liveproperty.moc"
