// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"
#include "support/tracer.h"

#include <Signalbox/Introspection>
#include <Signalbox/Signal>

#include <QTest>

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

/// Connects a receiver of one kind.
using Connect = std::function<void(Signal<PizzaDone> &signal, QObject &context)>;

} // namespace

/// What trace hooks are told of a send.
class TestTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCoreApplication::processEvents(); } // what is under way is traced, too
    void tracesEachStep_data();
    void tracesEachStep();
    void tracesWhatHappensOnTheWay_data();
    void tracesWhatHappensOnTheWay();
    void aStepSaysWhoAndWhat();
    void aStepSaysWhichSendAndReceiver();
    void aNestedSendSaysInWhichOne();
    void aCallSaysHowLongItTook();
    void anErrorSaysWhat();
    void aStepMayBeShownWhenItsSenderIsDead();
    void aReceiverMayDeleteTheSender();

private:
    PizzaStore m_store;
};

void TestTrace::tracesEachStep_data()
{
    QTest::addColumn<Connect>("connect");
    QTest::addColumn<QString>("steps");
    const auto row = [](const char *title, const Connect &connect, const QString &steps) {
        QTest::newRow(title) << connect << steps;
    };
    const ConnectOptions queued{.dispatchUid = u"u"_s, .type = Qt::QueuedConnection};
    const auto fail = [] { throw std::runtime_error("burnt"); };
    row(
        "nobody", [](auto &, auto &) {}, u""_s);
    row(
        "nobody for this sender", [](auto &signal, auto &) { signal.connect([] {}, {.sender = "shop"}); },
        u"Sent"_s);
    row(
        "direct", [](auto &signal, auto &) { signal.connect([] {}, {.dispatchUid = u"u"_s}); },
        u"Sent, Called \"u\", Returned \"u\""_s);
    row(
        "queued", [=](auto &signal, auto &) { signal.connect([] {}, queued); },
        u"Sent, Queued \"u\", Called \"u\", Returned \"u\""_s);
    row(
        "a batch", [=](auto &signal, auto &) { signal.connect([](const QList<PizzaDone> &) {}, queued); },
        u"Sent, Queued \"u\", Called \"u\", Returned \"u\""_s);
    row(
        "a direct one throws", [=](auto &signal, auto &) { signal.connect(fail, {.dispatchUid = u"u"_s}); },
        u"Sent, Called \"u\", Raised \"u\""_s);
    row(
        "a queued one throws", [=](auto &signal, auto &) { signal.connect(fail, queued); },
        u"Sent, Queued \"u\", Called \"u\", Raised \"u\""_s);
    row(
        "a batch throws",
        [=](auto &signal, auto &) {
            signal.connect([](const QList<PizzaDone> &) { throw std::runtime_error("burnt"); }, queued);
        },
        u"Sent, Queued \"u\", Called \"u\", Raised \"u\""_s);
    row(
        "can't be called",
        [](auto &signal, auto &context) {
            signal.connect(&context, [] {}, {.dispatchUid = u"u"_s, .type = Qt::BlockingQueuedConnection});
        },
        u"Sent, Dropped \"u\""_s);
    row(
        "blocked", [](auto &signal, auto &) { signal.connect([] {}).block(); }, u"Sent"_s);
    row(
        "in order",
        [=](auto &signal, auto &) {
            signal.connect([] {}, {.dispatchUid = u"a"_s});
            signal.connect([] {}, queued);
            signal.connect([] {}, {.dispatchUid = u"b"_s});
        },
        u"Sent, Called \"a\", Returned \"a\", Queued \"u\", Called \"b\", Returned \"b\", Called \"u\", "
        "Returned \"u\""_s);
}

void TestTrace::tracesEachStep()
{
    QFETCH(Connect, connect);
    QFETCH(QString, steps);
    Signal<PizzaDone> signal{u"traced"_s};
    Listener context;
    connect(signal, context);
    if (steps.contains(u"Raised"_s))
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
    if (steps.contains(u"Dropped"_s))
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"Did not call \"u\""_s));
    const Tracer tracer;
    signal.sendRobust({}, {});
    QTRY_COMPARE(tracer.steps(), steps);
}

