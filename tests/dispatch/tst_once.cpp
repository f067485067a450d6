// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Receivers that are called once, and such as are blocked for a while.
class TestOnce : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onceIsCalledByTheFirstSend_data();
    void onceIsCalledByTheFirstSend();
    void onceEndsBeforeItsCall();
    void onceEndsWithAnException();
    void onceWaitsForItsSender();
    void manyThreadsCallItOnce_data();
    void manyThreadsCallItOnce();
    void aBlockedReceiverKeepsItsPlace();
    void blockedMidSend_data();
    void blockedMidSend();
    void blockedOnTheWay_data();
    void blockedOnTheWay();
};

void TestOnce::onceIsCalledByTheFirstSend_data()
{
    QTest::addColumn<Qt::ConnectionType>("type");
    QTest::addColumn<bool>("otherThread");
    QTest::newRow("direct") << Qt::DirectConnection << false;
    QTest::newRow("auto") << Qt::AutoConnection << false;
    QTest::newRow("auto, other thread") << Qt::AutoConnection << true;
    QTest::newRow("queued") << Qt::QueuedConnection << false;
    QTest::newRow("blocking") << Qt::BlockingQueuedConnection << true;
}

void TestOnce::onceIsCalledByTheFirstSend()
{
    QFETCH(Qt::ConnectionType, type);
    QFETCH(bool, otherThread);
    Place place;
    QObject here;
    Signal<PizzaDone> signal{u"once"_s};
    QList<int> sizes;
    const Connection connection = signal.connect(otherThread ? place.context() : &here,
                                                 [&](const PizzaDone &pizza) { sizes << pizza.size; },
                                                 {.dispatchUid = u"uid"_s, .type = type, .once = true});
    const bool isQueued = type == Qt::QueuedConnection || (type == Qt::AutoConnection && otherThread);
    if (isQueued)
        place->block();
    QCOMPARE(outcomes(signal.send({}, {.size = 1})), isQueued ? u"queued"_s : u"void"_s);
    QCOMPARE(connection.isConnected(), isQueued);
    signal.send({}, {.size = 2}); // before the event loop runs
    place->unblock();
    place->drain();
    QCoreApplication::processEvents();
    QCOMPARE(sizes, QList<int>({1}));
    QVERIFY(!connection.isConnected());
    QVERIFY(!signal.hasListeners());
    QVERIFY(!signal.disconnect(u"uid"_s));
}

void TestOnce::onceEndsBeforeItsCall()
{
    // So it may send again, connect again, and finds itself gone.
    Signal<PizzaDone> signal{u"before"_s};
    QStringList calls;
    Connection connection;
    connection = signal.connect(
        [&] {
            calls << (connection.isConnected() ? u"connected"_s : u"ended"_s);
            signal.send({}, {});
            signal.connect([&] { calls << u"successor"_s; }, {.dispatchUid = u"uid"_s});
        },
        {.dispatchUid = u"uid"_s, .once = true});
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), u"ended"_s);
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), u"ended successor"_s);
}

void TestOnce::onceEndsWithAnException()
{
    Signal<PizzaDone> signal{u"exception"_s};
    const Connection connection = signal.connect([] { throw std::runtime_error("burnt"); }, {.once = true});
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, signal.send({}, {}));
    QVERIFY(!connection.isConnected());
    QVERIFY(signal.send({}, {}).isEmpty());
}

void TestOnce::onceWaitsForItsSender()
{
    Signal<PizzaDone> signal{u"sender"_s};
    int calls = 0;
    const Connection connection = signal.connect([&] { ++calls; }, {.sender = "a", .once = true});
    signal.send("b", {});
    connection.block();
    signal.send("a", {});
    QVERIFY(connection.isConnected());
    QCOMPARE(calls, 0);
    connection.unblock();
    signal.send("a", {});
    QVERIFY(!connection.isConnected());
    QCOMPARE(calls, 1);
}

void TestOnce::manyThreadsCallItOnce_data()
{
    QTest::addColumn<Qt::ConnectionType>("type");
    QTest::newRow("in the threads that send") << Qt::DirectConnection;
    QTest::newRow("in another thread") << Qt::QueuedConnection;
}

