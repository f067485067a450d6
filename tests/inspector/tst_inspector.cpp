// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "inspected.h"
#include "support/eventthread.h"
#include "support/listener.h"
#include "support/stress.h"

#include <Signalbox/Introspection>
#include <Signalbox/Signal>
#include <Signalbox/TraceHook>

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTest>

#include <memory>
#include <optional>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

/// How many sends were given a number, which is how many there were while there was any trace hook.
quint64 sendsTraced()
{
    Signal<int> probe{u"probe"_s};
    probe.connect([] {});
    quint64 number = 0;
    const TraceHook hook([&](const TraceEvent &event) { number = event.send; });
    probe.send({}, 1);
    return number;
}

} // namespace

/// The Inspector's lists and numbers.
class TestInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCoreApplication::processEvents(); }
    void defaults();
    void listsReceivers_data();
    void listsReceivers();
    void saysHowLongCallsTookAndWhatTheyThrew();
    void showsASendWithItsDeliveries();
    void marksNestedSends();
    void filters_data();
    void filters();
    void selectsASignal();
    void pausedNothingIsRecorded();
    void thereIsNoHookWhileItIsNotRecording();
    void clearForgetsWhatWasRecorded();
    void countsAllOfAFloodAndShowsSome();
    void signalsComeAndGoWhileShown();
    void threadsComeAndGoWhileShown();
    void severalRecordTheSame();
    void endsWhileOthersSend();

private:
    PizzaStore m_store;
};

void TestInspector::defaults()
{
    const Inspected inspector;
    QCOMPARE(inspector.get("running"), QVariant(false));
    QCOMPARE(inspector.get("paused"), QVariant(false));
    QCOMPARE(inspector.get("filter"), QVariant(QString()));
    for (const char *number :
         {"selectedSignal", "selectedSend", "signalCount", "shownCount", "sends", "notShown", "stepsLost"})
        QCOMPARE(inspector.number(number), 0.0);
    for (const char *list : {"signalList", "receiverList", "sendList", "deliveryList"})
        QCOMPARE(inspector.list(list)->rowCount(), 0);
}

void TestInspector::listsReceivers_data()
{
    QTest::addColumn<ConnectOptions>("options");
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *title, const ConnectOptions &options, const char *role,
                        const QString &text) { QTest::newRow(title) << options << QByteArray(role) << text; };
    row("a uid", {.dispatchUid = u"uid"_s}, "name", u"uid"_s);
    row("no uid", {}, "name", u"a callable of Listener"_s);
    row("its signal", {}, "signalName", u"shown"_s);
    row("any sender", {}, "sender", u"any"_s);
    row("a sender", {.sender = "shop"}, "sender", u"shop"_s);
    row("auto", {}, "delivery", u"auto"_s);
    row("direct", {.type = Qt::DirectConnection}, "delivery", u"direct"_s);
    row("queued", {.type = Qt::QueuedConnection}, "delivery", u"queued"_s);
    row("blocking", {.type = Qt::BlockingQueuedConnection}, "delivery", u"blocking"_s);
    row("immediate", {}, "phase", u"immediate"_s);
    row("after the commit", {.phase = Phase::AfterCommit}, "phase", u"after commit"_s);
    row("its thread", {}, "thread", u"main"_s);
    row("calls", {}, "calls", u"0"_s);
    row("no times", {}, "mean", u""_s);
    row("no error", {}, "lastError", u""_s);
}

void TestInspector::listsReceivers()
{
    QFETCH(const ConnectOptions, options);
    QFETCH(const QByteArray, role);
    QFETCH(const QString, text);
    Signal<PizzaDone> signal{u"shown"_s};
    Listener listener;
    signal.connect(
        &listener, [] {}, options);
    const Inspected inspector(true);
    QCOMPARE(inspector.column("signalList", "name"), QStringList(u"shown"_s));
    QCOMPARE(inspector.column("signalList", "listeners"), QStringList(u"1"_s));
    QCOMPARE(inspector.column("receiverList", role.constData()), QStringList(text));
}

