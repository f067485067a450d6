// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/pizza.h"
#include "support/stress.h"

#include <Signalbox/Signal>

#include <QTest>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <semaphore>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

/// A receiver that moves between threads, and notes every call that it should not have got.
class Wanderer : public QObject {
public:
    struct Count {
        std::atomic<int> elsewhere = 0; // calls in a thread that is not the object's
        std::atomic<int> dead = 0; // calls of an object that is being destroyed
    };

    explicit Wanderer(Count &count) : m_count(count) { }
    ~Wanderer() override { m_isAlive = false; }

    void onPizza(const PizzaDone &)
    {
        m_count.elsewhere += QThread::currentThread() != thread();
        m_count.dead += !m_isAlive;
        ++m_calls;
    }
    int calls() const { return m_calls; }

private:
    Count &m_count;
    bool m_isAlive = true; // for the object's own thread only
    std::atomic<int> m_calls = 0;
};

/// Moves objects to and fro between two threads, each time from within the thread that it leaves.
class Shuttle {
public:
    Shuttle(EventThread &here, EventThread &there, std::vector<Wanderer *> wanderers)
        : m_here(here), m_there(there), m_wanderers(std::move(wanderers))
    {
        leave(m_here, m_there);
    }

    /// Returns once the objects stand still, in either thread.
    void stop()
    {
        m_isOver = true;
        m_stands.acquire();
    }

private:
    void leave(EventThread &from, EventThread &to)
    {
        from.post([&] {
            if (m_isOver)
                return m_stands.release();
            for (Wanderer *wanderer : m_wanderers)
                wanderer->moveToThread(to.get());
            leave(to, from);
        });
    }

    EventThread &m_here;
    EventThread &m_there;
    const std::vector<Wanderer *> m_wanderers;
    std::atomic<bool> m_isOver = false;
    std::binary_semaphore m_stands{0};
};

} // namespace

/// Receivers that live in threads, move between them and die there, while many threads send.
class TestWanderers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWandererGetsEverySendInItsOwnThread();
    void aShortLivedReceiverIsCalledInItsThreadOrNotAtAll();
    void anObjectMayDieElsewhereWhileItsOldHomeSends_data();
    void anObjectMayDieElsewhereWhileItsOldHomeSends();
    void aSenderMayDieWhileItsSendIsUnderWay();
    void asyncSendsOfManyThreadsAllFinish();
    void batchesLoseNothing();
};

void TestWanderers::aWandererGetsEverySendInItsOwnThread()
{
    Signal<PizzaDone> signal{u"wander"_s};
    EventThread threads[2];
    Wanderer::Count count;
    std::vector<std::unique_ptr<Wanderer>> wanderers;
    std::vector<Wanderer *> moving;
    for (int i = 0; i < 3; ++i) {
        wanderers.push_back(std::make_unique<Wanderer>(count));
        wanderers.back()->moveToThread(threads[0].get());
        signal.connect(wanderers.back().get(), &Wanderer::onPizza);
        moving.push_back(wanderers.back().get());
    }
    Shuttle shuttle(threads[0], threads[1], moving);
    // The threads themselves send as well: to wanderers that are at home there, at once.
    std::atomic<int> sends = 0;
    const auto send = [&] {
        signal.send({}, {});
        ++sends;
    };
    inThreads(2, [&](int thread) {
        for (Rounds rounds(4000); rounds.next();) {
            send();
            threads[thread].run(send);
        }
    });
    shuttle.stop();
    for (const auto &wanderer : wanderers)
        QTRY_COMPARE(wanderer->calls(), sends.load());
    QCOMPARE(count.elsewhere.load(), 0);
    for (EventThread &thread : threads)
        thread.stop();
    for (const auto &wanderer : wanderers)
        QCOMPARE(wanderer->calls(), sends.load());
}

void TestWanderers::aShortLivedReceiverIsCalledInItsThreadOrNotAtAll()
{
    Signal<PizzaDone> signal{u"short-lived"_s};
    EventThread threads[2];
    Wanderer::Count count;
    std::atomic<int> steady = 0;
    std::atomic<int> sends = 0;
    signal.connect([&] { ++steady; });
    inThreads(3, [&](int thread) {
        for (Rounds rounds(3000); rounds.next();) {
            if (thread == 2) {
                signal.send({}, {});
                ++sends;
                continue;
            }
            // Made in the one thread, destroyed in the other, and sent to in between.
            EventThread &home = threads[thread];
            EventThread &away = threads[1 - thread];
            home.run([&] {
                auto *wanderer = new Wanderer(count);
                signal.connect(wanderer, &Wanderer::onPizza);
                signal.connect(wanderer, &Wanderer::onPizza, {.dispatchUid = u"a second time"_s});
                signal.send({}, {});
                ++sends;
                wanderer->moveToThread(away.get());
                away.post([wanderer] { delete wanderer; });
            });
        }
    });
    for (EventThread &thread : threads) {
        thread.drain();
        thread.stop();
    }
    QCOMPARE(count.elsewhere.load(), 0);
    QCOMPARE(count.dead.load(), 0);
    QCOMPARE(steady.load(), sends.load());
    QCOMPARE(signal.receivers().size(), 1);
}