void TestTrace::tracesWhatHappensOnTheWay_data()
{
    using Send = std::function<void(Signal<PizzaDone> &, QObject & inThread)>;
    QTest::addColumn<Send>("send");
    QTest::addColumn<QString>("steps");
    const auto row = [](const char *title, const Send &send, const QString &steps) {
        QTest::newRow(title) << send << steps;
    };
    const ConnectOptions queued{.dispatchUid = u"u"_s, .type = Qt::QueuedConnection};
    const ConnectOptions blocking{.dispatchUid = u"u"_s, .type = Qt::BlockingQueuedConnection};
    row(
        "disconnected meanwhile",
        [=](auto &signal, auto &) {
            const Connection connection = signal.connect([] {}, queued);
            signal.send({}, {});
            connection.disconnect();
        },
        u"Sent, Queued \"u\", Dropped \"u\""_s);
    row(
        "blocked meanwhile, one of a batch",
        [=](auto &signal, auto &) {
            const Connection connection = signal.connect([](const QList<PizzaDone> &) {}, queued);
            signal.send({}, {});
            connection.block();
        },
        u"Sent, Queued \"u\", Dropped \"u\""_s);
    row(
        "blocked meanwhile, three of a batch",
        [=](auto &signal, auto &) {
            const Connection connection = signal.connect([](const QList<PizzaDone> &) {}, queued);
            for (int i = 0; i < 3; ++i)
                signal.send({}, {});
            connection.block();
        },
        u"Sent, Queued \"u\", Sent, Queued \"u\", Sent, Queued \"u\", Dropped \"u\", Dropped \"u\", Dropped \"u\""_s);
    row(
        "a batch of three",
        [=](auto &signal, auto &) {
            signal.connect([](const QList<PizzaDone> &) {}, queued);
            for (int i = 0; i < 3; ++i)
                signal.send({}, {});
        },
        u"Sent, Queued \"u\", Sent, Queued \"u\", Sent, Queued \"u\", Batched \"u\", Batched \"u\", Called "
        u"\"u\", "
        "Returned \"u\""_s);
    row(
        "a direct batch takes what is pending",
        [](auto &signal, auto &) {
            signal.connect(&signal, [](const QList<PizzaDone> &) {}, {.dispatchUid = u"u"_s});
            std::thread([&] { signal.send({}, {}); }).join();
            signal.send({}, {});
        },
        u"Sent, Queued \"u\", Sent, Batched \"u\", Called \"u\", Returned \"u\""_s);
    row(
        "blocking, in another thread",
        [=](auto &signal, auto &inThread) {
            signal.connect(
                &inThread, [] {}, blocking);
            signal.send({}, {});
        },
        u"Sent, Queued \"u\", Called \"u\", Returned \"u\""_s);
    row(
        "blocking, and throws there",
        [=](auto &signal, auto &inThread) {
            signal.connect(
                &inThread, [] { throw std::runtime_error("burnt"); }, blocking);
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
            signal.sendRobust({}, {});
        },
        u"Sent, Queued \"u\", Called \"u\", Raised \"u\""_s);
}

void TestTrace::tracesWhatHappensOnTheWay()
{
    QFETCH(const std::function<void(Signal<PizzaDone> &, QObject &)>, send);
    QFETCH(const QString, steps);
    Place place;
    Signal<PizzaDone> signal{u"under_way"_s};
    const Tracer tracer;
    send(signal, *place.context());
    QTRY_COMPARE(tracer.steps(), steps);
}

void TestTrace::aStepSaysWhoAndWhat()
{
    Signal<PizzaDone> signal{u"who"_s};
    Listener listener;
    signal.connect(&listener, &Listener::onPizza);
    EventThread thread;
    const Tracer tracer;
    thread.run([&] { signal.send(&m_store, {}); });
    QTRY_COMPARE(tracer.events().size(), 4);
    for (const TraceEvent &event : tracer.events()) {
        QCOMPARE(event.signal, u"who"_s);
        QCOMPARE(event.sender, Sender(&m_store));
        QCOMPARE(event.receiver, event.what == TraceEvent::Sent ? u""_s : u"a function of Listener"_s);
    }
}

void TestTrace::aStepSaysWhichSendAndReceiver()
{
    Signal<PizzaDone> signal{u"ids"_s};
    const Connection direct = signal.connect([] {});
    const Connection queued = signal.connect([] {}, {.type = Qt::QueuedConnection});
    const Tracer tracer;
    signal.send({}, {});
    signal.send({}, {});
    QTRY_COMPARE(tracer.events().size(), 12);
    const auto events = tracer.events();
    const quint64 first = events[0].send;
    const quint64 second = events[4].send;
    QVERIFY(first != 0);
    QVERIFY(second != 0);
    QVERIFY(first != second);
    QMap<quint64, QStringList> steps;
    for (const TraceEvent &event : events) {
        QVERIFY(event.send == first || event.send == second);
        QCOMPARE(event.parent, 0u);
        QCOMPARE(event.connection.signal, direct.id().signal);
        const bool isDirect = event.connection == direct.id();
        const bool isSent = event.what == TraceEvent::Sent;
        QCOMPARE(event.connection.receiver == 0, isSent);
        QVERIFY(isSent || isDirect || event.connection == queued.id());
        steps[event.send] << u"%1%2"_s.arg(int(event.what)).arg(isSent ? u""_s : isDirect ? u"d"_s : u"q"_s);
    }
    for (const QStringList &ofOne : std::as_const(steps))
        QCOMPARE(ofOne, QStringList({u"0"_s, u"1d"_s, u"5d"_s, u"2q"_s, u"1q"_s, u"5q"_s}));
    for (qsizetype i = 1; i < events.size(); ++i)
        QVERIFY(events[i - 1].time <= events[i].time);
}

