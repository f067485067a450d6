// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"

#include <Signalbox/Signal>

#include <QTest>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <semaphore>
#include <thread>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// A payload that is copied when a send has found a receiver's thread and posts nothing yet.
struct Slow {
    Q_GADGET
public:
    Slow() = default;
    Slow(const Slow &)
    {
        if (const auto code = std::exchange(whenCopied, nullptr))
            code();
    }
    Slow &operator=(const Slow &) = default;
    inline static std::function<void()> whenCopied = {};
};

/// A thread that has no event loop in its first life: what is posted to it then, it never comes to.
class BusyThread : public QThread {
public:
    ~BusyThread() override { end(); }

    /// Has it run @p task, and waits for its end.
    void endAfter(std::function<void()> task)
    {
        m_task = std::move(task);
        end();
    }

protected:
    void run() override
    {
        if (m_isOld.exchange(true)) {
            exec();
            return;
        }
        m_gate.acquire();
        m_task();
    }

private:
    void end()
    {
        quit();
        m_gate.release();
        wait();
    }
    std::binary_semaphore m_gate{0};
    std::function<void()> m_task = [] {};
    std::atomic<bool> m_isOld = false;
};

/// What happens to deliveries when a thread comes to its end.
class TestThreadEnd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeliveryWaitsForAThreadThatEnded();
    void aDeletedThreadDiscardsItsDeliveries();
    void whatMovesOutOfAnEndingThreadIsNotForgotten();
    void whatHasLeftAThreadFollowsWhenItEnds_data();
    void whatHasLeftAThreadFollowsWhenItEnds();
    void whatIsBeingSentToAnEndingThreadFollows();
    void whatStaysInAThreadThatEndsWaitsForItInItsOrder();
    void anExceptionThatEndsAThreadLeavesNothingBehind();
};

// As Qt's own events do.
void TestThreadEnd::aDeliveryWaitsForAThreadThatEnded()
{
    Signal<PizzaDone> signal{u"ended"_s};
    EventThread thread;
    Listener listener;
    listener.moveToThread(thread.get());
    signal.connect(&listener, &Listener::onPizza);
    thread.stop();
    QCOMPARE(signal.send({}, {.size = 1})[0].outcome(), Response::Outcome::Queued);
    const auto future = signal.sendAsync({}, {.size = 2});
    QVERIFY(!future.isFinished());
    thread.get()->start();
    thread.drain();
    QCOMPARE(listener.sizes(), QList<int>({1, 2}));
    QTRY_VERIFY(future.isFinished());
    thread.stop();
}

void TestThreadEnd::aDeletedThreadDiscardsItsDeliveries()
{
    Signal<PizzaDone> signal{u"deleted"_s};
    auto thread = std::make_unique<EventThread>();
    auto listener = std::make_unique<Listener>();
    listener->moveToThread(thread->get());
    signal.connect(listener.get(), &Listener::onPizza);
    signal.connect(listener.get(), [](const QList<PizzaDone> &) {});
    thread->stop();
    signal.send({}, {});
    const auto future = signal.sendAsync({}, {});
    thread.reset();
    QVERIFY(future.isFinished()); // nobody waits for what is discarded
    QCOMPARE(future.result()[0].outcome(), Response::Outcome::Dropped);
    QCOMPARE(future.result()[1].outcome(), Response::Outcome::Dropped);
    QCOMPARE(listener->sizes(), QList<int>());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"its object has no thread"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"its object has no thread"_s));
    QCOMPARE(signal.send({}, {})[0].outcome(), Response::Outcome::Dropped);
}

// An object that its thread sends home before it ends gets there what was under way.
void TestThreadEnd::whatMovesOutOfAnEndingThreadIsNotForgotten()
{
    Signal<PizzaDone> signal{u"home"_s};
    EventThread thread;
    Listener listener;
    QThread *const home = QThread::currentThread();
    listener.moveToThread(thread.get());
    signal.connect(&listener, &Listener::onPizza);
    thread.block();
    thread.post([&] { listener.moveToThread(home); });
    signal.send({}, {.size = 1});
    thread.unblock();
    thread.stop();
    QTRY_COMPARE(listener.sizes(), QList<int>({1}));
    QCOMPARE(listener.calledIn(), home);
}

// The thread ends before it comes to the delivery, so that it can't send it on in the usual way.
void TestThreadEnd::whatHasLeftAThreadFollowsWhenItEnds_data()
{
    QTest::addColumn<bool>("movesWhenFinished"); // by a slot of QThread::finished(), after ours
    QTest::addColumn<bool>("isSentWhenFinished");
    QTest::newRow("moved before the end") << false << false;
    QTest::newRow("moved at the end, thread deleted") << true << false;
    QTest::newRow("sent after the end") << true << true;
}

