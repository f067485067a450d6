// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/testoutbox.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Notes each call that it gets, and in which thread.
class BatchListener : public QObject {
    Q_OBJECT

public:
    int onPizzas(const QList<PizzaDone> &pizzas)
    {
        QList<int> sizes;
        for (const PizzaDone &pizza : pizzas)
            sizes << pizza.size;
        const std::lock_guard lock(m_mutex);
        m_batches << sizes;
        m_thread = QThread::currentThread();
        return int(sizes.size());
    }
    QList<QList<int>> batches() const
    {
        const std::lock_guard lock(m_mutex);
        return m_batches;
    }
    QThread *calledIn() const
    {
        const std::lock_guard lock(m_mutex);
        return m_thread;
    }

private:
    mutable std::mutex m_mutex;
    QList<QList<int>> m_batches;
    QThread *m_thread = nullptr;
};

using Batches = QList<QList<int>>;

/// Receivers that take all that is pending for them at once.
class TestBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFloodComesInOneCall();
    void theSendsOfEachThreadKeepTheirOrder();
    void aDirectCallTakesWhatIsPending();
    void whatIsPendingEndsWithItsReceiver_data();
    void whatIsPendingEndsWithItsReceiver();
    void whatWasDiscardedTakesNothingLaterAlong();
    void anOvertakenEventDiscardsNothing();
    void aDroppedDeliveryLeavesOthersPending();
    void aMovedReceiverGetsWhatIsPendingInItsNewThread_data();
    void aMovedReceiverGetsWhatIsPendingInItsNewThread();
    void aDeletedThreadDoesNotStopLaterBatches();
    void anExceptionIsAnnouncedOnce();
    void onceIsOneBatch();
    void eachSendGetsWhatItsBatchReturned();

private:
    void send(int size) { m_signal->send({}, {.size = size}); }

    std::unique_ptr<TransactionalSignal> m_signal;
    std::unique_ptr<EventThread> m_thread;
    std::unique_ptr<BatchListener> m_listener; // in m_thread
};

void TestBatch::init()
{
    m_signal = std::make_unique<TransactionalSignal>(u"batch"_s);
    m_thread = std::make_unique<EventThread>();
    m_listener = std::make_unique<BatchListener>();
    m_listener->moveToThread(m_thread->get());
}

void TestBatch::cleanup()
{
    m_thread->stop();
    m_listener.reset();
    m_thread.reset();
    m_signal.reset();
}

void TestBatch::aFloodComesInOneCall()
{
    m_signal->connect(m_listener.get(), &BatchListener::onPizzas);
    m_thread->block();
    for (int i = 0; i < 1000; ++i)
        send(i);
    m_thread->unblock();
    m_thread->drain();
    QList<int> all(1000);
    std::iota(all.begin(), all.end(), 0);
    QCOMPARE(m_listener->batches(), Batches({all}));
    QCOMPARE(m_listener->calledIn(), m_thread->get());
    send(1);
    m_thread->drain();
    send(2);
    m_thread->drain();
    QCOMPARE(m_listener->batches(), Batches({all, {1}, {2}}));
}

