// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"
#include "support/stress.h"

#include <Signalbox/Relay>
#include <Signalbox/Signal>

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <stdexcept>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// An object of plain Qt.
class Oven : public QObject {
    Q_OBJECT

Q_SIGNALS:
    void finished(int size, const QString &topping);
};

/// Notes what sent() says to it.
class Slots : public QObject {
    Q_OBJECT

public:
    QList<int> sizes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_sizes;
    }
    QList<int> takeSizes()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_sizes, {});
    }
    QThread *calledIn() const
    {
        const std::lock_guard lock(m_mutex);
        return m_thread;
    }

public Q_SLOTS:
    void onSent(const QVariant &payload, const QVariant &)
    {
        const std::lock_guard lock(m_mutex);
        m_sizes << payload.value<PizzaDone>().size;
        m_thread = QThread::currentThread();
    }

private:
    mutable std::mutex m_mutex;
    QList<int> m_sizes;
    QThread *m_thread = nullptr;
};

/// What ends a relay.
enum class End { Object, Signal, Disconnect };

/// The bridges between a Signal and the signals of Qt.
class TestBridges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentSaysWhoSendsWhat_data();
    void sentSaysWhoSendsWhat();
    void sentReachesEverySlotInItsThread();
    void sentCostsNothingWhenNobodyListens();
    void sentKeepsItsPlaceAmongTheReceivers();
    void sentIsInNeitherResponsesNorReceivers();
    void sentWorksForStringBasedConnections();
    void sentEndsWithItsReceiver();
    void sentIsHeardByTheSendAfterTheConnect();

    void relayTakesALeadingPartOfTheArguments_data();
    void relayTakesALeadingPartOfTheArguments();
    void relaySendsAsTheObject();
    void aRelayEnds_data();
    void aRelayEnds();
    void relaySendsInTheThreadThatEmits();
    void anExceptionLeavesTheRelayedEmission();

private:
    PizzaStore m_store;
};

void TestBridges::sentSaysWhoSendsWhat_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<QVariant>("said");

    QTest::newRow("nobody") << Sender() << QVariant();
    QTest::newRow("an object") << Sender(&m_store) << QVariant::fromValue<QObject *>(&m_store);
    QTest::newRow("a class") << Sender::of<PizzaStore>() << QVariant(u"PizzaStore"_s);
    QTest::newRow("a name") << Sender("library.Book") << QVariant(u"library.Book"_s);
}

void TestBridges::sentSaysWhoSendsWhat()
{
    QFETCH(Sender, sender);
    QFETCH(QVariant, said);
    Signal<PizzaDone> signal{u"who"_s};
    QSignalSpy spy(&signal, &AbstractSignal::sent);
    signal.send(sender, {.size = 32});
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].value<QVariant>().value<PizzaDone>().size, 32);
    QCOMPARE(spy[0][1].value<QVariant>(), said);
}

void TestBridges::sentReachesEverySlotInItsThread()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"slots"_s};
    Slots here;
    Slots hereToo;
    Slots there;
    there.moveToThread(thread.get());
    for (Slots *object : {&here, &hereToo, &there})
        QObject::connect(&signal, &AbstractSignal::sent, object, &Slots::onSent);
    thread.block();
    signal.send({}, {.size = 1});
    QCOMPARE(here.sizes(), QList<int>({1}));
    QCOMPARE(hereToo.sizes(), QList<int>({1}));
    QCOMPARE(there.sizes(), QList<int>());
    thread.unblock();
    thread.drain();
    QCOMPARE(there.sizes(), QList<int>({1}));
    QCOMPARE(here.calledIn(), QThread::currentThread());
    QCOMPARE(there.calledIn(), thread.get());
    // And in whatever thread it is sent.
    thread.run([&] { signal.send({}, {.size = 2}); });
    QTRY_COMPARE(here.sizes(), QList<int>({1, 2}));
    QCOMPARE(here.calledIn(), QThread::currentThread());
    thread.stop();
}

