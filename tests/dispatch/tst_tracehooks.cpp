// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"
#include "support/stress.h"
#include "support/tracer.h"

#include <Signalbox/Signal>

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Trace hooks that come and go, in a hook and while others send.
class TestTraceHooks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHookMaySend();
    void hooksAreToldInTheirOrderUntilRemoved();
    void aHookMayComeAndGoInAHook();
    void theEndOfACallIsToldIfItsBeginWas();
    void hooksComeAndGoWhileOthersSend();
};

void TestTraceHooks::aHookMaySend()
{
    Signal<PizzaDone> signal{u"outer"_s};
    Signal<PizzaDone> inner{u"inner"_s};
    int calls = 0;
    int innerCalls = 0;
    int told = 0;
    signal.connect([&] { ++calls; });
    inner.connect([&] { ++innerCalls; });
    const TraceHook hook([&](const TraceEvent &event) {
        ++told;
        inner.send({}, {});
        if (event.what == TraceEvent::Sent)
            signal.send({}, {}); // not told of, and not without end
    });
    signal.send({}, {});
    QCOMPARE(told, 3);
    QCOMPARE(innerCalls, 3);
    QCOMPARE(calls, 2);
}

void TestTraceHooks::hooksAreToldInTheirOrderUntilRemoved()
{
    Signal<PizzaDone> signal{u"hooks"_s};
    signal.connect([] {});
    const auto alive = std::make_shared<int>();
    QStringList told;
    const auto hookNamed = [&](const QString &name) {
        return TraceHook([&told, name, alive](const TraceEvent &event) {
            if (event.what == TraceEvent::Sent)
                told << name;
        });
    };
    const auto toldOfOne = [&] {
        told.clear();
        signal.send({}, {});
        return told.join(u' ');
    };
    TraceHook first = hookNamed(u"first"_s);
    {
        const TraceHook second = hookNamed(u"second"_s);
        QCOMPARE(toldOfOne(), u"first second"_s);
        QCOMPARE(alive.use_count(), 3);
    }
    QCOMPARE(alive.use_count(), 2);
    QCOMPARE(toldOfOne(), u"first"_s);
    TraceHook moved = std::move(first);
    QVERIFY(moved);
    QVERIFY(!first);
    QCOMPARE(toldOfOne(), u"first"_s);
    moved = hookNamed(u"third"_s);
    QCOMPARE(toldOfOne(), u"third"_s);
    moved.remove();
    moved.remove();
    QVERIFY(!moved);
    QCOMPARE(toldOfOne(), u""_s);
    QCOMPARE(alive.use_count(), 1);
    QVERIFY(!TraceHook(nullptr));
}

void TestTraceHooks::aHookMayComeAndGoInAHook()
{
    Signal<PizzaDone> signal{u"hooks"_s};
    int told = 0;
    int toldSecond = 0;
    TraceHook second;
    TraceHook hook;
    signal.connect([] {});
    hook = TraceHook([&](const TraceEvent &) {
        ++told;
        hook.remove();
        second = TraceHook([&](const TraceEvent &) { ++toldSecond; });
    });
    signal.send({}, {});
    QCOMPARE(told, 1);
    QCOMPARE(toldSecond, 2); // Called and Returned
}

void TestTraceHooks::theEndOfACallIsToldIfItsBeginWas()
{
    Signal<PizzaDone> signal{u"midway"_s};
    std::unique_ptr<Tracer> tracer;
    signal.connect([&] { tracer = std::make_unique<Tracer>(); });
    signal.connect([] {}, {.dispatchUid = u"later"_s, .once = true}); // one that looks for hooks
    signal.send({}, {});
    QCOMPARE(tracer->steps(), u"Called \"later\", Returned \"later\""_s);
    QCOMPARE(tracer->events()[0].send, 0u);
}

void TestTraceHooks::hooksComeAndGoWhileOthersSend()
{
    Signal<PizzaDone> signal{u"busy"_s};
    std::atomic<int> calls = 0;
    signal.connect([&] { ++calls; });
    Meanwhile senders(2, [&] { signal.send({}, {}); });
    for (Rounds rounds(32); rounds.next();) {
        const auto told = std::make_shared<std::atomic<int>>(0); // one a round: the last may still be told
        const TraceHook hook([told](const TraceEvent &) { ++*told; });
        while (*told == 0)
            std::this_thread::yield();
    }
    senders.stop();
    QVERIFY(calls > 0);
}

QTEST_GUILESS_MAIN(TestTraceHooks)
#include "tst_tracehooks.moc"
