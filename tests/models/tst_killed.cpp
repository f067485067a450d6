// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <Signalbox/Transaction>

#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>
#include <map>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// A process that is killed while it saves leaves whole transactions: all it was told are committed, and of
/// the one it was at all or nothing.
class TestKilled : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKilledProcessLeavesWholeTransactions();
};

namespace {

// Saves transactions of many sizes until it is killed: each says its number and size before, and its number
// after the commit.
int saveForever(const QStringList &arguments)
{
    DatabaseSettings settings{.driver = arguments[2], .databaseName = arguments[3]};
    settings.hostName = arguments[4];
    settings.port = arguments[5].toInt();
    settings.userName = arguments[6];
    Database::configure(u"default"_s, settings);
    int number = arguments[7].toInt();
    QRandomGenerator random(quint32(number) + 1);
    const auto say = [](const char *what, int one, int other) {
        std::printf("%s %d %d\n", what, one, other);
        std::fflush(stdout);
    };
    for (;; ++number) {
        const int size = random.bounded(1, 12);
        say("begin", number, size);
        Transaction transaction;
        for (int i = 0; i < size; ++i) {
            Book book{.title = QString(random.bounded(1, 2000), u'x'), .year = number};
            if (!book.save())
                return 2;
        }
        if (!transaction.commit())
            return 3;
        say("done", number, size);
    }
}

} // namespace

void TestKilled::aKilledProcessLeavesWholeTransactions()
{
    constexpr int rounds = 30;
    const TestDatabase database;
    const auto settings = database.settings();
    QRandomGenerator random(4711);
    std::map<int, int> begun; // number, size
    std::map<int, int> done;
    for (int round = 0; round < rounds; ++round) {
        const int first = begun.empty() ? 1 : begun.rbegin()->first + 1;
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationFilePath(),
                    {u"--save-forever"_s, settings.driver, settings.databaseName, settings.hostName,
                     QString::number(settings.port), settings.userName, QString::number(first)});
        // Killed after so many lines, and a bit: in the middle of whatever it is at.
        const int lines = random.bounded(1, 16);
        QByteArray output;
        while (output.count('\n') < lines) {
            QVERIFY2(child.waitForReadyRead(30'000), qPrintable(child.errorString()));
            output += child.readAllStandardOutput();
        }
        const QDeadlineTimer bit(std::chrono::microseconds(random.bounded(3000)));
        while (!bit.hasExpired()) { }
        child.kill();
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        output += child.readAllStandardOutput();
        const auto said = output.left(output.lastIndexOf('\n')).split('\n');
        for (const QByteArray &line : said) {
            const auto words = line.split(' ');
            (words[0] == "done" ? done : begun)[words[1].toInt()] = words[2].toInt();
        }

        std::map<int, int> there;
        const auto books = Book::objects().all();
        QVERIFY2(books, qPrintable(books ? QString() : books.error().text()));
        for (const Book &book : *books)
            ++there[book.year];
        // A server may still be at what the last one was told: the commit that was under way.
        for (const auto &[number, size] : done)
            QVERIFY2(there[number] == size, qPrintable(u"transaction %1 was done"_s.arg(number)));
        for (const auto &[number, size] : there)
            QVERIFY2(size == begun[number], qPrintable(u"transaction %1 is a part"_s.arg(number)));
    }
    QVERIFY2(begun.size() > done.size(), "no transaction was cut short");
    Book book{.title = u"next"_s};
    QVERIFY(book.save());
    if (!PostgresDatabase::isWanted())
        QCOMPARE(database.outside(u"PRAGMA integrity_check"_s), QVariantList({u"ok"_s}));
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == u"--save-forever"_s)
        return saveForever(QCoreApplication::arguments());
    TestKilled test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killed.moc"