void TestTrace::aNestedSendSaysInWhichOne()
{
    Signal<PizzaDone> outer{u"outer"_s};
    Signal<PizzaDone> inner{u"inner"_s};
    inner.connect([] {});
    outer.connect([&] { inner.send({}, {}); });
    outer.connect([&] { inner.send({}, {}); }, {.type = Qt::QueuedConnection});
    const Tracer tracer;
    outer.send({}, {});
    QTRY_COMPARE(tracer.steps().count(u"Sent"_s), 3);
    inner.send({}, {});
    QList<quint64> parents;
    quint64 outerSend = 0;
    for (const TraceEvent &event : tracer.events()) {
        if (event.what != TraceEvent::Sent)
            continue;
        parents << event.parent;
        if (event.signal == u"outer"_s)
            outerSend = event.send;
    }
    QCOMPARE(parents, QList<quint64>({0, outerSend, outerSend, 0}));
}

// Without the time that hooks take.
void TestTrace::aCallSaysHowLongItTook()
{
    using namespace std::chrono_literals;
    const auto spin = [](std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < end) { }
    };
    Signal<PizzaDone> signal{u"timed"_s};
    signal.connect([&] { spin(3ms); });
    std::chrono::nanoseconds duration{0};
    std::chrono::steady_clock::time_point told; // the hook has been told that the call begins
    std::chrono::steady_clock::time_point returned;
    const TraceHook hook([&](const TraceEvent &event) {
        if (event.what == TraceEvent::Returned) {
            duration = event.duration;
            returned = event.time;
            return;
        }
        QCOMPARE(event.duration, 0ns);
        spin(3ms);
        told = std::chrono::steady_clock::now();
    });
    signal.send({}, {});
    QVERIFY(duration >= 3ms);
    QVERIFY(duration <= returned - told);
}

void TestTrace::anErrorSaysWhat()
{
    Signal<PizzaDone> signal{u"failing"_s};
    signal.connect([] { throw std::runtime_error("burnt"); });
    const Tracer tracer;
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, signal.send({}, {}));
    QCOMPARE(tracer.events().last().what, TraceEvent::Raised);
    QCOMPARE(tracer.events().last().error, u"burnt"_s);
    QCOMPARE(signal.receivers()[0].lastError, u"burnt"_s);
}

// The sender may die while the delivery is under way; that it was an object is known all the same.
void TestTrace::aStepMayBeShownWhenItsSenderIsDead()
{
    Signal<PizzaDone> signal{u"dead"_s};
    const auto fail = [] { throw std::runtime_error("burnt"); };
    const auto failBatch = [](const QList<PizzaDone> &) { throw std::runtime_error("burnt"); };
    signal.connect(fail, {.dispatchUid = u"one"_s, .type = Qt::QueuedConnection});
    signal.connect(failBatch, {.dispatchUid = u"batch"_s, .type = Qt::QueuedConnection});
    for (int i = 0; i < 2; ++i)
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
    QStringList texts;
    {
        auto store = std::make_unique<PizzaStore>();
        signal.send(store.get(), {});
    }
    TraceHook hook([&](const TraceEvent &event) {
        QString text;
        QDebug(&text) << event;
        texts << text.trimmed();
    });
    QTRY_COMPARE(texts.size(), 4);
    hook.remove();
    for (const QString &text : std::as_const(texts))
        QVERIFY2(text.endsWith(u"sender an object that died)"_s), qPrintable(text));
}

// Each step is shown, also those after its death.
void TestTrace::aReceiverMayDeleteTheSender()
{
    Signal<PizzaDone> signal{u"deleting"_s};
    auto store = std::make_unique<PizzaStore>();
    const QString dead = u"object 0x%1"_s.arg(quintptr(static_cast<QObject *>(store.get())), 0, 16);
    signal.connect([&] { store.reset(); });
    QStringList senders;
    const TraceHook hook([&](const TraceEvent &event) {
        QString text;
        QDebug(&text) << event;
        senders << text.trimmed().section(u", sender "_s, -1).chopped(1);
    });
    signal.send(store.get(), {});
    QCOMPARE(senders.size(), 3);
    QVERIFY2(senders[0].startsWith(u"PizzaStore("_s), qPrintable(senders[0])); // asked for its class
    QCOMPARE(senders[1], dead);
    QCOMPARE(senders[2], dead);
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
