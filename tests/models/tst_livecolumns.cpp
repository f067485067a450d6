// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/liveshelf.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// The columns of a LiveModel, most of all those of other instances.
class TestLiveColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<TestDatabase>();
        QVERIFY((syncdb<Writer, Genre, Novel>()));
        for (const char *name : {"Austen", "Brontë"})
            QVERIFY(Writer({.name = QString::fromUtf8(name)}).save());
        for (const char *name : {"romance", "satire", "gothic"})
            QVERIFY(Genre({.name = QString::fromUtf8(name)}).save());
        QVERIFY(Novel({.title = u"Emma"_s, .year = 1815, .writer = 1}).save());
        QVERIFY(Novel({.title = u"Jane Eyre"_s, .year = 1847, .writer = 2}).save());
        QVERIFY(Novel({.title = u"Beowulf"_s, .year = 1000}).save());
        Novel emma{.id = 1};
        QVERIFY(related(emma, &Novel::genres).add(QList<qint64>{1, 2}));
    }
    void cleanup() { m_database.reset(); }

    void columnsShowWhatTheyName_data();
    void columnsShowWhatTheyName();
    void rolesHaveNames();
    void columnsOfOthersAreReadOnly();
    void columnsFollow_data();
    void columnsFollow();
    void aReloadSeesWhatOthersWrote_data();
    void aReloadSeesWhatOthersWrote();
    void itFollowsOnceTheTableCanBeRead();
    void aSlotMayDestroyItWhileMoreIsTold();
    void aWarningMayDestroyIt();

private:
    std::unique_ptr<TestDatabase> m_database;
};

using Change = std::function<void()>;

void TestLiveColumns::columnsShowWhatTheyName_data()
{
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QString>("shown");
    QTest::newRow("all fields") << QStringList() << u"1|Emma|1815|1; 2|Jane Eyre|1847|2; 3|Beowulf|1000|"_s;
    QTest::newRow("fields") << QStringList({u"year"_s, u"title"_s})
                            << u"1815|Emma; 1847|Jane Eyre; 1000|Beowulf"_s;
    QTest::newRow("a foreign key is its key") << QStringList(u"writer"_s) << u"1; 2; "_s;
    QTest::newRow("a field of what it refers to") << QStringList(u"writer.name"_s) << u"Austen; Brontë; "_s;
    QTest::newRow("its key") << QStringList(u"writer.pk"_s) << u"1; 2; "_s;
    QTest::newRow("keys of what it is related to") << QStringList(u"genres"_s) << u"1, 2; ; "_s;
    QTest::newRow("their fields") << QStringList(u"genres.name"_s) << u"romance, satire; ; "_s;
    QTest::newRow("some of each") << QStringList({u"title"_s, u"writer.name"_s, u"genres"_s})
                                  << u"Emma|Austen|1, 2; Jane Eyre|Brontë|; Beowulf||"_s;
}

void TestLiveColumns::columnsShowWhatTheyName()
{
    QFETCH(QStringList, columns);
    QFETCH(QString, shown);
    LiveModel model(u"live.Novel"_s);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setColumns(columns);
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(shownBy(model), shown);
    for (int column = 0; column < columns.size(); ++column)
        QCOMPARE(model.headerData(column, Qt::Horizontal), QVariant(columns[column]));
}

void TestLiveColumns::rolesHaveNames()
{
    LiveModel model(u"live.Novel"_s);
    model.setColumns({u"writer.name"_s, u"genres"_s});
    QTRY_VERIFY(!model.isLoading());
    const auto roles = model.roleNames();
    QCOMPARE(roles.size(), 6);
    const QModelIndex index = model.index(0, 0);
    QCOMPARE(index.data(roles.key("title")), QVariant(u"Emma"_s)); // no column, but a role
    QCOMPARE(index.data(roles.key("writer")), QVariant(qint64(1)));
    QCOMPARE(index.data(roles.key("writer_name")), QVariant(u"Austen"_s));
    QCOMPARE(index.data(roles.key("genres")), QVariant(QVariantList{qint64(1), qint64(2)}));
    QCOMPARE(model.index(2, 0).data(roles.key("writer")), QVariant());
}