void TestInspector::saysHowLongCallsTookAndWhatTheyThrew()
{
    Signal<PizzaDone> signal{u"timed"_s};
    int calls = 0;
    signal.connect([&] {
        const QDeadlineTimer end(++calls == 2 ? 40 : 4, Qt::PreciseTimer);
        while (!end.hasExpired()) { }
        if (calls == 3)
            throw std::runtime_error("burnt");
    });
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
    Inspected inspector(true);
    for (int i = 0; i < 3; ++i)
        signal.sendRobust({}, {});
    inspector.update();
    QCOMPARE(inspector.text("receiverList", 0, "calls"), u"3"_s);
    QCOMPARE(inspector.text("receiverList", 0, "lastError"), u"burnt"_s);
    QCOMPARE(inspector.text("signalList", 0, "sends"), u"3"_s);
    QCOMPARE(inspector.text("signalList", 0, "errors"), u"1"_s);
    const auto milliseconds = [&](const char *role) {
        const QString text = inspector.text("receiverList", 0, role);
        return text.endsWith(u" ms"_s) ? text.chopped(3).toDouble() : 0;
    };
    QVERIFY(milliseconds("mean") >= 16 && milliseconds("mean") < milliseconds("worst"));
    QVERIFY(milliseconds("worst") >= 40);
}

void TestInspector::showsASendWithItsDeliveries()
{
    Signal<PizzaDone> signal{u"across"_s};
    Place place;
    place->get()->setObjectName(u"kitchen"_s);
    signal.connect([] {}, {.dispatchUid = u"here"_s});
    signal.connect(place.context(), [] {}, {.dispatchUid = u"there"_s});
    signal.connect([] { throw std::runtime_error("burnt"); }, {.dispatchUid = u"fails"_s});
    Inspected inspector(true);
    place->block();
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
    signal.sendRobust("shop", {});
    inspector.update();
    QCOMPARE(inspector.text("sendList", 0, "name"), u"across"_s);
    QCOMPARE(inspector.text("sendList", 0, "sender"), u"shop"_s);
    QCOMPARE(inspector.text("sendList", 0, "thread"), u"main"_s);
    QCOMPARE(inspector.text("sendList", 0, "outcome"), u"1 raised, 1 queued, 1 returned"_s);
    QCOMPARE(inspector.data("sendList", 0, "hasFailed"), QVariant(true));
    inspector.set("selectedSend", inspector.data("sendList", 0, "send"));
    QCOMPARE(inspector.column("deliveryList", "receiver"),
             QStringList({u"\"here\""_s, u"\"there\""_s, u"\"fails\""_s}));
    QCOMPARE(inspector.column("deliveryList", "state"),
             QStringList({u"returned"_s, u"queued"_s, u"raised"_s}));
    QCOMPARE(inspector.column("deliveryList", "thread"), QStringList({u"main"_s, u""_s, u"main"_s}));
    QCOMPARE(inspector.column("deliveryList", "error"), QStringList({u""_s, u""_s, u"burnt"_s}));
    place->unblock();
    QTRY_COMPARE(inspector.column("deliveryList", "state"),
                 QStringList({u"returned"_s, u"returned"_s, u"raised"_s}));
    QCOMPARE(inspector.text("deliveryList", 1, "thread"), u"kitchen"_s);
    QVERIFY(!inspector.text("deliveryList", 1, "waited").isEmpty());
}

void TestInspector::marksNestedSends()
{
    Signal<PizzaDone> outer{u"outer"_s};
    Signal<PizzaDone> inner{u"inner"_s};
    inner.connect([] {});
    outer.connect([&] { inner.send({}, {}); });
    Inspected inspector(true);
    outer.send({}, {});
    inspector.update();
    QCOMPARE(inspector.column("sendList", "name"), QStringList({u"inner"_s, u"outer"_s})); // the latest first
    QCOMPARE(inspector.column("sendList", "isNested"), QStringList({u"true"_s, u"false"_s}));
}

void TestInspector::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << u""_s << QStringList({u"pizza_done"_s, u"pizza_eaten"_s, u"Bill"_s});
    QTest::newRow("a part") << u"pizza"_s << QStringList({u"pizza_done"_s, u"pizza_eaten"_s});
    QTest::newRow("one") << u"eat"_s << QStringList(u"pizza_eaten"_s);
    QTest::newRow("in another case") << u"BILL"_s << QStringList(u"Bill"_s);
    QTest::newRow("nothing has it") << u"cake"_s << QStringList();
    QTest::newRow("no pattern") << u".*"_s << QStringList();
}

