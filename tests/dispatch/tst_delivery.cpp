// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/pizza.h"

#include <Signalbox/Outbox>
#include <Signalbox/Signal>

#include <QMutex>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

/// A payload that counts its copies.
struct Parcel {
    Parcel() = default;
    Parcel(const Parcel &other) : value(other.value) { ++copies; }
    Parcel &operator=(const Parcel &) = delete;
    int value = 0;
    static inline std::atomic<int> copies = 0;
};

/// Holds what a send has for others, as a transaction does.
class TestOutbox : public Outbox {
public:
    void hold(HeldDelivery delivery) override { held.push_back(std::move(delivery)); }
    std::vector<HeldDelivery> held;
};

class TransactionalSignal : public Signal<PizzaDone> {
public:
    using Signal::Signal;
    TestOutbox *box = nullptr;

protected:
    Outbox *outbox(const void *) const override { return box; }
};

} // namespace

/// Notes what it was called with, and in which thread.
class Listener : public QObject {
    Q_OBJECT

public:
    void onPizza(const PizzaDone &pizza)
    {
        const QMutexLocker lock(&m_mutex);
        m_sizes << pizza.size;
        m_thread = QThread::currentThread();
    }
    void onParcel(const Parcel &parcel) { onPizza({.size = parcel.value}); }
    QList<int> sizes() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_sizes;
    }
    QThread *calledIn() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_thread;
    }

private:
    mutable QMutex m_mutex;
    QList<int> m_sizes;
    QThread *m_thread = nullptr;
};

class TestDelivery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsInTheThreadThatTheTypeSays_data();
    void runsInTheThreadThatTheTypeSays();
    void aReceiverWithoutContextRunsInTheSendingThread();
    void thePayloadIsCopiedOncePerSend();
    void oneSendIsOneEventPerThread();
    void deliveriesKeepTheirPlaceAmongPostedEvents();
    void aDeadReceiverDoesNotGetItsDelivery();
    void aDisconnectedReceiverDoesNotGetItsDelivery();
    void aMovedReceiverGetsItsDeliveryInItsNewThread_data();
    void aMovedReceiverGetsItsDeliveryInItsNewThread();
    void aReceiverWithoutThreadIsReported();
    void aDeletedThreadTakesItsDeliveriesAlong();
    void anExceptionOfAQueuedReceiverIsAnnounced();
    void theSenderIsForgottenWhenItDies();
    void aDestroyedSignalDeliversNoMore();
    void anOutboxHoldsWhatIsForOthers_data();
    void anOutboxHoldsWhatIsForOthers();
    void anExceptionKeepsWhatWasQueuedBefore();
    void manyThreadsLoseNothing();
};

void TestDelivery::runsInTheThreadThatTheTypeSays_data()
{
    QTest::addColumn<Qt::ConnectionType>("type");
    QTest::addColumn<bool>("otherThread");
    QTest::addColumn<bool>("atOnce");
    QTest::addColumn<bool>("inReceiversThread");

    QTest::newRow("auto, same thread") << Qt::AutoConnection << false << true << true;
    QTest::newRow("auto, other thread") << Qt::AutoConnection << true << false << true;
    QTest::newRow("direct, same thread") << Qt::DirectConnection << false << true << true;
    QTest::newRow("direct, other thread") << Qt::DirectConnection << true << true << false;
    QTest::newRow("queued, same thread") << Qt::QueuedConnection << false << false << true;
    QTest::newRow("queued, other thread") << Qt::QueuedConnection << true << false << true;
}

void TestDelivery::runsInTheThreadThatTheTypeSays()
{
    QFETCH(Qt::ConnectionType, type);
    QFETCH(bool, otherThread);
    QFETCH(bool, atOnce);
    QFETCH(bool, inReceiversThread);

    EventThread thread;
    Listener listener;
    if (otherThread) {
        listener.moveToThread(thread.get());
        thread.block();
    }
    Signal<PizzaDone> signal{u"types"_s};
    signal.connect(&listener, &Listener::onPizza, {.type = type});
    const Responses responses = signal.send({}, {.size = 1});
    QCOMPARE(responses.size(), 1);
    QCOMPARE(responses[0].outcome(), atOnce ? Response::Outcome::Returned : Response::Outcome::Queued);
    QCOMPARE(listener.sizes().size(), atOnce ? 1 : 0);
    if (otherThread)
        thread.unblock();
    QTRY_COMPARE(listener.sizes(), QList<int>({1}));
    QCOMPARE(listener.calledIn(), inReceiversThread ? listener.thread() : QThread::currentThread());
    thread.stop();
}

void TestDelivery::aReceiverWithoutContextRunsInTheSendingThread()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"nocontext"_s};
    QThread *direct = nullptr;
    std::atomic<QThread *> queued = nullptr;
    signal.connect([&] { direct = QThread::currentThread(); });
    signal.connect([&] { queued = QThread::currentThread(); }, {.type = Qt::QueuedConnection});
    thread.run([&] {
        signal.send({}, {});
        QCOMPARE(direct, QThread::currentThread());
        QCOMPARE(queued.load(), nullptr);
    });
    thread.drain();
    QCOMPARE(queued.load(), thread.get());
}

void TestDelivery::thePayloadIsCopiedOncePerSend()
{
    EventThread thread;
    Signal<Parcel> signal{u"parcel"_s};
    Listener listeners[4];
    for (Listener &listener : listeners) {
        if (&listener != &listeners[0])
            listener.moveToThread(thread.get());
        signal.connect(&listener, &Listener::onParcel);
    }
    Parcel parcel;
    parcel.value = 7;
    Parcel::copies = 0;
    signal.send({}, parcel);
    thread.drain();
    QCOMPARE(Parcel::copies.load(), 1);
    for (const Listener &listener : listeners)
        QCOMPARE(listener.sizes(), QList<int>({7}));

    // Nor is it copied at all if everybody is called directly.
    thread.stop();
    for (int i = 1; i < 4; ++i)
        QVERIFY(signal.disconnect(&listeners[i], &Listener::onParcel));
    Parcel::copies = 0;
    signal.send({}, parcel);
    QCOMPARE(Parcel::copies.load(), 0);
}