void TestThreadEnd::whatHasLeftAThreadFollowsWhenItEnds()
{
    QFETCH(bool, movesWhenFinished);
    QFETCH(bool, isSentWhenFinished);
    Signal<PizzaDone> signal{u"left"_s};
    Signal<PizzaDone> other{u"left, too"_s};
    auto thread = std::make_unique<BusyThread>();
    Listener plain;
    Listener slow;
    QObject batch;
    Listener stays;
    QThread *const home = QThread::currentThread();
    QList<int> taken;
    const auto moveTo = [&](QThread *where) {
        for (QObject *object : {static_cast<QObject *>(&plain), static_cast<QObject *>(&slow), &batch})
            object->moveToThread(where);
    };
    moveTo(thread.get());
    stays.moveToThread(thread.get());
    signal.connect(&plain, &Listener::onPizza);
    signal.connect(&stays, &Listener::onPizza);
    signal.connect(&batch, [&](const QList<PizzaDone> &pizzas) {
        QCOMPARE(QThread::currentThread(), home);
        for (const PizzaDone &pizza : pizzas)
            taken << pizza.size;
    });
    other.connect(&slow, &Listener::onPizza, {.type = Qt::QueuedConnection});

    QFuture<Responses> future;
    const auto send = [&] {
        signal.send({}, {.size = 1});
        signal.send({}, {.size = 2});
        future = other.sendAsync({}, {.size = 3});
    };
    const auto move = [&] { moveTo(home); };
    std::binary_semaphore hasMoved{0}; // TSan can't see that QThread::wait() waits for a slot, too
    const auto moveAtLast = [&] {
        move();
        hasMoved.release();
    };
    if (movesWhenFinished)
        connect(thread.get(), &QThread::finished, &stays, moveAtLast, Qt::DirectConnection);
    thread->start();
    if (!isSentWhenFinished)
        send();
    thread->endAfter([&] {
        if (!movesWhenFinished)
            move();
    });
    if (movesWhenFinished)
        hasMoved.acquire();
    if (movesWhenFinished && !isSentWhenFinished) {
        QCoreApplication::processEvents();
        QCOMPARE(plain.sizes(), QList<int>()); // it waits for the thread to start again, or to die
        thread.reset();
    }
    if (isSentWhenFinished)
        send();
    QTRY_COMPARE(plain.sizes(), QList<int>({1, 2}));
    QCOMPARE(plain.calledIn(), home);
    QTRY_COMPARE(taken, QList<int>({1, 2}));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(slow.sizes(), QList<int>({3}));
    QCOMPARE(stays.sizes(), QList<int>());
}

void TestThreadEnd::whatIsBeingSentToAnEndingThreadFollows()
{
    Signal<Slow> signal{u"slow"_s};
    BusyThread thread;
    QObject object;
    QThread *const home = QThread::currentThread();
    object.moveToThread(&thread);
    int calls = 0;
    signal.connect(&object, [&](const Slow &) { ++calls; });
    thread.start();
    Slow::whenCopied = [&] { thread.endAfter([&] { object.moveToThread(home); }); };
    signal.send({}, {});
    QVERIFY(!Slow::whenCopied);
    QTRY_COMPARE(calls, 1);
}

void TestThreadEnd::whatStaysInAThreadThatEndsWaitsForItInItsOrder()
{
    Signal<PizzaDone> signal{u"stays"_s};
    BusyThread thread;
    Listener listener;
    listener.moveToThread(&thread);
    signal.connect(&listener, &Listener::onPizza);
    thread.start();
    for (int size = 1; size <= 3; ++size)
        signal.send({}, {.size = size});
    thread.endAfter([] {});
    for (int size = 4; size <= 6; ++size)
        signal.send({}, {.size = size});
    QCOMPARE(listener.sizes(), QList<int>());
    thread.start();
    QTRY_COMPARE(listener.sizes(), QList<int>({1, 2, 3, 4, 5, 6}));
}

void TestThreadEnd::anExceptionThatEndsAThreadLeavesNothingBehind()
{
    Signal<PizzaDone> signal{u"ends"_s};
    const auto alive = std::make_shared<int>();
    for (int round = 0; round < 3; ++round) {
        const Connection connection = signal.connect([alive] { throw 1; });
        std::thread([&] {
            try {
                signal.send({}, {});
            } catch (int) { }
        }).join();
        connection.disconnect();
        QCOMPARE(alive.use_count(), 1);
    }
}

QTEST_GUILESS_MAIN(TestThreadEnd)
#include "tst_threadend.moc"
