// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/pizza.h"

#include <Signalbox/Mute>
#include <Signalbox/Signal>

#include <QPointer>
#include <QTest>
#include <QThread>

#include <new>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

// Used by main() before the application exists and after it is gone.
Signal<PizzaDone> globalSignal{u"global"_s};

/// Counts its living copies.
class Tracked {
public:
    explicit Tracked(int *alive) : m_alive(alive) { ++*m_alive; }
    Tracked(const Tracked &other) : Tracked(other.m_alive) { }
    ~Tracked() { --*m_alive; }
    Tracked &operator=(const Tracked &) = delete;

private:
    int *m_alive;
};

/// Connects, sends and, within that, disconnects when it is destroyed.
struct Meddler {
    Signal<PizzaDone> *signal;
    bool *ended;
    Meddler(Signal<PizzaDone> *s, bool *e) : signal(s), ended(e) { }
    Meddler(Meddler &&other) noexcept : signal(std::exchange(other.signal, nullptr)), ended(other.ended) { }
    ~Meddler()
    {
        if (!signal)
            return;
        const auto end = [s = signal, e = ended] { *e = s->disconnect(u"heir"_s); };
        signal->connect(end, {.dispatchUid = u"heir"_s});
        signal->send({}, {});
    }
    void operator()() const { }
};

/// Deletes an object when anything in the application is moved to another thread.
class Killer : public QObject {
public:
    QObject *victim = nullptr;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::ThreadChange)
            delete std::exchange(victim, nullptr);
        return false;
    }
};

} // namespace

class Counter : public QObject {
    Q_OBJECT

public:
    void count() { ++calls; }
    int calls = 0;
};

class TestLifetime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeadReceiverIsDisconnected();
    void aReceiverThatUserCodeDisconnectedFromQtIsStillNoticed();
    void aSenderAtTheAddressOfADeadOneIsAnother();
    void aReceiverAtTheAddressOfADeadOneIsAnother();
    void aSenderIsNotKeptAlive();
    void theDestructionOfTheSignalEndsItsConnections();
    void callablesEndWithTheirConnection();
    void callablesEndWithTheSendThatIsUnderWay();
    void aCallablesDestructorMayUseTheSignal();
    void aCallablesDestructorMayUseTheSignalAtTheEndOfASend();
    void whoConnectsToADyingSignalIsNotConnected();
    void anObjectThatDiesWithinConnectIsNotConnected_data();
    void anObjectThatDiesWithinConnectIsNotConnected();
    void aSenderThatDiesWithinMuteIsNotMuted();
    void receiversMayDieInAnyThread();
    void connectionsOfALongLivedObjectLeaveNothingBehind();
};

void TestLifetime::aDeadReceiverIsDisconnected()
{
    Signal<PizzaDone> signal{u"weak"_s};
    Connection member;
    Connection context;
    int calls = 0;
    {
        Counter counter;
        member = signal.connect(&counter, &Counter::count);
        context = signal.connect(&counter, [&] { ++calls; }, {.dispatchUid = u"uid"_s});
        signal.send({}, {});
        QCOMPARE(counter.calls, 1);
    }
    QVERIFY(!member.isConnected());
    QVERIFY(!context.isConnected());
    QVERIFY(!signal.hasListeners());
    QVERIFY(signal.send({}, {}).isEmpty());
    QCOMPARE(calls, 1);
}

// The hook for an object's death must not be QObject::destroyed(): this is how it gets lost.
void TestLifetime::aReceiverThatUserCodeDisconnectedFromQtIsStillNoticed()
{
    Signal<PizzaDone> signal{u"qdisconnect"_s};
    Connection connection;
    {
        Counter counter;
        connection = signal.connect(&counter, &Counter::count);
        QObject &object = counter;
        object.disconnect();
        object.blockSignals(true);
    }
    QVERIFY(!connection.isConnected());
    signal.send({}, {});
}

void TestLifetime::aSenderAtTheAddressOfADeadOneIsAnother()
{
    Signal<PizzaDone> signal{u"address"_s};
    int calls = 0;
    alignas(PizzaStore) std::byte memory[sizeof(PizzaStore)];
    auto *first = new (memory) PizzaStore;
    const Connection connection = signal.connect([&] { ++calls; }, {.sender = first});
    signal.send(first, {});
    QCOMPARE(calls, 1);
    first->~PizzaStore();
    QVERIFY(!connection.isConnected());

    auto *second = new (memory) PizzaStore;
    QCOMPARE(static_cast<void *>(second), static_cast<void *>(first));
    QVERIFY(!signal.hasListeners(second));
    QVERIFY(signal.send(second, {}).isEmpty());
    QCOMPARE(calls, 1);
    QVERIFY(signal.connect([&] { ++calls; }, {.sender = second}).isNew());
    signal.send(second, {});
    QCOMPARE(calls, 2);
    second->~PizzaStore();
}

