// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <Signalbox/Transaction>

#include <QCoreApplication>

#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

// What Qt SQL still has when the application ends: noted after its other post routines, as this one is the
// first.
QStringList connectionsAtEnd;
void noteConnections()
{
    connectionsAtEnd = QSqlDatabase::connectionNames();
}

} // namespace

/// The end of the application, which a connection of its thread must not outlive: Qt SQL needs it.
class TestApplicationEnd : public QObject {
    Q_OBJECT

public:
    TestApplicationEnd(int argc, char **argv) : m_argc(argc), m_argv(argv) { }

private Q_SLOTS:
    void connectionsAreClosedBefore_data();
    void connectionsAreClosedBefore();
    void whatIsOpenThenIsRolledBack();

private:
    int m_argc;
    char **m_argv;
};

void TestApplicationEnd::connectionsAreClosedBefore_data()
{
    QTest::addColumn<bool>("isClosedBefore");
    QTest::newRow("the first application") << false;
    QTest::newRow("another one after it") << false;
    QTest::newRow("closed by hand") << true;
}

void TestApplicationEnd::connectionsAreClosedBefore()
{
    QFETCH(const bool, isClosedBefore);
    std::optional<QCoreApplication> application(std::in_place, m_argc, m_argv);
    QSqlDatabase::addDatabase(u"QSQLITE"_s, u"another"_s); // from now on Qt SQL waits for the end, too
    qAddPostRoutine(noteConnections); // they are called in reverse order
    std::optional<TestDatabase> database(std::in_place);
    QCOMPARE(QSqlDatabase::connectionNames().size(), 2);
    if (isClosedBefore) {
        Database::closeThreadConnections();
        Book book{.title = u"after it"_s}; // opens it again
        QVERIFY(book.save());
    }
    application.reset();
    QCOMPARE(std::exchange(connectionsAtEnd, {}), QStringList{u"another"_s});
    application.emplace(m_argc, m_argv);
    database.reset();
}

void TestApplicationEnd::whatIsOpenThenIsRolledBack()
{
    std::optional<QCoreApplication> application(std::in_place, m_argc, m_argv);
    const TestDatabase database;
    std::optional<Transaction> transaction(std::in_place);
    Book book{.title = u"in vain"_s};
    QVERIFY(book.save());
    application.reset();
    transaction.reset();
    application.emplace(m_argc, m_argv);
    QCOMPARE(database.titles(), QVariantList());
}

int main(int argc, char **argv)
{
    TestApplicationEnd test(argc, argv);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_applicationend.moc"
