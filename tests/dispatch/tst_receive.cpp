// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"

#include <Signalbox/DynamicSignal>
#include <Signalbox/Receive>

#include <QTest>

#include <memory>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// One receiver for several signals, as Django's `@receiver([a, b])`.
class TestReceive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void returnsAConnectionPerSignal();
    void anEmptyListConnectsNothing();
    void aSignalListedTwiceIsConnectedOnce();
    void passesTheOptionsToEachSignal();
    void aRefusalKeepsTheOthers();
    void aMissingSignalKeepsTheOthers();
    void takesTheReceiversThatConnectTakes_data();
    void takesTheReceiversThatConnectTakes();
    void signalsOfDerivedClassesAreTakenToo();

private:
    using PizzaSignal = Signal<PizzaDone>;
    std::unique_ptr<PizzaSignal> m_a;
    std::unique_ptr<PizzaSignal> m_b;
};

void TestReceive::init()
{
    m_a = std::make_unique<PizzaSignal>(u"a"_s);
    m_b = std::make_unique<PizzaSignal>(u"b"_s);
}

void TestReceive::cleanup()
{
    m_a.reset();
    m_b.reset();
}

void TestReceive::returnsAConnectionPerSignal()
{
    QStringList calls;
    const QList<Connection> connections =
        receive({m_b.get(), m_a.get()},
                [&](const PizzaDone &, const Sender &, AbstractSignal &signal) { calls << signal.name(); });
    QCOMPARE(connections.size(), 2);
    QVERIFY(connections[0].isNew() && connections[1].isNew());
    m_a->send({}, {});
    m_b->send({}, {});
    QCOMPARE(calls, QStringList({u"a"_s, u"b"_s}));
    QVERIFY(connections[0].disconnect());
    QVERIFY(!m_b->hasListeners());
    QVERIFY(m_a->hasListeners());
}

void TestReceive::anEmptyListConnectsNothing()
{
    QVERIFY(receive(std::initializer_list<PizzaSignal *>{}, [] {}).isEmpty());
}

void TestReceive::aSignalListedTwiceIsConnectedOnce()
{
    int calls = 0;
    const auto connections = receive({m_a.get(), m_b.get(), m_a.get()}, [&] { ++calls; });
    QCOMPARE(connections.size(), 3);
    QVERIFY(connections[0].isNew());
    QVERIFY(!connections[2].isNew());
    QCOMPARE(connections[2], connections[0]);
    m_a->send({}, {});
    QCOMPARE(calls, 1);
}

void TestReceive::passesTheOptionsToEachSignal()
{
    PizzaStore store;
    const auto connections =
        receive({m_a.get(), m_b.get()}, [] {},
                {.sender = &store, .dispatchUid = u"uid"_s, .type = Qt::QueuedConnection, .once = true});
    for (PizzaSignal *signal : {m_a.get(), m_b.get()}) {
        QVERIFY(!signal->hasListeners());
        QVERIFY(signal->hasListeners(&store));
        const auto receivers = signal->receivers();
        QCOMPARE(receivers.size(), 1);
        QCOMPARE(receivers[0].dispatchUid, u"uid"_s);
        QCOMPARE(receivers[0].type, Qt::QueuedConnection);
        signal->send(&store, {});
        QTRY_VERIFY(!signal->hasListeners(&store));
    }
    QVERIFY(!connections[0].isConnected() && !connections[1].isConnected());
}

void TestReceive::aRefusalKeepsTheOthers()
{
    // A connection with the uid is there already in one of them: that one is not new.
    m_b->connect([] {}, {.dispatchUid = u"uid"_s});
    const auto known = receive({m_a.get(), m_b.get()}, [] {}, {.dispatchUid = u"uid"_s});
    QVERIFY(known[0].isNew());
    QVERIFY(!known[1].isNew() && known[1].isConnected());

    // What each of them refuses, each refuses with a warning of its own.
    for (const char *name : {"a", "b"}) {
        const auto pattern = u"Refused to connect to %1: .* needs a QObject"_s.arg(QLatin1StringView(name));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(pattern));
    }
    const auto refused = receive({m_a.get(), m_b.get()}, [] {}, {.type = Qt::BlockingQueuedConnection});
    QVERIFY(!refused[0].isConnected() && !refused[1].isConnected());
    QVERIFY(known[0].isConnected() && known[1].isConnected());
}

