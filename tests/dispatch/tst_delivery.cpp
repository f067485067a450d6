// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"
#include "support/testoutbox.h"

#include <Signalbox/Introspection>

#include <QTest>

#include <atomic>
#include <stdexcept>

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

} // namespace

class TestDelivery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsInTheThreadThatTheTypeSays_data();
    void runsInTheThreadThatTheTypeSays();
    void theTypeMayStandAloneAsInQt_data();
    void theTypeMayStandAloneAsInQt();
    void aReceiverWithoutContextRunsInTheSendingThread();
    void thePayloadIsCopiedOncePerSend();
    void oneSendIsOneEventPerThread();
    void deliveriesKeepTheirPlaceAmongPostedEvents();
    void anOutboxHoldsWhatIsForOthers_data();
    void anOutboxHoldsWhatIsForOthers();
    void anExceptionKeepsWhatWasQueuedBefore();
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

void TestDelivery::theTypeMayStandAloneAsInQt_data()
{
    QTest::addColumn<Qt::ConnectionType>("type");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("auto") << Qt::AutoConnection << false;
    QTest::newRow("direct") << Qt::DirectConnection << false;
    QTest::newRow("queued") << Qt::QueuedConnection << false;
    QTest::newRow("blocking") << Qt::BlockingQueuedConnection << false;
    QTest::newRow("unique, which is a dispatchUid here") << Qt::UniqueConnection << true;
}

void TestDelivery::theTypeMayStandAloneAsInQt()
{
    QFETCH(Qt::ConnectionType, type);
    QFETCH(bool, isRefused);
    Signal<PizzaDone> signal{u"types alone"_s};
    Listener listener;
    if (isRefused) {
        const QRegularExpression refused(u"Refused to connect to types alone: .*dispatchUid"_s);
        QTest::ignoreMessage(QtWarningMsg, refused);
        QTest::ignoreMessage(QtWarningMsg, refused);
    }
    const Connection member = signal.connect(&listener, &Listener::onPizza, type);
    const Connection callable = signal.connect(
        &listener, [] {}, type);
    QCOMPARE(member.isConnected(), !isRefused);
    QCOMPARE(callable.isConnected(), !isRefused);
    QCOMPARE(signal.receivers().size(), isRefused ? 0 : 2);
    for (const ReceiverInfo &receiver : signal.receivers())
        QCOMPARE(receiver.type, type);
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
    QList<Connection> connections;
    for (Listener &listener : listeners) {
        if (&listener != &listeners[0])
            listener.moveToThread(thread.get());
        connections << signal.connect(&listener,
                                      [&listener](const Parcel &p) { listener.onPizza({.size = p.value}); });
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
        QVERIFY(connections[i].disconnect());
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

    released ? box.release() : box.drop();
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

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