void TestBridges::sentCostsNothingWhenNobodyListens()
{
    Signal<PizzaDone> signal{u"nothing"_s};
    QVERIFY(!signal.hasListeners());
    for (int round = 0; round < 2; ++round) {
        int first = 0;
        int second = 0;
        const auto one = QObject::connect(&signal, &AbstractSignal::sent, this, [&] { ++first; });
        const auto two = QObject::connect(&signal, &AbstractSignal::sent, this, [&] { ++second; });
        QVERIFY(signal.hasListeners());
        signal.send({}, {});
        QObject::disconnect(one);
        signal.send({}, {});
        QVERIFY(signal.hasListeners());
        QObject::disconnect(two);
        signal.send({}, {});
        QVERIFY(!signal.hasListeners());
        QCOMPARE(first, 1);
        QCOMPARE(second, 2);
    }
}

void TestBridges::sentKeepsItsPlaceAmongTheReceivers()
{
    Signal<PizzaDone> signal{u"place"_s};
    QStringList calls;
    signal.connect([&] { calls << u"before"_s; });
    QObject::connect(&signal, &AbstractSignal::sent, this, [&] { calls << u"sent"_s; });
    signal.connect([&] { calls << u"after"_s; });
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), u"before sent after"_s);
}

void TestBridges::sentIsInNeitherResponsesNorReceivers()
{
    Signal<PizzaDone> signal{u"hidden"_s};
    QSignalSpy spy(&signal, &AbstractSignal::sent);
    QCOMPARE(signal.receivers().size(), 0);
    QVERIFY(signal.send({}, {}).isEmpty());
    signal.connect([] { return 1; });
    QCOMPARE(signal.receivers().size(), 1);
    QCOMPARE(signal.sendRobust({}, {}).values(), QVariantList() << 1);
    const auto future = signal.sendAsync({}, {});
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().values(), QVariantList() << 1);
    QCOMPARE(spy.size(), 3);
}

void TestBridges::sentWorksForStringBasedConnections()
{
    Signal<PizzaDone> signal{u"strings"_s};
    Slots object;
    QObject::connect(&signal, SIGNAL(sent(QVariant, QVariant)), &object, SLOT(onSent(QVariant, QVariant)));
    signal.send({}, {.size = 3});
    QCOMPARE(object.sizes(), QList<int>({3}));
}

void TestBridges::sentEndsWithItsReceiver()
{
    Signal<PizzaDone> signal{u"ends"_s};
    {
        Slots object;
        QObject::connect(&signal, &AbstractSignal::sent, &object, &Slots::onSent);
    }
    signal.send({}, {});
    QVERIFY(!signal.hasListeners());
}

// However often the others find that nobody listens any more, and take the emitter away.
void TestBridges::sentIsHeardByTheSendAfterTheConnect()
{
    Signal<PizzaDone> signal{u"meanwhile"_s};
    Slots object;
    Meanwhile others(2, [&] { signal.send({}, {.size = -1}); });
    int missed = 0;
    for (Rounds rounds(200000); rounds.next();) {
        // By its name: TSan can't see how a functor gets to another thread through Qt's connections.
        QObject::connect(&signal, SIGNAL(sent(QVariant, QVariant)), &object, SLOT(onSent(QVariant, QVariant)),
                         Qt::DirectConnection);
        signal.send({}, {.size = 1});
        missed += object.takeSizes().count(1) != 1;
        signal.QObject::disconnect(&object);
    }
    others.stop();
    QCOMPARE(missed, 0);
    signal.send({}, {});
    QVERIFY(!signal.hasListeners());
}

void TestBridges::relayTakesALeadingPartOfTheArguments_data()
{
    using Connect = std::function<QMetaObject::Connection(Oven &, Signal<PizzaDone> &)>;
    QTest::addColumn<Connect>("connect");
    QTest::addColumn<PizzaDone>("payload");

    QTest::newRow("all") << Connect([](Oven &oven, Signal<PizzaDone> &signal) {
        return relay(&oven, &Oven::finished, signal, [](int size, const QString &topping) {
            return PizzaDone{.toppings = {topping}, .size = size};
        });
    }) << PizzaDone{.toppings = {u"mushrooms"_s}, .size = 32};
    QTest::newRow("the first") << Connect([](Oven &oven, Signal<PizzaDone> &signal) {
        return relay(&oven, &Oven::finished, signal, [](int size) { return PizzaDone{.size = size}; });
    }) << PizzaDone{.size = 32};
    QTest::newRow("none") << Connect([](Oven &oven, Signal<PizzaDone> &signal) {
        return relay(&oven, &Oven::finished, signal, [] { return PizzaDone{.size = 7}; });
    }) << PizzaDone{.size = 7};
}

