// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"

#include <Signalbox/Signal>

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// What becomes of a delivery while it is under way to its thread.
class TestUnderWay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeadReceiverDoesNotGetItsDelivery();
    void aDisconnectedReceiverDoesNotGetItsDelivery();
    void aMovedReceiverGetsItsDeliveryInItsNewThread_data();
    void aMovedReceiverGetsItsDeliveryInItsNewThread();
    void aReceiverWithoutThreadIsReported();
    void aDeletedThreadTakesItsDeliveriesAlong();
    void anExceptionOfAQueuedReceiverIsAnnounced();
    void aFailedFutureOfAQueuedReceiverIsAnnounced_data();
    void aFailedFutureOfAQueuedReceiverIsAnnounced();
    void theSenderIsForgottenWhenItDies();
    void aDestroyedSignalDeliversNoMore();
    void manyThreadsLoseNothing();
};

void TestUnderWay::aDeadReceiverDoesNotGetItsDelivery()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"dead"_s};
    Listener survivor;
    survivor.moveToThread(thread.get());
    auto *victim = new Listener;
    victim->moveToThread(thread.get());
    std::atomic<int> victimCalls = 0;
    signal.connect(victim, [&] { ++victimCalls; });
    signal.connect(&survivor, &Listener::onPizza);
    thread.block();
    thread.post([victim] { delete victim; });
    QCOMPARE(signal.send({}, {.size = 3}).size(), 2); // queued behind the deletion
    thread.unblock();
    thread.drain();
    QCOMPARE(survivor.sizes(), QList<int>({3}));
    QCOMPARE(victimCalls.load(), 0);
    thread.stop();
}

void TestUnderWay::aDisconnectedReceiverDoesNotGetItsDelivery()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"disconnected"_s};
    Listener listener;
    listener.moveToThread(thread.get());
    const Connection connection = signal.connect(&listener, &Listener::onPizza);
    thread.block();
    signal.send({}, {});
    connection.disconnect();
    thread.unblock();
    thread.drain();
    QCOMPARE(listener.sizes(), QList<int>());
    thread.stop();
}

void TestUnderWay::aMovedReceiverGetsItsDeliveryInItsNewThread_data()
{
    QTest::addColumn<bool>("moveBeforeSend");
    QTest::newRow("moved while its event is queued") << false;
    QTest::newRow("moved to a thread never seen before, then sent to") << true;
}

void TestUnderWay::aMovedReceiverGetsItsDeliveryInItsNewThread()
{
    QFETCH(bool, moveBeforeSend);
    EventThread oldThread;
    EventThread newThread;
    Signal<PizzaDone> signal{u"moved"_s};
    Listener listener;
    listener.moveToThread(oldThread.get());
    signal.connect(&listener, &Listener::onPizza);
    const auto move = [&] { listener.moveToThread(newThread.get()); };
    if (moveBeforeSend) {
        oldThread.run(move);
        signal.send({}, {.size = 5});
    } else {
        oldThread.block();
        oldThread.post(move);
        signal.send({}, {.size = 5}); // finds the old thread, arrives after the move
        oldThread.unblock();
        oldThread.drain();
    }
    QTRY_COMPARE(listener.sizes(), QList<int>({5}));
    QCOMPARE(listener.calledIn(), newThread.get());
    signal.send({}, {.size = 6});
    QTRY_COMPARE(listener.sizes(), QList<int>({5, 6}));
    QCOMPARE(listener.calledIn(), newThread.get());
    newThread.stop();
}

void TestUnderWay::aReceiverWithoutThreadIsReported()
{
    Signal<PizzaDone> signal{u"threadless"_s};
    Listener listener;
    listener.moveToThread(nullptr);
    signal.connect(&listener, &Listener::onPizza, {.dispatchUid = u"hermit"_s});
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(u"Dropped a delivery of threadless to \"hermit\""_s));
    const Responses responses = signal.send({}, {});
    QCOMPARE(responses.size(), 1);
    QCOMPARE(responses[0].outcome(), Response::Outcome::Dropped);
    QCOMPARE(listener.sizes(), QList<int>());
}

void TestUnderWay::aDeletedThreadTakesItsDeliveriesAlong()
{
    Signal<PizzaDone> signal{u"deleted"_s};
    auto *thread = new QThread; // never started: events wait for it
    auto *listener = new Listener;
    listener->moveToThread(thread);
    int calls = 0;
    const Connection connection = signal.connect(listener, [&] { ++calls; });
    QCOMPARE(signal.send({}, {})[0].outcome(), Response::Outcome::Queued);
    delete listener;
    delete thread;
    QVERIFY(!connection.isConnected());
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void TestUnderWay::anExceptionOfAQueuedReceiverIsAnnounced()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"failing"_s};
    QSignalSpy failures(&signal, &AbstractSignal::receiverFailed);
    Listener context;
    context.moveToThread(thread.get());
    signal.connect(&context, [] { throw std::runtime_error("burnt"); }, {.dispatchUid = u"oven"_s});
    signal.connect(&context, &Listener::onPizza);
    QTest::ignoreMessage(QtCriticalMsg, "Error calling \"oven\" in failing.deliver() (burnt)");
    signal.send({}, {.size = 9});
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures[0][0].toString(), u"\"oven\""_s);
    QCOMPARE(failures[0][1].toString(), u"burnt"_s);
    thread.drain();
    QCOMPARE(context.sizes(), QList<int>({9})); // the next receiver of the same event
    thread.stop();
}