void TestWanderers::anObjectMayDieElsewhereWhileItsOldHomeSends_data()
{
    QTest::addColumn<bool>("others");
    QTest::newRow("only its old home sends") << false;
    QTest::newRow("others send, too") << true;
}

// The old home looks at the object without a lock. Whoever destroys it must wait for that look.
void TestWanderers::anObjectMayDieElsewhereWhileItsOldHomeSends()
{
    QFETCH(bool, others);
    Signal<PizzaDone> signal{u"old home"_s};
    EventThread away;
    Wanderer::Count count;
    std::unique_ptr<Meanwhile<std::function<void()>>> meanwhile;
    if (others)
        meanwhile = std::make_unique<Meanwhile<std::function<void()>>>(1, [&] { signal.send({}, {}); });
    int missed = 0;
    for (Rounds rounds(5000); rounds.next();) {
        auto *wanderer = new Wanderer(count);
        const Connection connection = signal.connect(wanderer, &Wanderer::onPizza);
        signal.send({}, {}); // now this thread is known to be its home
        missed += wanderer->calls() < 1;
        wanderer->moveToThread(away.get());
        away.post([wanderer] { delete wanderer; });
        while (connection.isConnected())
            signal.send({}, {});
        away.drain(); // or what is sent in vain delays the next death, and so grows from round to round
    }
    meanwhile.reset();
    away.stop();
    QCoreApplication::processEvents(); // what others sent to the objects before they moved
    QCOMPARE(missed, 0);
    QCOMPARE(count.elsewhere.load(), 0);
    QCOMPARE(count.dead.load(), 0);
}

void TestWanderers::aSenderMayDieWhileItsSendIsUnderWay()
{
    Signal<PizzaDone> signal{u"mayflies"_s};
    EventThread thread;
    QObject context;
    context.moveToThread(thread.get());
    std::atomic<int> sends = 0;
    std::atomic<int> calls = 0;
    std::atomic<int> strangers = 0;
    signal.connect(&context, [&](const PizzaDone &, const Sender &sender) {
        strangers += sender.kind() != Sender::Kind::Object;
        ++calls;
    });
    inThreads(2, [&](int) {
        for (Rounds rounds(5000); rounds.next();) {
            PizzaStore store;
            signal.send(&store, {});
            ++sends;
        }
    });
    thread.drain();
    thread.stop();
    QCOMPARE(calls.load(), sends.load());
    QCOMPARE(strangers.load(), 0);
}

void TestWanderers::asyncSendsOfManyThreadsAllFinish()
{
    Signal<PizzaDone> signal{u"async"_s};
    EventThread threads[2];
    Wanderer::Count count;
    QObject contexts[2];
    std::atomic<int> calls = 0;
    for (int i = 0; i < 2; ++i) {
        contexts[i].moveToThread(threads[i].get());
        signal.connect(&contexts[i], [&] { return ++calls; });
    }
    signal.connect([&] { return ++calls; });
    std::vector<QFuture<Responses>> futures[2];
    inThreads(3, [&](int thread) {
        for (Rounds rounds(2000); rounds.next();) {
            if (thread < 2) {
                futures[thread].push_back(signal.sendAsync({}, {}));
                continue;
            }
            threads[0].run([&] { // a receiver that is dropped on the way keeps nobody waiting
                auto *wanderer = new Wanderer(count);
                signal.connect(wanderer, &Wanderer::onPizza);
                threads[0].post([wanderer] { delete wanderer; });
            });
        }
    });
    for (auto &each : futures)
        QTRY_VERIFY(
            std::all_of(each.begin(), each.end(), [](const auto &future) { return future.isFinished(); }));
    for (EventThread &thread : threads) {
        thread.drain();
        thread.stop();
    }
    int wrong = 0;
    for (const auto &each : futures) {
        for (const auto &future : each)
            wrong += future.result().values().size() != 3;
    }
    QCOMPARE(wrong, 0);
    QCOMPARE(calls.load(), 3 * int(futures[0].size() + futures[1].size()));
    QCOMPARE(count.elsewhere.load() + count.dead.load(), 0);
}

void TestWanderers::batchesLoseNothing()
{
    Signal<PizzaDone> signal{u"batches"_s};
    EventThread threads[2];
    Wanderer::Count count;
    auto context = std::make_unique<Wanderer>(count);
    context->moveToThread(threads[0].get());
    std::atomic<int> payloads = 0;
    signal.connect(context.get(), [&](const QList<PizzaDone> &batch) { payloads += int(batch.size()); });
    Shuttle shuttle(threads[0], threads[1], {context.get()});
    std::atomic<int> sends = 0;
    inThreads(2, [&](int) {
        for (Rounds rounds(10000); rounds.next();) {
            signal.send({}, {});
            ++sends;
        }
    });
    shuttle.stop();
    QTRY_COMPARE(payloads.load(), sends.load());
    for (EventThread &thread : threads)
        thread.stop();
    QCOMPARE(payloads.load(), sends.load());
}

QTEST_GUILESS_MAIN(TestWanderers)
#include "tst_wanderers.moc"
