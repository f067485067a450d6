// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"

#include <Signalbox/Introspection>
#include <Signalbox/Signal>

#include <QTest>

#include <memory>
#include <mutex>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

/// What the trace hook is told, one step after the other, as long as it lives.
class Tracer {
public:
    Tracer()
    {
        setTraceHook([this](const TraceEvent &event) {
            static const char *const names[] = {"Sent", "Called", "Queued", "Dropped", "Raised"};
            const std::lock_guard lock(m_mutex);
            m_events << event;
            m_steps << QLatin1StringView(names[event.what]) + (event.receiver.isEmpty() ? u""_s : u" "_s)
                    + event.receiver;
        });
    }
    ~Tracer() { setTraceHook({}); }

    QString steps() const
    {
        const std::lock_guard lock(m_mutex);
        return m_steps.join(u", "_s);
    }
    QList<TraceEvent> events() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

private:
    Q_DISABLE_COPY(Tracer)
    mutable std::mutex m_mutex;
    QList<TraceEvent> m_events;
    QStringList m_steps;
};

/// Connects a receiver of one kind.
using Connect = std::function<void(Signal<PizzaDone> &signal, QObject &context)>;

} // namespace

/// The trace hook.
class TestTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tracesEachStep_data();
    void tracesEachStep();
    void aStepSaysWhoAndWhat();
    void aStepMayBeShownWhenItsSenderIsDead();
    void aHookMaySend();
    void aHookIsReplacedAndRemoved();

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
        u"Sent, Called \"u\""_s);
    row(
        "queued", [=](auto &signal, auto &) { signal.connect([] {}, queued); },
        u"Sent, Queued \"u\", Called \"u\""_s);
    row(
        "a batch", [=](auto &signal, auto &) { signal.connect([](const QList<PizzaDone> &) {}, queued); },
        u"Sent, Queued \"u\", Called \"u\""_s);
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
        u"Sent, Called \"a\", Queued \"u\", Called \"b\", Called \"u\""_s);
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

void TestTrace::aStepSaysWhoAndWhat()
{
    Signal<PizzaDone> signal{u"who"_s};
    Listener listener;
    signal.connect(&listener, &Listener::onPizza);
    EventThread thread;
    const Tracer tracer;
    thread.run([&] { signal.send(&m_store, {}); });
    QTRY_COMPARE(tracer.events().size(), 3);
    for (const TraceEvent &event : tracer.events()) {
        QCOMPARE(event.signal, u"who"_s);
        QCOMPARE(event.sender, Sender(&m_store));
        QCOMPARE(event.receiver, event.what == TraceEvent::Sent ? u""_s : u"a function of Listener"_s);
    }
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
    setTraceHook([&](const TraceEvent &event) {
        QString text;
        QDebug(&text) << event;
        texts << text.trimmed();
    });
    QTRY_COMPARE(texts.size(), 4);
    setTraceHook({});
    for (const QString &text : std::as_const(texts))
        QVERIFY2(text.endsWith(u"sender an object that died)"_s), qPrintable(text));
}

void TestTrace::aHookMaySend()
{
    Signal<PizzaDone> signal{u"outer"_s};
    Signal<PizzaDone> inner{u"inner"_s};
    int calls = 0;
    int innerCalls = 0;
    int told = 0;
    signal.connect([&] { ++calls; });
    inner.connect([&] { ++innerCalls; });
    setTraceHook([&](const TraceEvent &event) {
        ++told;
        inner.send({}, {});
        if (event.what == TraceEvent::Sent)
            signal.send({}, {}); // not told of, and not without end
    });
    signal.send({}, {});
    setTraceHook({});
    QCOMPARE(told, 2);
    QCOMPARE(innerCalls, 2);
    QCOMPARE(calls, 2);
}

void TestTrace::aHookIsReplacedAndRemoved()
{
    Signal<PizzaDone> signal{u"hooks"_s};
    signal.connect([] {});
    const auto alive = std::make_shared<int>();
    QStringList told;
    setTraceHook([&, alive](const TraceEvent &) { told << u"first"_s; });
    signal.send({}, {});
    QCOMPARE(alive.use_count(), 2);
    setTraceHook([&](const TraceEvent &) { told << u"second"_s; });
    QCOMPARE(alive.use_count(), 1);
    signal.send({}, {});
    setTraceHook({});
    signal.send({}, {});
    QCOMPARE(told, QStringList({u"first"_s, u"first"_s, u"second"_s, u"second"_s}));

    // A hook may end itself.
    setTraceHook([&](const TraceEvent &) { setTraceHook({}); });
    signal.send({}, {});
    QCOMPARE(told.size(), 4);
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