void TestUnderWay::aFailedFutureOfAQueuedReceiverIsAnnounced_data()
{
    QTest::addColumn<bool>("later");
    QTest::addColumn<bool>("batch");
    QTest::newRow("it had failed") << false << false;
    QTest::newRow("it fails later") << true << false;
    QTest::newRow("that of a batch receiver had failed") << false << true;
    QTest::newRow("that of a batch receiver fails later") << true << true;
}

void TestUnderWay::aFailedFutureOfAQueuedReceiverIsAnnounced()
{
    QFETCH(bool, later);
    QFETCH(bool, batch);
    EventThread thread;
    EventThread worker;
    QPromise<int> promise;
    promise.start();
    const auto fail = [&] {
        promise.setException(std::make_exception_ptr(std::runtime_error("burnt")));
        promise.finish();
    };
    const QFuture<int> future = promise.future();
    if (!later)
        fail();
    Signal<PizzaDone> signal{u"failing"_s};
    QSignalSpy failures(&signal, &AbstractSignal::receiverFailed);
    Listener context;
    context.moveToThread(thread.get());
    const ConnectOptions options{.dispatchUid = u"oven"_s};
    if (batch)
        signal.connect(
            &context, [&](const QList<PizzaDone> &) { return future; }, options);
    else
        signal.connect(
            &context, [&] { return future; }, options);
    QTest::ignoreMessage(QtCriticalMsg, "Error calling \"oven\" in failing.deliver() (burnt)");
    signal.send({}, {});
    thread.drain();
    if (later)
        worker.run(fail);
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures[0][0].toString(), u"\"oven\""_s);
    QCOMPARE(failures[0][1].toString(), u"burnt"_s);
    QCOMPARE(signal.receivers().first().lastError, u"burnt"_s);
    thread.stop();
}

void TestUnderWay::theSenderIsForgottenWhenItDies()
{
    Signal<PizzaDone> signal{u"sender"_s};
    QList<Sender> senders;
    signal.connect([&](const PizzaDone &, const Sender &sender) { senders << sender; },
                   {.type = Qt::QueuedConnection});
    PizzaStore living;
    signal.send(&living, {});
    auto *dying = new PizzaStore;
    signal.send(dying, {});
    delete dying;
    QTRY_COMPARE(senders.size(), 2);
    QCOMPARE(senders[0].object(), &living);
    QCOMPARE(senders[1].kind(), Sender::Kind::Object);
    QCOMPARE(senders[1].object(), nullptr);
}

void TestUnderWay::aDestroyedSignalDeliversNoMore()
{
    int calls = 0;
    QObject context;
    {
        Signal<PizzaDone> signal{u"gone"_s};
        signal.connect(&context, [&] { ++calls; }, {.type = Qt::QueuedConnection});
        signal.send({}, {});
    }
    bool passed = false;
    QMetaObject::invokeMethod(
        &context, [&] { passed = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(passed);
    QCOMPARE(calls, 0);
}

void TestUnderWay::manyThreadsLoseNothing()
{
    constexpr int senders = 4;
    constexpr int sends = 1000;
    EventThread threads[2];
    Signal<PizzaDone> signal{u"stress"_s};
    Listener steady[2];
    for (int i = 0; i < 2; ++i) {
        steady[i].moveToThread(threads[i].get());
        signal.connect(&steady[i], &Listener::onPizza);
    }
    std::atomic<int> direct = 0;
    signal.connect([&] { ++direct; });

    // Meanwhile receivers come, go and die.
    std::atomic<bool> stop = false;
    std::thread restless([&] {
        for (int i = 0; i < 20000 && !stop; ++i) {
            auto *passing = new Listener;
            passing->moveToThread(threads[0].get());
            signal.connect(passing, &Listener::onPizza);
            signal.connect(passing, [] {}, {.dispatchUid = u"guest"_s});
            signal.disconnect(u"guest"_s);
            threads[0].post([passing] { delete passing; });
        }
    });
    std::vector<std::thread> sending;
    for (int s = 0; s < senders; ++s) {
        sending.emplace_back([&] {
            for (int i = 0; i < sends; ++i)
                signal.send({}, {.size = i});
        });
    }
    for (std::thread &thread : sending)
        thread.join();
    stop = true;
    restless.join();
    for (EventThread &thread : threads) {
        thread.drain();
        thread.stop();
    }
    QCOMPARE(direct.load(), senders * sends);
    for (const Listener &listener : steady)
        QCOMPARE(listener.sizes().size(), senders * sends);
}

QTEST_GUILESS_MAIN(TestUnderWay)
#include "tst_underway.moc"
