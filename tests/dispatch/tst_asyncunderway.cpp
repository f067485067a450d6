// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/testoutbox.h"

#include <Signalbox/Mute>
#include <Signalbox/Signal>

#include <QTest>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// What may happen while a sendAsync() waits.
class TestAsyncUnderWay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsGoneIsDropped_data();
    void whoIsGoneIsDropped();
    void aDeletedThreadDropsItsReceivers();
    void aReceiverMayDestroyTheSignal();
    void cancellingKeepsTheOthersFromBeingCalled_data();
    void cancellingKeepsTheOthersFromBeingCalled();
    void anOutboxKeepsItWaiting_data();
    void anOutboxKeepsItWaiting();
    void manyThreadsMayWaitAtOnce();
};

void TestAsyncUnderWay::whoIsGoneIsDropped_data()
{
    QTest::addColumn<QString>("fate");
    QTest::addColumn<QString>("result");
    QTest::newRow("its object dies") << u"dies"_s << u"1, dropped, 3"_s;
    QTest::newRow("it is disconnected") << u"disconnect"_s << u"1, dropped, 3"_s;
    QTest::newRow("it is blocked") << u"block"_s << u"1, dropped, 3"_s;
    QTest::newRow("it is muted") << u"mute"_s << u"1, dropped, 3"_s;
    QTest::newRow("its one call is taken by another send") << u"once"_s << u"1, dropped, 3"_s;
    QTest::newRow("the signal is destroyed") << u"destroy"_s << u"1, dropped, dropped"_s;
}

void TestAsyncUnderWay::whoIsGoneIsDropped()
{
    QFETCH(QString, fate);
    QFETCH(QString, result);
    Place place;
    auto signal = std::make_unique<Signal<PizzaDone>>(u"gone"_s);
    auto victim = std::make_unique<QObject>();
    victim->moveToThread(place->get());
    int victimCalls = 0;
    signal->connect([] { return 1; });
    const Connection connection =
        signal->connect(victim.get(), [&] { return ++victimCalls; }, {.once = fate == u"once"});
    signal->connect(place.context(), [] { return 3; });

    place->block();
    std::optional<Mute> mute;
    if (fate == u"once")
        signal->send({}, {});
    else if (fate == u"dies")
        place->post([&] { victim.reset(); });
    const auto future = signal->sendAsync({}, {});
    if (fate == u"disconnect")
        connection.disconnect();
    if (fate == u"block")
        connection.block();
    if (fate == u"mute")
        mute.emplace(connection);
    if (fate == u"destroy")
        signal.reset();
    QVERIFY(!future.isFinished());
    place->unblock();
    place->drain();
    QVERIFY(future.isFinished());
    QVERIFY(!future.isCanceled());
    QCOMPARE(outcomes(future.result()), result);
    QCOMPARE(victimCalls, fate == u"once" ? 1 : 0);
    place->run([&] { victim.reset(); });
}

void TestAsyncUnderWay::aDeletedThreadDropsItsReceivers()
{
    Signal<PizzaDone> signal{u"thread"_s};
    auto thread = std::make_unique<QThread>(); // never started: events wait for it
    QObject context;
    context.moveToThread(thread.get());
    signal.connect([] { return 1; });
    signal.connect(&context, [] { return 2; });
    signal.connect(&context, [](const QList<PizzaDone> &) { return 3; });
    const auto future = signal.sendAsync({}, {});
    QVERIFY(!future.isFinished());
    thread.reset();
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), u"1, dropped, dropped"_s);
}

void TestAsyncUnderWay::aReceiverMayDestroyTheSignal()
{
    Place place;
    auto signal = std::make_unique<Signal<PizzaDone>>(u"doomed"_s);
    signal->connect(place.context(), [] { return 1; });
    signal->connect([&] {
        signal.reset();
        return 2;
    });
    signal->connect([] { return 3; });
    place->block();
    const auto future = signal->sendAsync({}, {});
    place->unblock();
    place->drain();
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), u"dropped, 2"_s);
}

