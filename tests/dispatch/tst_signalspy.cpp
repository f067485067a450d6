// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/pizza.h"

#include <Signalbox/Signal>
#include <Signalbox/SignalSpy>

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <semaphore>
#include <thread>
#include <type_traits>

using namespace Signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static_assert(!std::is_copy_constructible_v<SignalSpy> && !std::is_move_constructible_v<SignalSpy>);

class TestSignalSpy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSpyRecordsPayloadsSendersAndThreads();
    void aSpyHearsOneSender();
    void aSpyWaitsForAnotherThread();
    void aSpyWaitsForWhatIsPosted();
    void aSpyMayBeAskedInAnyThread();
    void aSpyGivesUpInTime();
    void aClearedSpyStartsAnew();
    void aSpyOutlivesItsSignal();
    void aSpyEndsWithItself();
    void aSpyLosesNothingOfManyThreads();

private:
    PizzaStore m_store;
};

void TestSignalSpy::aSpyRecordsPayloadsSendersAndThreads()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"spied"_s};
    const SignalSpy spy(signal);
    QVERIFY(spy.isEmpty());
    signal.send(&m_store, {.toppings = {u"olives"_s}, .size = 1});
    thread.run([&] { signal.sendRobust("shop", {.size = 2}); });
    QCOMPARE(spy.count(), 2);
    QCOMPARE(spy.at(0).payload<PizzaDone>().toppings, QStringList({u"olives"_s}));
    QCOMPARE(spy.at(0).payloadVariant.metaType(), QMetaType::fromType<PizzaDone>());
    QCOMPARE(spy.at(0).sender, Sender(&m_store));
    QCOMPARE(spy.at(0).thread, QThread::currentThread());
    const auto records = spy.records();
    QCOMPARE(records.size(), 2);
    QCOMPARE(records[1].payload<PizzaDone>().size, 2);
    QCOMPARE(records[1].sender, Sender("shop"));
    QCOMPARE(records[1].thread, thread.get());
}

void TestSignalSpy::aSpyHearsOneSender()
{
    Signal<PizzaDone> signal{u"filtered"_s};
    PizzaStore other;
    const SignalSpy spy(signal, &m_store);
    signal.send({}, {.size = 1});
    signal.send(&other, {.size = 2});
    signal.send(&m_store, {.size = 3});
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).payload<PizzaDone>().size, 3);
}

void TestSignalSpy::aSpyWaitsForAnotherThread()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"waits"_s};
    const SignalSpy spy(signal);
    thread.block();
    for (int i = 0; i < 3; ++i)
        thread.post([&signal, i] { signal.send({}, {.size = i}); });
    QVERIFY(!spy.wait(1, 0ms));
    thread.unblock();
    QVERIFY(spy.wait(3));
    QCOMPARE(spy.count(), 3);
    QVERIFY(spy.wait(2, 0ms)); // there already
    thread.stop();
}

void TestSignalSpy::aSpyWaitsForWhatIsPosted()
{
    Signal<PizzaDone> signal{u"posted"_s};
    const SignalSpy spy(signal);
    QMetaObject::invokeMethod(
        this, [&] { signal.send({}, {}); }, Qt::QueuedConnection);
    QVERIFY(spy.wait());
}

void TestSignalSpy::aSpyMayBeAskedInAnyThread()
{
    Signal<PizzaDone> signal{u"asked"_s};
    const SignalSpy spy(signal);
    bool came = false;
    std::binary_semaphore waiting{0};
    std::thread other([&] {
        waiting.release();
        came = spy.wait(2) && spy.at(1).payload<PizzaDone>().size == 2;
    });
    waiting.acquire();
    signal.send({}, {.size = 1});
    signal.send({}, {.size = 2});
    other.join();
    QVERIFY(came);
}

void TestSignalSpy::aSpyGivesUpInTime()
{
    Signal<PizzaDone> signal{u"in vain"_s};
    const SignalSpy spy(signal);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!spy.wait(1, 30ms));
    QVERIFY(timer.elapsed() >= 29);
    QVERIFY(timer.elapsed() < 4000);
}

void TestSignalSpy::aClearedSpyStartsAnew()
{
    Signal<PizzaDone> signal{u"cleared"_s};
    SignalSpy spy(signal);
    signal.send({}, {.size = 1});
    spy.clear();
    QVERIFY(spy.isEmpty());
    signal.send({}, {.size = 2});
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).payload<PizzaDone>().size, 2);
}

void TestSignalSpy::aSpyOutlivesItsSignal()
{
    auto signal = std::make_unique<Signal<PizzaDone>>(u"short"_s);
    const SignalSpy spy(*signal);
    signal->send({}, {.size = 1});
    signal.reset();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.at(0).payload<PizzaDone>().size, 1);
    QVERIFY(!spy.wait(2, 1ms));
}

void TestSignalSpy::aSpyEndsWithItself()
{
    Signal<PizzaDone> signal{u"left"_s};
    {
        const SignalSpy spy(signal);
        QVERIFY(signal.hasListeners());
    }
    QVERIFY(!signal.hasListeners());
}

void TestSignalSpy::aSpyLosesNothingOfManyThreads()
{
    constexpr int sends = 500;
    Signal<PizzaDone> signal{u"many"_s};
    const SignalSpy spy(signal);
    std::thread threads[2];
    for (std::thread &thread : threads) {
        thread = std::thread([&] {
            for (int i = 0; i < sends; ++i)
                signal.send({}, {.size = i});
        });
    }
    QVERIFY(spy.wait(2 * sends));
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(spy.count(), 2 * sends);
}

QTEST_GUILESS_MAIN(TestSignalSpy)
#include "tst_signalspy.moc"