void TestLifetime::aReceiverAtTheAddressOfADeadOneIsAnother()
{
    Signal<PizzaDone> signal{u"address2"_s};
    alignas(Counter) std::byte memory[sizeof(Counter)];
    auto *first = new (memory) Counter;
    signal.connect(first, &Counter::count);
    first->~Counter();
    auto *second = new (memory) Counter;
    signal.send({}, {});
    QCOMPARE(second->calls, 0);
    QVERIFY(!signal.disconnect(second, &Counter::count));
    QVERIFY(signal.connect(second, &Counter::count).isNew());
    signal.send({}, {});
    QCOMPARE(second->calls, 1);
    second->~Counter();
}

void TestLifetime::aSenderIsNotKeptAlive()
{
    Signal<PizzaDone> signal{u"sender"_s};
    QPointer<PizzaStore> store = new PizzaStore;
    const Connection connection = signal.connect([] {}, {.sender = store.get()});
    delete store;
    QVERIFY(!store);
    QVERIFY(!connection.isConnected());
}

void TestLifetime::theDestructionOfTheSignalEndsItsConnections()
{
    Counter counter;
    Connection connection;
    int alive = 0;
    {
        Signal<PizzaDone> signal{u"ending"_s};
        connection = signal.connect(&counter, &Counter::count);
        signal.connect([tracked = Tracked(&alive)] {});
        QCOMPARE(alive, 1);
    }
    QCOMPARE(alive, 0);
    QVERIFY(!connection.isConnected());
    QVERIFY(!connection.disconnect());
}

void TestLifetime::callablesEndWithTheirConnection()
{
    int alive = 0;
    int others = 0;
    Signal<PizzaDone> signal{u"callables"_s};
    signal.connect([tracked = Tracked(&others)] {});
    const Connection connection = signal.connect([tracked = Tracked(&alive)] {});
    signal.connect([tracked = Tracked(&others)] {});
    QCOMPARE(alive, 1);
    connection.disconnect();
    QCOMPARE(alive, 0);
    QCOMPARE(others, 2);

    // Also if it ends itself: once it has returned.
    Connection self;
    self = signal.connect([&, tracked = Tracked(&alive)] {
        self.disconnect();
        QCOMPARE(alive, 1);
    });
    signal.send({}, {});
    QCOMPARE(alive, 0);
}

void TestLifetime::callablesEndWithTheSendThatIsUnderWay()
{
    // Disconnected by an earlier receiver, also from within a nested send, and in a send of another thread.
    EventThread thread;
    for (const QString &how : {u"here"_s, u"nested"_s, u"thread"_s}) {
        int alive = 0;
        int aliveInSend = 0;
        Signal<PizzaDone> signal{u"underway"_s};
        Connection victim;
        const auto end = [&] {
            victim.disconnect();
            aliveInSend = alive;
        };
        bool acted = false;
        signal.connect([&] {
            if (how == u"nested" && !std::exchange(acted, true))
                signal.send({}, {});
            else
                end();
            aliveInSend = alive;
        });
        victim = signal.connect([tracked = Tracked(&alive)] {});
        if (how == u"thread")
            thread.run([&] { signal.send({}, {}); });
        else
            signal.send({}, {});
        QCOMPARE(aliveInSend, 1);
        QCOMPARE(alive, 0);
    }
}

// It runs outside of every lock, so it may connect, disconnect and send.
void TestLifetime::aCallablesDestructorMayUseTheSignal()
{
    Signal<PizzaDone> signal{u"meddler"_s};
    bool ended = false;
    signal.connect(Meddler(&signal, &ended)).disconnect();
    QVERIFY(ended);

    ended = false;
    auto context = std::make_unique<QObject>();
    signal.connect(context.get(), Meddler(&signal, &ended));
    context.reset();
    QVERIFY(ended);
}

// What the connection would own is destroyed with it, though the signal had let go of everybody before.
void TestLifetime::whoConnectsToADyingSignalIsNotConnected()
{
    auto signal = std::make_unique<Signal<PizzaDone>>(u"last"_s);
    AbstractSignal *const dying = signal.get();
    Connection late;
    const auto owned = std::make_shared<int>();
    std::shared_ptr<void> atTheEnd(nullptr, [&](void *) {
        late = dying->connectUntyped([owned](const QVariant &, const Sender &) { return QVariant(); });
    });
    signal->connect([atTheEnd = std::move(atTheEnd)] {});
    signal.reset();
    QVERIFY(!late.isConnected());
    QCOMPARE(owned.use_count(), 1);
}