void TestBridges::relayTakesALeadingPartOfTheArguments()
{
    using Connect = std::function<QMetaObject::Connection(Oven &, Signal<PizzaDone> &)>;
    QFETCH(Connect, connect);
    QFETCH(PizzaDone, payload);
    Oven oven;
    Signal<PizzaDone> signal{u"relay"_s};
    QList<PizzaDone> received;
    signal.connect([&](const PizzaDone &pizza) { received << pizza; });
    QVERIFY(connect(oven, signal));
    Q_EMIT oven.finished(32, u"mushrooms"_s);
    QCOMPARE(received.size(), 1);
    QCOMPARE(received[0].size, payload.size);
    QCOMPARE(received[0].toppings, payload.toppings);
}

void TestBridges::relaySendsAsTheObject()
{
    Oven oven;
    Oven other;
    Signal<PizzaDone> signal{u"as"_s};
    QList<Sender> senders;
    signal.connect([&](const PizzaDone &, const Sender &sender) { senders << sender; }, {.sender = &oven});
    for (const Oven *each : {&oven, &other})
        relay(each, &Oven::finished, signal, [] { return PizzaDone(); });
    Q_EMIT other.finished(1, {});
    QVERIFY(senders.isEmpty());
    Q_EMIT oven.finished(1, {});
    QCOMPARE(senders, QList<Sender>({&oven}));
}

void TestBridges::aRelayEnds_data()
{
    QTest::addColumn<End>("end");
    QTest::newRow("with the object") << End::Object;
    QTest::newRow("with the signal") << End::Signal;
    QTest::newRow("when it is disconnected") << End::Disconnect;
}

void TestBridges::aRelayEnds()
{
    QFETCH(End, end);
    const auto alive = std::make_shared<int>();
    auto oven = std::make_unique<Oven>();
    auto signal = std::make_unique<Signal<PizzaDone>>(u"end"_s);
    int calls = 0;
    signal->connect([&] { ++calls; });
    const auto connection =
        relay(oven.get(), &Oven::finished, *signal, [alive] { return PizzaDone{.size = *alive}; });
    Q_EMIT oven->finished(1, {});
    QCOMPARE(calls, 1);
    QCOMPARE(alive.use_count(), 2);

    if (end == End::Object)
        oven.reset();
    else if (end == End::Signal)
        signal.reset();
    else
        QObject::disconnect(connection);
    if (oven)
        Q_EMIT oven->finished(1, {});
    QCOMPARE(calls, 1);
    QCOMPARE(alive.use_count(), 1);
}

void TestBridges::relaySendsInTheThreadThatEmits()
{
    EventThread thread;
    Oven oven;
    Signal<PizzaDone> signal{u"thread"_s};
    Listener there;
    Listener here;
    there.moveToThread(thread.get());
    std::atomic<QThread *> sentIn = nullptr;
    signal.connect([&] { sentIn = QThread::currentThread(); });
    signal.connect(&there, &Listener::onPizza);
    signal.connect(&here, &Listener::onPizza);
    relay(&oven, &Oven::finished, signal, [](int size) { return PizzaDone{.size = size}; });
    thread.run([&] { Q_EMIT oven.finished(4, {}); });
    QCOMPARE(sentIn.load(), thread.get());
    QCOMPARE(there.calledIn(), thread.get());
    QTRY_COMPARE(here.sizes(), QList<int>({4}));
    QCOMPARE(here.calledIn(), QThread::currentThread());
    thread.stop();
}

void TestBridges::anExceptionLeavesTheRelayedEmission()
{
    Oven oven;
    Signal<PizzaDone> signal{u"throws"_s};
    signal.connect([] { throw std::runtime_error("burnt"); });
    relay(&oven, &Oven::finished, signal, [] { return PizzaDone(); });
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, Q_EMIT oven.finished(1, {}));
}

QTEST_GUILESS_MAIN(TestBridges)
#include "tst_bridges.moc"