void TestAsyncUnderWay::cancellingKeepsTheOthersFromBeingCalled_data()
{
    QTest::addColumn<bool>("whileRunning");
    QTest::addColumn<QString>("called");
    QTest::newRow("before any is called") << false << u""_s;
    QTest::newRow("while one is running") << true << u"first"_s;
}

void TestAsyncUnderWay::cancellingKeepsTheOthersFromBeingCalled()
{
    QFETCH(bool, whileRunning);
    QFETCH(QString, called);
    Place place;
    Signal<PizzaDone> signal{u"cancelled"_s};
    QStringList calls;
    std::binary_semaphore begun{0};
    std::binary_semaphore mayEnd{0};
    signal.connect(place.context(), [&] {
        calls << u"first"_s;
        begun.release();
        mayEnd.acquire();
    });
    signal.connect(place.context(), [&] { calls << u"second"_s; });
    place->block();
    auto future = signal.sendAsync({}, {});
    std::atomic<bool> noticed = false;
    const auto after = future.then([](const Responses &) {}).onCanceled([&] { noticed = true; });
    if (whileRunning) {
        place->unblock();
        begun.acquire();
    }
    future.cancel();
    mayEnd.release();
    place->unblock();
    place->drain();
    QVERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
    QVERIFY(noticed);
    QVERIFY(after.isFinished());
    QCOMPARE(calls.join(u' '), called);
}

void TestAsyncUnderWay::anOutboxKeepsItWaiting_data()
{
    QTest::addColumn<bool>("released");
    QTest::addColumn<QString>("result");
    QTest::newRow("released") << true << u"1, 2, 3, 4"_s;
    QTest::newRow("dropped") << false << u"1, dropped, dropped, dropped"_s;
}

void TestAsyncUnderWay::anOutboxKeepsItWaiting()
{
    QFETCH(bool, released);
    QFETCH(QString, result);
    Place place;
    TestOutbox box;
    TransactionalSignal signal{u"outbox"_s};
    signal.box = &box;
    signal.connect([] { return 1; });
    signal.connect([] { return 2; }, {.phase = Phase::AfterCommit});
    signal.connect(place.context(), [] { return 3; });
    signal.connect(place.context(), [](const QList<PizzaDone> &) { return 4; });
    const auto future = signal.sendAsync({}, {});
    place->drain();
    QVERIFY(!future.isFinished());
    released ? box.release() : box.drop();
    place->drain();
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), result);
}

void TestAsyncUnderWay::manyThreadsMayWaitAtOnce()
{
    constexpr int senders = 4;
    constexpr int sends = 300;
    Place places[2];
    Signal<PizzaDone> signal{u"stress"_s};
    std::atomic<int> calls = 0;
    const auto twice = [&](const PizzaDone &pizza) {
        ++calls;
        return 2 * pizza.size;
    };
    signal.connect(places[0].context(), twice);
    signal.connect(twice);
    signal.connect(places[1].context(), twice);
    std::vector<QFuture<Responses>> futures[senders];
    std::vector<std::thread> threads;
    for (auto &mine : futures) {
        threads.emplace_back([&signal, &mine] {
            for (int i = 0; i < sends; ++i)
                mine.push_back(signal.sendAsync({}, {.size = i}));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (Place &place : places)
        place->drain();
    QCOMPARE(calls.load(), 3 * senders * sends);
    for (const auto &mine : futures) {
        for (int i = 0; i < sends; ++i) {
            QVERIFY(mine[size_t(i)].isFinished());
            QCOMPARE(outcomes(mine[size_t(i)].result()), u"%1, %1, %1"_s.arg(2 * i));
        }
    }
}

QTEST_GUILESS_MAIN(TestAsyncUnderWay)
#include "tst_asyncunderway.moc"