void TestOnce::manyThreadsCallItOnce()
{
    QFETCH(Qt::ConnectionType, type);
    constexpr int senders = 2;
    constexpr int rounds = 5000;
    Place place;
    Signal<PizzaDone> signal{u"race"_s};
    std::atomic<int> calls = 0;
    std::atomic<int> arrived = 0;
    std::vector<std::thread> threads;
    for (int s = 0; s < senders; ++s) {
        threads.emplace_back([&, s] {
            for (int round = 0; round < rounds; ++round) {
                if (s == 0)
                    signal.connect(place.context(), [&] { ++calls; }, {.type = type, .once = true});
                ++arrived;
                for (int spins = 1; arrived < (round + 1) * senders; ++spins) { // all at the same moment
                    if (spins % 1000 == 0)
                        std::this_thread::yield();
                }
                signal.send({}, {});
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    place->drain();
    QCOMPARE(calls.load(), rounds);
    QVERIFY(!signal.hasListeners());
}

void TestOnce::aBlockedReceiverKeepsItsPlace()
{
    Signal<PizzaDone> signal{u"blocked"_s};
    signal.connect([] { return 1; });
    const Connection connection = signal.connect([] { return 2; }, {.dispatchUid = u"uid"_s});
    signal.connect([] { return 3; });
    QVERIFY(!connection.isBlocked());
    connection.block();
    connection.block(); // the same as once
    QVERIFY(connection.isBlocked());
    QVERIFY(connection.isConnected());
    QVERIFY(signal.receivers()[1].isBlocked);
    QCOMPARE(outcomes(signal.send({}, {})), u"1, 3"_s);
    const Connection known = signal.connect([] {}, {.dispatchUid = u"uid"_s});
    QVERIFY(!known.isNew() && known.isBlocked());
    known.unblock();
    QVERIFY(!connection.isBlocked());
    QCOMPARE(outcomes(signal.send({}, {})), u"1, 2, 3"_s);

    connection.block();
    connection.disconnect();
    QVERIFY(!connection.isBlocked());
    connection.unblock(); // does nothing
    QVERIFY(!connection.isConnected());
    Connection().block();
    QVERIFY(!Connection().isBlocked());
}

// Receivers are first, act, victim, last.
void TestOnce::blockedMidSend_data()
{
    QTest::addColumn<bool>("blockedBefore");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("thisRound");
    QTest::addColumn<QString>("nextRound");
    QTest::newRow("a later one is blocked")
        << false << u"block victim"_s << u"first act last"_s << u"first act last"_s;
    QTest::newRow("a later one is unblocked")
        << true << u"unblock victim"_s << u"first act victim last"_s << u"first act victim last"_s;
    QTest::newRow("an earlier one is blocked")
        << false << u"block first"_s << u"first act victim last"_s << u"act victim last"_s;
    QTest::newRow("blocks itself") << false << u"block act"_s << u"first act victim last"_s
                                   << u"first victim last"_s;
}

void TestOnce::blockedMidSend()
{
    QFETCH(bool, blockedBefore);
    QFETCH(QString, action);
    QFETCH(QString, thisRound);
    QFETCH(QString, nextRound);
    Signal<PizzaDone> signal{u"midsend"_s};
    QStringList calls;
    QMap<QString, Connection> connections;
    for (const QString &name : {u"first"_s, u"act"_s, u"victim"_s, u"last"_s}) {
        connections[name] = signal.connect([&, name] {
            calls << name;
            const Connection &meant = connections[action.section(u' ', 1)];
            if (name == u"act")
                action.startsWith(u"block") ? meant.block() : meant.unblock();
        });
    }
    if (blockedBefore)
        connections[u"victim"_s].block();
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), thisRound);
    calls.clear();
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), nextRound);
}

void TestOnce::blockedOnTheWay_data()
{
    QTest::addColumn<bool>("blockedAtSend");
    QTest::addColumn<bool>("blockedAtArrival");
    QTest::addColumn<bool>("isCalled");
    QTest::newRow("blocked at arrival") << false << true << false;
    QTest::newRow("blocked at the send") << true << false << false;
    QTest::newRow("blocked in between only") << false << false << true;
}

void TestOnce::blockedOnTheWay()
{
    QFETCH(bool, blockedAtSend);
    QFETCH(bool, blockedAtArrival);
    QFETCH(bool, isCalled);
    Place place;
    Signal<PizzaDone> signal{u"way"_s};
    int calls = 0;
    const Connection connection = signal.connect(place.context(), [&] { ++calls; });
    place->block();
    if (blockedAtSend)
        connection.block();
    signal.send({}, {});
    connection.block();
    if (!blockedAtArrival)
        connection.unblock();
    place->unblock();
    place->drain();
    QCOMPARE(calls, isCalled ? 1 : 0);
    connection.unblock();
    signal.send({}, {});
    place->drain();
    QCOMPARE(calls, isCalled ? 2 : 1);
}

QTEST_GUILESS_MAIN(TestOnce)
#include "tst_once.moc"