void TestLiveColumns::columnsOfOthersAreReadOnly()
{
    LiveModel model(u"live.Novel"_s);
    model.setColumns({u"writer.name"_s, u"genres"_s, u"writer"_s});
    QTRY_VERIFY(!model.isLoading());
    for (const int column : {0, 1}) {
        QVERIFY(!model.index(0, column).flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!model.setData(model.index(0, column), u"x"_s));
    }
    QVERIFY(model.setData(model.index(0, 2), 2)); // the foreign key itself is a field
    QCOMPARE(model.index(0, 0).data(), QVariant(u"Brontë"_s));
}

void TestLiveColumns::columnsFollow_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("shown"); // title, writer.name, genres, genres.name
    const QString rest = u"; Jane Eyre|Brontë||; Beowulf|||"_s;
    const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };

    row("the other instance is saved") << Change([] { QVERIFY(Writer({.id = 1, .name = u"Jane"_s}).save()); })
                                       << u"Emma|Jane|1, 2|romance, satire"_s + rest;
    row("one field of it is saved") << Change([] {
        QVERIFY(
            Writer({.id = 1, .name = u"Jane"_s}).save(SaveOptions{.updateFields = QStringList{u"name"_s}}));
    }) << u"Emma|Jane|1, 2|romance, satire"_s + rest;
    row("it is updated in bulk") << Change([] {
        QVERIFY(Writer::objects().update({{u"name"_s, u"N. N."_s}}, {.signal = true}));
    }) << u"Emma|N. N.|1, 2|romance, satire; Jane Eyre|N. N.||; Beowulf|||"_s;
    row("it is removed") << Change([] { QVERIFY(Writer({.id = 1}).remove()); })
                         << u"Emma||1, 2|romance, satire"_s + rest;
    row("the row refers to another") << Change([] {
        QVERIFY(Novel({.id = 1, .title = u"Emma"_s, .writer = 2}).save());
    }) << u"Emma|Brontë|1, 2|romance, satire"_s + rest;
    row("the row refers to a new one") << Change([] {
        Writer writer{.name = u"Eliot"_s};
        QVERIFY(writer.save());
        QVERIFY(Novel({.id = 1, .title = u"Emma"_s, .writer = writer}).save());
    }) << u"Emma|Eliot|1, 2|romance, satire"_s + rest;
    row("a new row") << Change([] {
        QVERIFY(Novel({.title = u"Persuasion"_s, .writer = 1}).save());
    }) << u"Emma|Austen|1, 2|romance, satire; Jane Eyre|Brontë||; Beowulf|||; Persuasion|Austen||"_s;
    row("a relation is added") << Change([] {
        Novel emma{.id = 1};
        QVERIFY(related(emma, &Novel::genres).add(QList<qint64>{3}));
    }) << u"Emma|Austen|1, 2, 3|romance, satire, gothic"_s + rest;
    row("it is removed from") << Change([] {
        Novel emma{.id = 1};
        QVERIFY(related(emma, &Novel::genres).remove(QList<qint64>{1}));
    }) << u"Emma|Austen|2|satire"_s + rest;
    row("it is cleared") << Change([] {
        Novel emma{.id = 1};
        QVERIFY(related(emma, &Novel::genres).clear());
    }) << u"Emma|Austen||"_s + rest;
    row("it is added to from the far side") << Change([] {
        Genre gothic{.id = 3};
        QVERIFY(reverseRelated(gothic, &Novel::genres).add(QList<qint64>{1, 2}));
    }) << u"Emma|Austen|1, 2, 3|romance, satire, gothic; Jane Eyre|Brontë|3|gothic; Beowulf|||"_s;
    row("it is cleared from the far side") << Change([] {
        Genre romance{.id = 1};
        QVERIFY(reverseRelated(romance, &Novel::genres).clear());
    }) << u"Emma|Austen|2|satire"_s + rest;
    row("a related instance is saved") << Change([] { QVERIFY(Genre({.id = 2, .name = u"irony"_s}).save()); })
                                       << u"Emma|Austen|1, 2|romance, irony"_s + rest;
    row("a related instance is removed")
        << Change([] { QVERIFY(Genre({.id = 2}).remove()); }) << u"Emma|Austen|1|romance"_s + rest;
    row("in a rollback") << Change([] {
        Transaction transaction;
        QVERIFY(Writer({.id = 1, .name = u"Jane"_s}).save());
        Novel emma{.id = 1};
        QVERIFY(related(emma, &Novel::genres).clear());
    }) << u"Emma|Austen|1, 2|romance, satire"_s + rest;
}