void TestInspector::filters()
{
    QFETCH(const QString, filter);
    QFETCH(const QStringList, names);
    Signal<PizzaDone> first{u"pizza_done"_s};
    Signal<PizzaDone> second{u"pizza_eaten"_s};
    Signal<PizzaDone> third{u"Bill"_s};
    Inspected inspector(true);
    for (Signal<PizzaDone> *signal : {&first, &second, &third}) {
        signal->connect([] {});
        signal->send({}, {});
    }
    inspector.set("filter", filter);
    inspector.update();
    QCOMPARE(inspector.column("signalList", "name"), names);
    QCOMPARE(inspector.column("receiverList", "signalName"), names);
    QStringList latestFirst = names;
    std::reverse(latestFirst.begin(), latestFirst.end());
    QCOMPARE(inspector.column("sendList", "name"), latestFirst);
    QCOMPARE(inspector.number("shownCount"), double(names.size()));
    QCOMPARE(inspector.number("signalCount"), 3.0);
    inspector.set("filter", QString());
    QCOMPARE(inspector.list("signalList")->rowCount(), 3);
}

void TestInspector::selectsASignal()
{
    Signal<PizzaDone> first{u"first"_s};
    Signal<PizzaDone> second{u"second"_s};
    first.connect([] {});
    second.connect([] {});
    Inspected inspector(true);
    first.send({}, {});
    second.send({}, {});
    inspector.update();
    inspector.set("selectedSignal", inspector.data("signalList", 1, "serial"));
    QCOMPARE(inspector.column("receiverList", "signalName"), QStringList(u"second"_s));
    QCOMPARE(inspector.column("sendList", "name"), QStringList(u"second"_s));
    QCOMPARE(inspector.list("signalList")->rowCount(), 2);
    inspector.set("filter", u"first"_s); // which the selected one is not among
    QCOMPARE(inspector.number("selectedSignal"), 0.0);
}

void TestInspector::pausedNothingIsRecorded()
{
    Signal<PizzaDone> signal{u"paused"_s};
    signal.connect([] {});
    Inspected inspector(true);
    signal.send({}, {});
    inspector.set("paused", true);
    QCOMPARE(inspector.number("sends"), 1.0); // the last steps are there
    signal.send({}, {});
    inspector.update();
    QCoreApplication::processEvents();
    QCOMPARE(inspector.number("sends"), 1.0);
    QCOMPARE(inspector.list("sendList")->rowCount(), 1);
    inspector.set("paused", false);
    signal.send({}, {});
    QTRY_COMPARE(inspector.number("sends"), 2.0);
    QCOMPARE(inspector.list("sendList")->rowCount(), 2);
}

void TestInspector::thereIsNoHookWhileItIsNotRecording()
{
    Signal<PizzaDone> signal{u"untraced"_s};
    signal.connect([] {});
    const quint64 before = sendsTraced();
    Inspected inspector(true);
    signal.send({}, {});
    QCOMPARE(sendsTraced(), before + 2);
    inspector.set("paused", true);
    signal.send({}, {});
    QCOMPARE(sendsTraced(), before + 3);
    inspector.set("paused", false);
    inspector.set("running", false);
    signal.send({}, {});
    QCOMPARE(sendsTraced(), before + 4);
    {
        const Inspected other(true);
    }
    signal.send({}, {});
    QCOMPARE(sendsTraced(), before + 5);
}

void TestInspector::clearForgetsWhatWasRecorded()
{
    Signal<PizzaDone> signal{u"cleared"_s};
    signal.connect([] {});
    Inspected inspector(true);
    signal.send({}, {});
    inspector.update();
    inspector.set("selectedSend", inspector.data("sendList", 0, "send"));
    QCOMPARE(inspector.list("deliveryList")->rowCount(), 1);
    inspector.clear();
    QCOMPARE(inspector.number("sends"), 0.0);
    QCOMPARE(inspector.text("signalList", 0, "sends"), u"0"_s);
    for (const char *list : {"sendList", "deliveryList"})
        QCOMPARE(inspector.list(list)->rowCount(), 0);
    QCOMPARE(inspector.text("receiverList", 0, "calls"), u"1"_s); // since it was connected
}

