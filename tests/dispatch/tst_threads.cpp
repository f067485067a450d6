// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"
#include "support/stress.h"

#include <Signalbox/Mute>
#include <Signalbox/Signal>

#include <QTest>

#include <atomic>
#include <barrier>
#include <memory>
#include <optional>
#include <semaphore>

using namespace Signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Any thread may connect, disconnect, send and query at any time; here many do at once. Receivers that live
/// in threads of their own: see tst_wanderers.
class TestThreads : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReceiverMayWaitForAnotherThreadsConnect();
    void everySendIsHeardWhileReceiversComeAndGo_data();
    void everySendIsHeardWhileReceiversComeAndGo();
    void onceIsOnceForAllThreads();
    void concurrentConnectsWithOneUidLeaveOne();
    void aFilterHearsNoOtherSender();
    void aSharedReceiverMayBeDroppedDuringSends();
    void blocksAndMutesDisturbNobodyElse();
    void signalsAreFoundWhileOthersComeAndGo();
    void aReceiverMayDestroyTheSignalWhileOthersDisconnect();
    void whatWasTakenOutIsDestroyedByTheLastWhoCouldSeeIt();
};

void TestThreads::aReceiverMayWaitForAnotherThreadsConnect()
{
    Signal<PizzaDone> signal{u"waits"_s};
    int inner = 0;
    bool isInTime = false;
    signal.connect(
        [&] {
            std::binary_semaphore done{0};
            std::thread other([&] {
                const Connection connection = signal.connect([&] { ++inner; });
                signal.hasListeners();
                signal.send({}, {});
                connection.block();
                signal.receivers();
                connection.disconnect();
                done.release();
            });
            isInTime = done.try_acquire_for(30s);
            if (!isInTime)
                qFatal("A lock is held while a receiver runs");
            other.join();
        },
        {.once = true});
    signal.send({}, {});
    QVERIFY(isInTime);
    QCOMPARE(inner, 1);
    QVERIFY(!signal.hasListeners());
}

void TestThreads::everySendIsHeardWhileReceiversComeAndGo_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::newRow("all hear everybody") << Sender();
    QTest::newRow("all hear one sender") << Sender("shop");
    QTest::newRow("all hear a class or derived ones") << Sender::of<PizzaStore>().orDerived();
}

void TestThreads::everySendIsHeardWhileReceiversComeAndGo()
{
    QFETCH(Sender, sender);
    Signal<PizzaDone> signal{u"come and go"_s};
    Precious::Count precious;
    std::atomic<int> sends = 0;
    std::atomic<int> heard = 0;
    std::atomic<int> missed = 0;
    std::atomic<int> late = 0;
    std::atomic<int> ended = 0;
    signal.connect([&] { ++heard; }, {.sender = sender});
    inThreads(3, [&](int thread) {
        struct State {
            int calls = 0; // by this thread's sends
            bool isOver = false;
        };
        for (Rounds rounds(30000); rounds.next();) {
            State state;
            // Calls by other threads may still be under way when disconnect() returns: they use nothing
            // but what they own.
            const auto me = std::this_thread::get_id();
            const Connection connection = signal.connect(
                [&state, &late, me, treasure = Precious(precious)] {
                    treasure.use();
                    if (std::this_thread::get_id() == me) {
                        ++state.calls;
                        late += state.isOver;
                    }
                },
                {.sender = sender, .dispatchUid = thread == 0 ? u"a uid"_s : QString()});
            signal.send(sender, {});
            missed += state.calls != 1;
            ended += connection.disconnect();
            state.isOver = true;
            signal.send(sender, {});
            sends += 2;
        }
    });
    QCOMPARE(heard.load(), sends.load());
    QCOMPARE(2 * ended.load(), sends.load());
    QCOMPARE(missed.load(), 0);
    QCOMPARE(late.load(), 0);
    QCOMPARE(precious.misused.load(), 0);
    QCOMPARE(precious.alive.load(), 0);
}

void TestThreads::onceIsOnceForAllThreads()
{
    Signal<PizzaDone> signal{u"once"_s};
    std::atomic<int> calls = 0;
    int connects = 0;
    Meanwhile sending(2, [&] { signal.send({}, {}); });
    for (Rounds rounds(5000); rounds.next(); ++connects) {
        const Connection connection = signal.connect([&] { ++calls; }, {.once = true});
        while (connection.isConnected())
            std::this_thread::yield();
    }
    sending.stop();
    QCOMPARE(calls.load(), connects);
}