void TestReceive::aMissingSignalKeepsTheOthers()
{
    PizzaSignal *const missing = nullptr;
    QTest::ignoreMessage(QtWarningMsg, "receive(): a signal in the list is nullptr and was left out");
    const auto connections = receive({m_a.get(), missing, m_b.get()}, [] {});
    QCOMPARE(connections.size(), 3);
    QVERIFY(connections[0].isConnected());
    QVERIFY(!connections[1].isConnected() && !connections[1].isNew());
    QVERIFY(connections[2].isConnected());
}

namespace {

/// A receiver that is no QObject.
struct Shelf {
    void onPizza(const PizzaDone &pizza) { sizes << pizza.size; }
    QList<int> sizes;
};

using PizzaSignals = std::initializer_list<Signal<PizzaDone> *>;
struct Receivers {
    Listener listener;
    std::shared_ptr<Shelf> shelf = std::make_shared<Shelf>();
    QList<int> sizes; // of the lambda
};
using Connect = std::function<QList<Connection>(PizzaSignals, Receivers &)>;

} // namespace

void TestReceive::takesTheReceiversThatConnectTakes_data()
{
    QTest::addColumn<Connect>("connect");
    QTest::newRow("a lambda") << Connect([](PizzaSignals signalList, Receivers &to) {
        return receive(signalList, [&to](const PizzaDone &pizza) { to.sizes << pizza.size; });
    });
    QTest::newRow("a lambda with a context") << Connect([](PizzaSignals signalList, Receivers &to) {
        return receive(signalList, &to.listener, [&to](const PizzaDone &pizza) { to.sizes << pizza.size; });
    });
    QTest::newRow("a member of an object") << Connect([](PizzaSignals signalList, Receivers &to) {
        return receive(signalList, &to.listener, &Listener::onPizza);
    });
    QTest::newRow("a member of a shared_ptr") << Connect([](PizzaSignals signalList, Receivers &to) {
        return receive(signalList, to.shelf, &Shelf::onPizza);
    });
    QTest::newRow("a member of a weak_ptr") << Connect([](PizzaSignals signalList, Receivers &to) {
        return receive(signalList, std::weak_ptr(to.shelf), &Shelf::onPizza);
    });
}

void TestReceive::takesTheReceiversThatConnectTakes()
{
    QFETCH(Connect, connect);
    auto receivers = std::make_unique<Receivers>();
    const auto connections = connect({m_a.get(), m_b.get()}, *receivers);
    QCOMPARE(connections.size(), 2);
    m_a->send({}, {.size = 1});
    m_b->send({}, {.size = 2});
    QCOMPARE(receivers->sizes + receivers->listener.sizes() + receivers->shelf->sizes, QList<int>({1, 2}));
    const bool isOwned = QTest::currentDataTag() == "a lambda"_ba;
    receivers.reset();
    QCOMPARE(connections[0].isConnected(), isOwned);
    QCOMPARE(connections[1].isConnected(), isOwned);
}

void TestReceive::signalsOfDerivedClassesAreTakenToo()
{
    DynamicSignal a{u"dynamic a"_s};
    Signal<QVariantMap> b{u"dynamic b"_s};
    int calls = 0;
    receive<QVariantMap>({&a, &b}, [&] { ++calls; });
    a.send({}, {});
    b.send({}, {});
    QCOMPARE(calls, 2);
}

QTEST_GUILESS_MAIN(TestReceive)
#include "tst_receive.moc"