void TestInspector::countsAllOfAFloodAndShowsSome()
{
    Signal<PizzaDone> signal{u"flood"_s};
    signal.connect([] {});
    Inspected inspector(true);
    constexpr int each = 20000;
    std::atomic<int> running = 2;
    std::thread flood([&] {
        inThreads(2, [&](int) {
            for (int i = 0; i < each; ++i)
                signal.send({}, {});
            --running;
        });
    });
    qint64 longest = 0;
    while (running > 0) {
        QElapsedTimer timer;
        timer.start();
        inspector.update();
        longest = std::max(longest, timer.elapsed());
        QCoreApplication::processEvents();
    }
    flood.join();
    inspector.update();
    QCOMPARE(inspector.number("sends"), 2.0 * each);
    QCOMPARE(inspector.text("receiverList", 0, "calls").remove(u',').toInt() > each, true);
    QVERIFY(inspector.number("notShown") > 0);
    QVERIFY(inspector.number("notShown") < 2.0 * each);
    QCOMPARE(inspector.list("sendList")->rowCount(), 200);
    qInfo() << "The longest update took" << longest << "ms";
}

void TestInspector::signalsComeAndGoWhileShown()
{
    Inspected inspector(true);
    {
        Signal<PizzaDone> signal{u"brief"_s};
        signal.connect([] {}, {.dispatchUid = u"uid"_s});
        signal.send({}, {});
        inspector.update();
        inspector.set("selectedSignal", inspector.data("signalList", 0, "serial"));
        QCOMPARE(inspector.column("receiverList", "name"), QStringList(u"uid"_s));
    }
    inspector.update();
    QCOMPARE(inspector.list("signalList")->rowCount(), 0);
    QCOMPARE(inspector.list("receiverList")->rowCount(), 0);
    QCOMPARE(inspector.column("sendList", "name"), QStringList(u"brief"_s)); // it was sent
    Meanwhile others(2, [] {
        Signal<PizzaDone> signal{u"passing %1"_s.arg(quintptr(QThread::currentThreadId()))};
        const PizzaStore store;
        signal.connect([] {}, {.sender = &store});
        signal.send(&store, {});
    });
    for (Rounds rounds(200, 500); rounds.next();)
        inspector.update();
    others.stop();
    inspector.update();
    QCOMPARE(inspector.list("signalList")->rowCount(), 0);
}

void TestInspector::threadsComeAndGoWhileShown()
{
    Signal<PizzaDone> signal{u"threads"_s};
    signal.connect([] {});
    Inspected inspector(true);
    for (int i = 0; i < 30; ++i)
        std::thread([&] { signal.send({}, {}); }).join();
    inspector.update();
    const QStringList threads = inspector.column("sendList", "thread");
    QCOMPARE(threads.size(), 30);
    QCOMPARE(QSet<QString>(threads.begin(), threads.end()).size(), 30);
    Place place;
    place->get()->setObjectName(u"named"_s);
    signal.connect(place.context(), [] {}, {.dispatchUid = u"there"_s});
    inspector.update();
    QCOMPARE(inspector.text("receiverList", 1, "thread"), u"not seen yet"_s);
    signal.send({}, {});
    place->drain();
    inspector.update();
    QCOMPARE(inspector.text("receiverList", 1, "thread"), u"named"_s);
    place->stop();
    inspector.update();
    QCOMPARE(inspector.text("receiverList", 1, "thread"), u"not seen yet"_s);
}

void TestInspector::severalRecordTheSame()
{
    Signal<PizzaDone> signal{u"shared"_s};
    signal.connect([] {});
    Inspected first(true);
    std::optional<Inspected> second(true);
    int told = 0;
    const TraceHook users([&](const TraceEvent &) { ++told; });
    signal.send(&m_store, {});
    first.update();
    second->update();
    QCOMPARE(first.number("sends"), 1.0);
    QCOMPARE(second->number("sends"), 1.0);
    QCOMPARE(told, 3);
    second.reset();
    signal.send(&m_store, {});
    first.update();
    QCOMPARE(first.number("sends"), 2.0);
    QCOMPARE(told, 6);
}

void TestInspector::endsWhileOthersSend()
{
    Signal<PizzaDone> signal{u"ending"_s};
    std::atomic<int> calls = 0;
    signal.connect([&] { ++calls; });
    Meanwhile senders(2, [&] { signal.send({}, {}); });
    for (int i = 0; i < 10; ++i) {
        Inspected inspector(true);
        const int before = calls;
        QTRY_VERIFY(calls > before);
        inspector.update();
    }
    senders.stop();
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