void TestThreads::concurrentConnectsWithOneUidLeaveOne()
{
    constexpr int threads = 3;
    constexpr int rounds = 300;
    Signal<PizzaDone> signal{u"uid"_s};
    std::atomic<int> fresh = 0;
    std::atomic<int> calls = 0;
    int wrong = 0;
    const auto check = [&]() noexcept {
        signal.send("shop", {});
        const bool isOne = fresh.exchange(0) == 1 && calls.exchange(0) == 1 && signal.receivers().size() == 1;
        wrong += !isOne || !signal.disconnect(u"uid"_s, "shop") || signal.hasListeners("shop");
    };
    std::barrier together(threads, check);
    inThreads(threads, [&](int) {
        for (int round = 0; round < rounds; ++round) {
            const Connection connection =
                signal.connect([&] { ++calls; }, {.sender = "shop", .dispatchUid = u"uid"_s});
            fresh += connection.isNew();
            together.arrive_and_wait();
        }
    });
    QCOMPARE(wrong, 0);
}

// Not even of one that lives at the same address.
void TestThreads::aFilterHearsNoOtherSender()
{
    Signal<PizzaDone> signal{u"filters"_s};
    std::atomic<int> next = 0;
    std::atomic<int> missed = 0;
    std::atomic<int> strangers = 0;
    std::atomic<int> left = 0;
    std::atomic<int> sends = 0;
    std::atomic<int> heard = 0;
    signal.connect([&] { ++heard; });
    inThreads(3, [&](int) {
        for (Rounds rounds(20000); rounds.next();) {
            const int id = ++next;
            int calls = 0;
            auto store = std::make_unique<PizzaStore>();
            const Connection connection = signal.connect(
                [&, id](const PizzaDone &pizza) {
                    strangers += pizza.size != id;
                    ++calls;
                },
                {.sender = store.get()});
            signal.send(store.get(), {.size = id});
            store.reset();
            missed += calls != 1;
            left += connection.isConnected();
            ++sends;
        }
    });
    QCOMPARE(strangers.load(), 0);
    QCOMPARE(missed.load(), 0);
    QCOMPARE(left.load(), 0);
    QCOMPARE(heard.load(), sends.load());
    QCOMPARE(signal.receivers().size(), 1);
}

void TestThreads::aSharedReceiverMayBeDroppedDuringSends()
{
    struct Shelf {
        explicit Shelf(Precious::Count &count) : treasure(count) { }
        void onPizza(const PizzaDone &)
        {
            treasure.use();
            ++calls;
        }
        Precious treasure;
        std::atomic<int> calls = 0;
    };
    Signal<PizzaDone> signal{u"shared"_s};
    Precious::Count precious;
    std::atomic<int> missed = 0;
    Meanwhile sending(1, [&] { signal.send({}, {}); });
    inThreads(2, [&](int thread) {
        for (Rounds rounds(10000); rounds.next();) {
            auto shelf = std::make_shared<Shelf>(precious);
            const Connection connection = signal.connect(shelf, &Shelf::onPizza, {.weak = thread == 0});
            signal.send({}, {});
            missed += shelf->calls < 1;
            shelf.reset();
            if (thread != 0)
                connection.disconnect();
        }
    });
    sending.stop();
    signal.send({}, {});
    QCOMPARE(missed.load(), 0);
    QCOMPARE(precious.misused.load(), 0);
    QCOMPARE(precious.alive.load(), 0);
    QVERIFY(!signal.hasListeners());
    QVERIFY(signal.receivers().isEmpty());
}

void TestThreads::blocksAndMutesDisturbNobodyElse()
{
    Signal<PizzaDone> signal{u"quiet"_s};
    std::atomic<int> sends = 0;
    std::atomic<int> heard = 0;
    std::atomic<int> victimCalls = 0;
    signal.connect([&] { ++heard; });
    const Connection victim = signal.connect([&] { ++victimCalls; }, {.dispatchUid = u"victim"_s});
    signal.connect([&] { ++heard; }, {.dispatchUid = u"other"_s});
    inThreads(4, [&](int thread) {
        for (Rounds rounds(20000); rounds.next();) {
            if (thread == 0) {
                victim.block();
                victim.unblock();
            } else if (thread == 1) {
                const Mute one(victim);
                const Mute two = Mute::uid(signal, u"victim"_s);
                const Mute three(signal, "another shop");
            } else {
                signal.send("shop", {});
                ++sends;
            }
        }
    });
    QCOMPARE(heard.load(), 2 * sends.load());
    QVERIFY(victimCalls.load() <= sends.load());
    victimCalls = 0;
    signal.send({}, {});
    QCOMPARE(victimCalls.load(), 1);
    QVERIFY(!victim.isBlocked());
}