void TestDelivery::oneSendIsOneEventPerThread()
{
    // Between the receivers of one event nothing else can run, not even what one of them posts.
    Signal<PizzaDone> signal{u"oneevent"_s};
    QStringList calls;
    QObject context;
    const ConnectOptions queued{.type = Qt::QueuedConnection};
    signal.connect(
        &context,
        [&] {
            calls << u"first"_s;
            QMetaObject::invokeMethod(
                &context, [&] { calls << u"posted"_s; }, Qt::QueuedConnection);
        },
        queued);
    signal.connect(
        &context, [&] { calls << u"second"_s; }, queued);
    signal.connect([&] { calls << u"third"_s; }, queued);
    QMetaObject::invokeMethod(
        &context, [&] { calls << u"before"_s; }, Qt::QueuedConnection);
    signal.send({}, {});
    QMetaObject::invokeMethod(
        &context, [&] { calls << u"after"_s; }, Qt::QueuedConnection);
    QTRY_COMPARE(calls.join(u' '), u"before first second third after posted"_s);
}

void TestDelivery::deliveriesKeepTheirPlaceAmongPostedEvents()
{
    EventThread thread;
    QStringList calls; // touched in the thread only, read after its end
    QObject context;
    context.moveToThread(thread.get());
    Signal<PizzaDone> signal{u"place"_s};
    const auto post = [&](const QString &text) { thread.post([&calls, text] { calls << text; }); };
    signal.connect(&context, [&] { calls << u"q1"_s; });
    signal.connect([&] { post(u"posted by a direct receiver"_s); });
    signal.connect(&context, [&] { calls << u"q2"_s; });
    thread.block();
    post(u"before"_s);
    signal.send({}, {});
    post(u"after"_s);
    thread.unblock();
    thread.drain();
    thread.stop();
    QCOMPARE(calls.join(u", "), u"before, q1, posted by a direct receiver, q2, after"_s);
}

void TestDelivery::aDeadReceiverDoesNotGetItsDelivery()
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

void TestDelivery::aDisconnectedReceiverDoesNotGetItsDelivery()
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

void TestDelivery::aMovedReceiverGetsItsDeliveryInItsNewThread_data()
{
    QTest::addColumn<bool>("moveBeforeSend");
    QTest::newRow("moved while its event is queued") << false;
    QTest::newRow("moved to a thread never seen before, then sent to") << true;
}

void TestDelivery::aMovedReceiverGetsItsDeliveryInItsNewThread()
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

void TestDelivery::aReceiverWithoutThreadIsReported()
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

void TestDelivery::aDeletedThreadTakesItsDeliveriesAlong()
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

void TestDelivery::anExceptionOfAQueuedReceiverIsAnnounced()
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

void TestDelivery::theSenderIsForgottenWhenItDies()
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

void TestDelivery::aDestroyedSignalDeliversNoMore()
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

void TestDelivery::anOutboxHoldsWhatIsForOthers_data()
{
    QTest::addColumn<bool>("open");
    QTest::addColumn<bool>("released");
    QTest::addColumn<QString>("duringSend");
    QTest::addColumn<QString>("atTheEnd");

    QTest::newRow("no outbox") << false << false << u"direct committed"_s << u"direct committed queued"_s;
    QTest::newRow("released") << true << true << u"direct"_s << u"direct committed queued"_s;
    QTest::newRow("dropped") << true << false << u"direct"_s << u"direct"_s;
}

void TestDelivery::anOutboxHoldsWhatIsForOthers()
{
    QFETCH(bool, open);
    QFETCH(bool, released);
    QFETCH(QString, duringSend);
    QFETCH(QString, atTheEnd);

    TransactionalSignal signal{u"outbox"_s};
    TestOutbox box;
    signal.box = open ? &box : nullptr;
    QStringList calls;
    signal.connect([&] { calls << u"direct"_s; });
    signal.connect([&] { calls << u"queued"_s; }, {.type = Qt::QueuedConnection});
    signal.connect([&] { calls << u"committed"_s; }, {.phase = Phase::AfterCommit});
    QCOMPARE(signal.send({}, {}).size(), 3);
    QCOMPARE(calls.join(u' '), duringSend);

    for (HeldDelivery &delivery : box.held) {
        if (released)
            std::move(delivery).release();
    }
    box.held.clear();
    bool passed = false;
    QMetaObject::invokeMethod(
        this, [&] { passed = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(passed);
    QCOMPARE(calls.join(u' '), atTheEnd);
}

void TestDelivery::anExceptionKeepsWhatWasQueuedBefore()
{
    Signal<PizzaDone> signal{u"halfway"_s};
    QStringList calls;
    const ConnectOptions queued{.type = Qt::QueuedConnection};
    signal.connect([&] { calls << u"before"_s; }, queued);
    signal.connect([] { throw std::runtime_error("burnt"); });
    signal.connect([&] { calls << u"after"_s; }, queued);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, signal.send({}, {}));
    bool passed = false;
    QMetaObject::invokeMethod(
        this, [&] { passed = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(passed);
    QCOMPARE(calls, QStringList({u"before"_s}));
}

void TestDelivery::manyThreadsLoseNothing()
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
        while (!stop) {
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

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