void TestLiveColumns::columnsFollow()
{
    QFETCH(Change, change);
    QFETCH(QString, shown);
    LiveModel model(u"live.Novel"_s);
    model.setColumns({u"title"_s, u"writer.name"_s, u"genres"_s, u"genres.name"_s});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_VERIFY(!model.isLoading());
    change();
    QCoreApplication::processEvents(); // what is not to change had its chance
    QTRY_COMPARE(shownBy(model), shown);
}

void TestLiveColumns::aReloadSeesWhatOthersWrote_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("shown"); // title, writer.name, genres.name
    const QString rest = u"; Jane Eyre|Brontë|; Beowulf||"_s;
    QTest::newRow("what a row refers to")
        << u"UPDATE live_writer SET name = 'Jane' WHERE id = 1"_s << u"Emma|Jane|romance, satire"_s + rest;
    QTest::newRow("what it is related to")
        << u"UPDATE live_genre SET name = 'irony' WHERE id = 2"_s << u"Emma|Austen|romance, irony"_s + rest;
    QTest::newRow("the relation") << u"DELETE FROM live_novel_genres WHERE genre_id = 1"_s
                                  << u"Emma|Austen|satire"_s + rest;
    QTest::newRow("the row") << u"UPDATE live_novel SET title = 'E.' WHERE id = 1"_s
                             << u"E.|Austen|romance, satire"_s + rest;
}

void TestLiveColumns::aReloadSeesWhatOthersWrote()
{
    QFETCH(QString, sql);
    QFETCH(QString, shown);
    LiveModel model(u"live.Novel"_s);
    model.setColumns({u"title"_s, u"writer.name"_s, u"genres.name"_s});
    QTRY_VERIFY(!model.isLoading());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    m_database->outside(sql);
    model.reload();
    QTRY_COMPARE(shownBy(model), shown);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 0);
    QCOMPARE(changes[0][1].toModelIndex().row(), 0);
}

void TestLiveColumns::itFollowsOnceTheTableCanBeRead()
{
    m_database->outside(u"ALTER TABLE live_writer RENAME TO live_lost"_s);
    LiveModel model;
    model.setColumns({u"title"_s, u"writer.name"_s});
    model.setModel(u"live.Novel"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"live_writer"_s));
    QTRY_VERIFY(!model.error().isEmpty());
    QCOMPARE(model.rowCount(), 0);
    m_database->outside(u"ALTER TABLE live_lost RENAME TO live_writer"_s);
    QTRY_COMPARE(shownBy(model), u"Emma|Austen; Jane Eyre|Brontë; Beowulf|"_s);
    QCOMPARE(model.error(), QString());
}

// What it is told would have it read its rows anew, as they are in the order of what is gone.
void TestLiveColumns::aSlotMayDestroyItWhileMoreIsTold()
{
    auto model = std::make_unique<LiveModel>(u"live.Novel"_s);
    model->setOrderBy({u"writer"_s});
    QTRY_VERIFY(!model->isLoading());
    connect(model.get(), &QAbstractItemModel::rowsInserted, this, [&] {
        QVERIFY(Writer({.id = 1}).remove());
        model.reset();
    });
    QVERIFY(Novel({.title = u"Persuasion"_s, .writer = 2}).save());
    QTRY_VERIFY(!model);
}

void TestLiveColumns::aWarningMayDestroyIt()
{
    class Outspoken : public LiveModel {
    public:
        std::function<void()> onWarning;

    protected:
        void warn(const QString &) const override { onWarning(); }
    };
    auto model = std::make_unique<Outspoken>();
    model->onWarning = [&] { model.reset(); };
    model->setModel(u"live.Nothing"_s);
    QTRY_VERIFY(!model);
}

QTEST_GUILESS_MAIN(TestLiveColumns)
#include "tst_livecolumns.moc"