void TestBatch::theSendsOfEachThreadKeepTheirOrder()
{
    constexpr int senders = 4;
    constexpr int sends = 500;
    m_signal->connect(m_listener.get(), &BatchListener::onPizzas);
    std::vector<std::thread> threads;
    for (int s = 0; s < senders; ++s) {
        threads.emplace_back([this, s] {
            for (int i = 0; i < sends; ++i)
                send(s * sends + i);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    m_thread->drain();
    int next[senders] = {};
    const auto batches = m_listener->batches();
    for (const QList<int> &batch : batches) {
        QVERIFY(!batch.isEmpty());
        for (const int size : batch)
            QCOMPARE(size % sends, next[size / sends]++);
    }
    for (const int count : next)
        QCOMPARE(count, sends);
}

void TestBatch::aDirectCallTakesWhatIsPending()
{
    BatchListener here;
    m_signal->connect(&here, &BatchListener::onPizzas);
    m_thread->run([this] {
        send(1);
        send(2);
    });
    QCOMPARE(here.batches(), Batches());
    const Responses responses = m_signal->send({}, {.size = 3});
    QCOMPARE(outcomes(responses), u"3"_s);
    QCOMPARE(here.batches(), Batches({{1, 2, 3}}));
    // The event that is still on its way has nothing left to bring, and does not keep later ones from coming.
    m_thread->run([this] { send(4); });
    QTRY_COMPARE(here.batches(), Batches({{1, 2, 3}, {4}}));
    m_thread->run([this] { send(5); });
    QTRY_COMPARE(here.batches(), Batches({{1, 2, 3}, {4}, {5}}));
}

void TestBatch::whatIsPendingEndsWithItsReceiver_data()
{
    QTest::addColumn<QString>("fate");
    QTest::newRow("its object dies") << u"dies"_s;
    QTest::newRow("it is disconnected") << u"disconnect"_s;
    QTest::newRow("it is blocked") << u"block"_s;
}

void TestBatch::whatIsPendingEndsWithItsReceiver()
{
    QFETCH(QString, fate);
    const auto connect = [&] {
        return m_signal->connect(m_listener.get(), &BatchListener::onPizzas, {.dispatchUid = u"uid"_s});
    };
    const Connection connection = connect();
    auto *calls = m_listener.get();
    std::unique_ptr<BatchListener> dead;
    m_thread->block();
    if (fate == u"dies")
        m_thread->post([&] { m_listener.reset(); });
    send(1);
    send(2);
    if (fate == u"disconnect")
        connection.disconnect();
    if (fate == u"block")
        connection.block();
    m_thread->unblock();
    m_thread->drain();
    if (fate == u"dies") {
        m_listener = std::make_unique<BatchListener>();
        m_listener->moveToThread(m_thread->get());
        calls = m_listener.get();
    }
    QCOMPARE(calls->batches(), Batches());

    if (fate == u"block")
        connection.unblock();
    QCOMPARE(connect().isNew(), fate != u"block");
    send(3);
    m_thread->drain();
    QCOMPARE(m_listener->batches(), Batches({{3}}));
}

void TestBatch::whatWasDiscardedTakesNothingLaterAlong()
{
    // Blocked when its event arrives, unblocked by a later receiver of the same event, which sends again.
    const Connection connection = m_signal->connect(m_listener.get(), &BatchListener::onPizzas);
    m_signal->connect(m_listener.get(), [&](const PizzaDone &pizza) {
        connection.unblock();
        if (pizza.size == 1)
            m_signal->send({}, {.size = 2});
    });
    m_thread->block();
    send(1);
    connection.block();
    m_thread->unblock();
    m_thread->drain();
    QCOMPARE(m_listener->batches(), Batches({{2}}));
    send(3);
    m_thread->drain();
    QCOMPARE(m_listener->batches(), Batches({{2}, {3}}));
}

void TestBatch::anOvertakenEventDiscardsNothing()
{
    // A direct call takes what the first event was to bring; that one finds the receiver blocked, but not the
    // second, which is behind it.
    BatchListener here;
    const Connection connection = m_signal->connect(&here, &BatchListener::onPizzas);
    m_thread->run([this] { send(1); });
    QMetaObject::invokeMethod(
        this, [&] { connection.unblock(); }, Qt::QueuedConnection);
    send(2);
    m_thread->run([this] { send(3); });
    connection.block();
    QTRY_COMPARE(here.batches(), Batches({{1, 2}, {3}}));
}

void TestBatch::aDroppedDeliveryLeavesOthersPending()
{
    m_signal->connect(m_listener.get(), &BatchListener::onPizzas);
    TestOutbox box;
    m_thread->block();
    send(1);
    m_signal->box = &box;
    send(2);
    send(3);
    box.held.pop_back();
    m_signal->box = nullptr;
    send(4);
    box.release();
    m_thread->unblock();
    m_thread->drain();
    QCOMPARE(m_listener->batches(), Batches({{1, 4, 2}}));
}

void TestBatch::aMovedReceiverGetsWhatIsPendingInItsNewThread_data()
{
    QTest::addColumn<bool>("stuck");
    QTest::addColumn<Batches>("batches");
    QTest::newRow("its former thread goes on") << false << Batches({{1, 2, 3}});
    QTest::newRow("its former thread is busy for good") << true << Batches({{1, 2}, {3}});
}

void TestBatch::aMovedReceiverGetsWhatIsPendingInItsNewThread()
{
    QFETCH(bool, stuck);
    QFETCH(Batches, batches);
    EventThread newThread;
    m_signal->connect(m_listener.get(), &BatchListener::onPizzas);
    std::binary_semaphore mayMove{0};
    std::binary_semaphore moved{0};
    std::binary_semaphore mayGoOn{0};
    m_thread->post([&] {
        mayMove.acquire();
        m_listener->moveToThread(newThread.get());
        moved.release();
        mayGoOn.acquire();
    });
    send(1); // to the former thread, which does not come to it
    mayMove.release();
    moved.acquire();
    if (!stuck)
        newThread.block();
    send(2);
    if (stuck)
        QTRY_COMPARE(m_listener->batches(), Batches({{1, 2}}));
    mayGoOn.release();
    m_thread->drain();
    send(3);
    newThread.unblock();
    QTRY_COMPARE(m_listener->batches(), batches);
    QCOMPARE(m_listener->calledIn(), newThread.get());
    newThread.stop();
}

void TestBatch::aDeletedThreadDoesNotStopLaterBatches()
{
    auto idle = std::make_unique<QThread>(); // never started: events wait for it
    BatchListener listener;
    listener.moveToThread(idle.get());
    m_signal->connect(&listener, &BatchListener::onPizzas);
    send(1);
    send(2);
    idle.reset();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^Dropped a delivery of batch to"_s));
    QCOMPARE(outcomes(m_signal->send({}, {.size = 3})), u"dropped"_s); // it has no thread
    listener.moveToThread(QThread::currentThread());
    listener.moveToThread(m_thread->get());
    QCOMPARE(outcomes(m_signal->send({}, {.size = 4})), u"queued"_s);
    QTRY_COMPARE(listener.batches(), Batches({{4}}));
    QCOMPARE(listener.calledIn(), m_thread->get());
    m_thread->stop();
}

void TestBatch::anExceptionIsAnnouncedOnce()
{
    QSignalSpy failures(m_signal.get(), &AbstractSignal::receiverFailed);
    m_signal->connect(m_listener.get(),
                      [this](const QList<PizzaDone> &pizzas) {
                          m_listener->onPizzas(pizzas);
                          if (pizzas.first().size == 1)
                              throw std::runtime_error("burnt");
                      },
                      {.dispatchUid = u"oven"_s});
    QTest::ignoreMessage(QtCriticalMsg, "Error calling \"oven\" in batch.deliver() (burnt)");
    m_thread->block();
    send(1);
    send(2);
    m_thread->unblock();
    m_thread->drain();
    send(3);
    m_thread->drain();
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(m_listener->batches(), Batches({{1, 2}, {3}}));
    QCOMPARE(m_signal->receivers().first().lastError, u"burnt"_s);
}

void TestBatch::onceIsOneBatch()
{
    const Connection connection =
        m_signal->connect(m_listener.get(), &BatchListener::onPizzas, {.once = true});
    m_thread->block();
    send(1);
    send(2);
    m_thread->unblock();
    m_thread->drain();
    QVERIFY(!connection.isConnected());
    send(3);
    m_thread->drain();
    QCOMPARE(m_listener->batches(), Batches({{1, 2}}));
}

void TestBatch::eachSendGetsWhatItsBatchReturned()
{
    m_signal->connect(m_listener.get(), &BatchListener::onPizzas);
    m_thread->block();
    QCOMPARE(outcomes(m_signal->send({}, {.size = 1})), u"queued"_s);
    const auto second = m_signal->sendAsync({}, {.size = 2});
    const auto third = m_signal->sendAsync({}, {.size = 3});
    auto cancelled = m_signal->sendAsync({}, {.size = 4});
    cancelled.cancel();
    m_thread->unblock();
    m_thread->drain();
    QCOMPARE(outcomes(second.result()), u"3"_s);
    QCOMPARE(outcomes(third.result()), u"3"_s);
    QVERIFY(cancelled.isFinished());
    QCOMPARE(m_listener->batches(), Batches({{1, 2, 3}}));
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