void TestThreads::signalsAreFoundWhileOthersComeAndGo()
{
    Signal<int> first{u"first of all"_s};
    Signal<int> second{u"second of all"_s};
    std::atomic<int> lost = 0;
    std::atomic<int> calls = 0;
    std::atomic<int> sends = 0;
    inThreads(3, [&](int thread) {
        for (Rounds rounds(5000); rounds.next();) {
            if (thread == 0) {
                lost += AbstractSignal::find(u"first of all") != &first;
                const auto all = AbstractSignal::all();
                lost += all.size() < 2 || all[0] != &first || all[1] != &second;
                continue;
            }
            const QString name = u"passing %1"_s.arg(thread);
            Signal<int> passing{name};
            const Connection connection = passing.connect([&] { ++calls; });
            const Responses responses = passing.send({}, 1);
            lost += AbstractSignal::find(name) != &passing;
            lost += responses[0].receiver() != connection;
            ++sends;
        }
    });
    QCOMPARE(lost.load(), 0);
    QCOMPARE(calls.load(), sends.load());
    QCOMPARE(AbstractSignal::all(), QList<AbstractSignal *>({&first, &second}));
}

void TestThreads::aReceiverMayDestroyTheSignalWhileOthersDisconnect()
{
    constexpr int receivers = 20;
    Precious::Count precious;
    std::unique_ptr<Signal<PizzaDone>> signal;
    std::vector<Connection> connections;
    int late = 0;
    bool isLast = false;
    Rounds rounds(3000);
    const auto prepare = [&]() noexcept {
        isLast = !rounds.next();
        signal = std::make_unique<Signal<PizzaDone>>(u"ends"_s);
        connections.clear();
        for (int i = 0; i < receivers; ++i)
            connections.push_back(signal->connect([treasure = Precious(precious)] { treasure.use(); }));
        signal->connect([&] { signal.reset(); });
        signal->connect([&] { ++late; });
    };
    std::barrier together(2, prepare);
    inThreads(2, [&](int thread) {
        for (;;) {
            together.arrive_and_wait();
            if (isLast)
                return;
            if (thread == 0) {
                signal->send({}, {});
                continue;
            }
            for (const Connection &connection : connections)
                connection.disconnect();
        }
    });
    signal.reset();
    QCOMPARE(late, 0);
    QCOMPARE(precious.misused.load(), 0);
    QCOMPARE(precious.alive.load(), 0);
}

// At once if nobody walks through the receivers; else by the last who came before it was taken out, whatever
// others do meanwhile.
void TestThreads::whatWasTakenOutIsDestroyedByTheLastWhoCouldSeeIt()
{
    Signal<PizzaDone> signal{u"last"_s};
    Precious::Count precious;
    std::binary_semaphore isInside{0};
    std::binary_semaphore mayLeave{0};
    const Connection gate = signal.connect(
        [&] {
            isInside.release();
            mayLeave.acquire();
        },
        {.sender = "slow"});
    const Connection taken = signal.connect([treasure = Precious(precious)] { treasure.use(); });
    taken.disconnect();
    QCOMPARE(precious.alive.load(), 0);

    for (int round = 0; round < 3; ++round) { // the first who sends is treated in another way than the others
        const Connection seen = signal.connect([treasure = Precious(precious)] { treasure.use(); });
        std::thread slow([&] { signal.send("slow", {}); });
        isInside.acquire();
        seen.disconnect();
        QCOMPARE(precious.alive.load(), 1);
        // Who comes now can't see it and need not be waited for.
        const Connection inner = signal.connect(
            [&] {
                mayLeave.release();
                slow.join();
                QCOMPARE(precious.alive.load(), 0);
            },
            {.sender = "quick"});
        signal.send("quick", {});
        QVERIFY(inner.disconnect());
        QCOMPARE(precious.alive.load(), 0);
    }
}

QTEST_GUILESS_MAIN(TestThreads)
#include "tst_threads.moc"