void TestLifetime::aCallablesDestructorMayUseTheSignalAtTheEndOfASend()
{
    Signal<PizzaDone> signal{u"meddlers"_s};
    bool ended = false;
    Connection victim;
    signal.connect([&] { victim.disconnect(); });
    victim = signal.connect(Meddler(&signal, &ended));
    signal.send({}, {});
    QVERIFY(ended);

    // Also one that is called once, is replaced under its uid, or never gets its delivery.
    ended = false;
    signal.connect([meddler = Meddler(&signal, &ended)] {}, {.once = true});
    signal.send({}, {});
    QVERIFY(ended);
    ended = false;
    auto owner = std::make_shared<int>();
    signal.connect(std::weak_ptr(owner), Meddler(&signal, &ended), {.dispatchUid = u"uid"_s});
    owner.reset();
    QVERIFY(signal.connect([] {}, {.dispatchUid = u"uid"_s}).isNew());
    QVERIFY(ended);
    ended = false;
    victim = signal.connect(Meddler(&signal, &ended), {.type = Qt::QueuedConnection});
    signal.send({}, {});
    victim.disconnect();
    QCoreApplication::processEvents();
    QVERIFY(ended);
}

// The first receiver in a thread makes it a mailbox, which is moved there under the eyes of the application.
void TestLifetime::anObjectThatDiesWithinConnectIsNotConnected_data()
{
    QTest::addColumn<bool>("isReceiver");
    QTest::addColumn<bool>("isSender");
    QTest::newRow("the receiver") << true << false;
    QTest::newRow("the sender") << false << true;
    QTest::newRow("both in one") << true << true;
}

void TestLifetime::anObjectThatDiesWithinConnectIsNotConnected()
{
    QFETCH(const bool, isReceiver);
    QFETCH(const bool, isSender);
    Signal<PizzaDone> signal{u"within"_s};
    QThread thread;
    QThread other;
    auto *dying = new Counter;
    dying->moveToThread(&thread);
    Counter context; // in a thread that has no mailbox yet either
    context.moveToThread(&other);
    Killer killer;
    killer.victim = dying;
    qApp->installEventFilter(&killer);
    int alive = 0;
    const Connection connection =
        signal.connect(isReceiver ? dying : &context, [tracked = Tracked(&alive)] {},
                       {.sender = isSender ? Sender(dying) : Sender(), .dispatchUid = u"uid"_s});
    QVERIFY(!killer.victim);
    QVERIFY(connection.isNew());
    QVERIFY(!connection.isConnected());
    QVERIFY(!signal.hasListeners());
    QCOMPARE(alive, 0);
    QVERIFY(signal.send({}, {}).isEmpty());
    QVERIFY(signal.connect([] {}, {.dispatchUid = u"uid"_s}).isNew());
}

void TestLifetime::aSenderThatDiesWithinMuteIsNotMuted()
{
    Signal<PizzaDone> signal{u"within_mute"_s};
    signal.connect([] {});
    QThread thread;
    auto *dying = new PizzaStore;
    dying->moveToThread(&thread);
    Killer killer;
    killer.victim = dying;
    qApp->installEventFilter(&killer);
    const Mute mute(signal, dying);
    QVERIFY(!killer.victim);
    QCOMPARE(signal.send({}, {}).size(), 1);
}

void TestLifetime::receiversMayDieInAnyThread()
{
    Signal<PizzaDone> signal{u"threads"_s};
    EventThread thread;
    auto *counter = new Counter;
    counter->moveToThread(thread.get());
    const Connection connection = signal.connect(counter, &Counter::count);
    thread.run([&] { delete counter; });
    QVERIFY(!connection.isConnected());
    QVERIFY(signal.send({}, {}).isEmpty());
}

void TestLifetime::connectionsOfALongLivedObjectLeaveNothingBehind()
{
    int alive = 0;
    Signal<PizzaDone> signal{u"longlived"_s};
    Counter counter;
    for (int i = 0; i < 1000; ++i)
        signal.connect(&counter, [tracked = Tracked(&alive)] {}).disconnect();
    QCOMPARE(alive, 0);
    signal.connect(&counter, &Counter::count);
    signal.send({}, {});
    QCOMPARE(counter.calls, 1);
}

int main(int argc, char **argv)
{
    Counter early;
    globalSignal.connect(&early, &Counter::count);
    globalSignal.send({}, {});
    int result = 0;
    {
        QCoreApplication app(argc, argv);
        TestLifetime test;
        result = QTest::qExec(&test, argc, argv);
        globalSignal.send({}, {});
        globalSignal.connect(&early, [] {}, {.type = Qt::QueuedConnection});
        globalSignal.send({}, {}); // never delivered: the application ends first
    }
    globalSignal.send({}, {});
    if (early.calls != 4) {
        qCritical("A global signal was lost before or after the application: %d calls", early.calls);
        return 1;
    }
    return result;
}
#include "tst_lifetime.moc"
