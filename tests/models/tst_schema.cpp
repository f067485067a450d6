// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "conformance/librarydatabase.h"
#include "conformance/librarymodels.h"

#include <QTest>

#include <stdexcept>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// A model of another app.
class Shop {
    Q_GADGET
    SIGNALBOX_MODEL(Shop)
    Q_CLASSINFO("app", "trade")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString town MEMBER town)
public:
    qint64 id = 0;
    QString town = {};
};

/// What syncdb() sends, and when.
class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_database = std::make_unique<LibraryDatabase>(); // knows the app "library"
        registerModels<Shop>();
    }
    void init()
    {
        LibraryDatabase::execute(u"DROP TABLE IF EXISTS trade_shop"_s);
        m_connections.clear();
        m_notes.clear();
        m_connections.emplace_back(preMigrate().connect(
            [this](const MigrateEvent &event, const Sender &sender) { note(u"pre"_s, event, sender); }));
        m_connections.emplace_back(postMigrate().connect(
            [this](const MigrateEvent &event, const Sender &sender) { note(u"post"_s, event, sender); }));
    }
    void cleanup() { m_connections.clear(); }
    void cleanupTestCase() { m_database.reset(); }

    void eachAppIsToldBeforeAndAfter();
    void appsAreToldIfNothingIsMissing();
    void anAppIsASender();
    void anErrorInPreMigrateCreatesNothing();
    void anErrorInPostMigrateLeavesTheTables();
    void sendsOutsideOfTransactions();
    void isRefusedInATransaction();
    void aTableWithoutAColumnIsAnError();
    void postSyncdbIsPostMigrate();

private:
    void note(const QString &round, const MigrateEvent &event, const Sender &sender)
    {
        if (sender.name() != event.app || event.database != u"default")
            m_notes << u"a wrong sender or database"_s;
        m_notes << u"%1 %2 [%3]%4"_s.arg(round, event.app, event.plan.join(u' '),
                                         isTableThere() ? u" there"_s : QString());
    }
    static bool isPostgres() { return PostgresDatabase::isWanted(); }
    static bool isTableThere()
    {
        QSqlQuery query = LibraryDatabase::execute(
            isPostgres() ? u"SELECT count(*) FROM pg_tables WHERE tablename = 'trade_shop'"_s
                         : u"SELECT count(*) FROM sqlite_master WHERE name = 'trade_shop'"_s);
        return query.next() && query.value(0).toInt() == 1;
    }

    std::unique_ptr<LibraryDatabase> m_database;
    std::vector<ScopedConnection> m_connections;
    QStringList m_notes;
};

void TestSchema::eachAppIsToldBeforeAndAfter()
{
    QCOMPARE(syncdb()->created, QStringList({u"trade_shop"_s}));
    QCOMPARE(m_notes,
             QStringList({u"pre library [trade_shop]"_s, u"pre trade [trade_shop]"_s,
                          u"post library [trade_shop] there"_s, u"post trade [trade_shop] there"_s}));
}

void TestSchema::appsAreToldIfNothingIsMissing()
{
    QVERIFY(syncdb());
    m_notes.clear();
    QCOMPARE(syncdb()->created, QStringList());
    QCOMPARE(m_notes,
             QStringList({u"pre library [] there"_s, u"pre trade [] there"_s, u"post library [] there"_s,
                          u"post trade [] there"_s}));
    m_notes.clear();
    QVERIFY(syncdb<Shop>()); // one app only
    QCOMPARE(m_notes, QStringList({u"pre trade [] there"_s, u"post trade [] there"_s}));
}

void TestSchema::anAppIsASender()
{
    int heard = 0;
    m_connections.emplace_back(postMigrate().connect([&] { ++heard; }, {.sender = u"trade"_s}));
    QVERIFY(syncdb());
    QCOMPARE(heard, 1);
}

void TestSchema::anErrorInPreMigrateCreatesNothing()
{
    m_connections.emplace_back(
        preMigrate().connect([] { throw std::runtime_error("no"); }, {.sender = u"library"_s}));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(syncdb()));
    QVERIFY(!isTableThere());
    QCOMPARE(m_notes, QStringList({u"pre library [trade_shop]"_s}));
}

void TestSchema::anErrorInPostMigrateLeavesTheTables()
{
    m_connections.emplace_back(
        postMigrate().connect([] { throw std::runtime_error("no"); }, {.sender = u"library"_s}));
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(syncdb()));
    QVERIFY(isTableThere());
}

void TestSchema::sendsOutsideOfTransactions()
{
    QStringList called;
    const auto callBack = [&called](const MigrateEvent &event) {
        onCommit([&called, app = event.app] { called << app; });
        called << u"end of "_s + event.app;
    };
    m_connections.emplace_back(preMigrate().connect(callBack, {.sender = u"trade"_s}));
    m_connections.emplace_back(postMigrate().connect(callBack, {.sender = u"trade"_s}));
    QVERIFY(syncdb());
    QCOMPARE(called, QStringList({u"trade"_s, u"end of trade"_s, u"trade"_s, u"end of trade"_s}));
}

void TestSchema::isRefusedInATransaction()
{
    Transaction transaction;
    QCOMPARE(syncdb().error().kind(), DatabaseError::Kind::InvalidArgument);
    QCOMPARE(m_notes, QStringList());
    QVERIFY(transaction.commit());
}

void TestSchema::aTableWithoutAColumnIsAnError()
{
    LibraryDatabase::execute(u"CREATE TABLE trade_shop (id integer PRIMARY KEY)"_s);
    const auto synced = syncdb();
    QVERIFY(!synced);
    QVERIFY2(synced.error().text().contains(u"town"), qPrintable(synced.error().text()));
    QCOMPARE(m_notes, QStringList());
}

void TestSchema::postSyncdbIsPostMigrate()
{
    QCOMPARE(&postSyncdb(), &postMigrate());
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
