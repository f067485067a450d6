// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "inspected.h"
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <stdexcept>
#include <vector>

using namespace Signalbox;

/// Where the Inspector leaves something out, it says so, and what it shows is right.
class TestInspectorBounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCoreApplication::processEvents(); }
    void ofManyReceiversSomeAreShown_data();
    void ofManyReceiversSomeAreShown();
    void ofSendsToManySomeAreShown();
    void whatEndsInAPauseIsUnknown();
    void amongManySignalsEachHasItsRate();
    void aHandlerMayChangeTheListThatTellsIt();
};

void TestInspectorBounds::ofManyReceiversSomeAreShown_data()
{
    QTest::addColumn<int>("receivers");
    QTest::addColumn<int>("failing");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("all") << 200 << -1 << u"200 returned"_s;
    QTest::newRow("some") << 300 << -1 << u"200 returned, and more"_s;
    QTest::newRow("one of those fails") << 300 << 100 << u"1 raised, 199 returned, and more"_s;
    QTest::newRow("one of the others fails") << 300 << 250 << u"200 returned, and more"_s;
}

void TestInspectorBounds::ofManyReceiversSomeAreShown()
{
    QFETCH(const int, receivers);
    QFETCH(const int, failing);
    Signal<PizzaDone> signal{u"crowded"_s};
    for (int i = 0; i < receivers; ++i) {
        signal.connect([=] {
            if (i == failing)
                throw std::runtime_error("burnt");
        });
    }
    if (failing >= 0)
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
    Inspected inspector(true);
    signal.sendRobust({}, {});
    inspector.update();
    QTEST(inspector.text("sendList", 0, "outcome"), "outcome");
    QCOMPARE(inspector.data("sendList", 0, "hasFailed"), QVariant(failing >= 0));
    QCOMPARE(inspector.text("signalList", 0, "errors"), failing >= 0 ? u"1"_s : u""_s);
}

// Each of them whole: no step of one that is shown is lost.
void TestInspectorBounds::ofSendsToManySomeAreShown()
{
    constexpr int sends = 80;
    Signal<PizzaDone> signal{u"crowded"_s};
    for (int i = 0; i < 150; ++i)
        signal.connect([] {});
    Inspected inspector(true);
    for (int i = 0; i < sends; ++i)
        signal.send({}, {});
    inspector.update();
    QCOMPARE(inspector.number("sends"), double(sends));
    QCOMPARE(inspector.number("stepsLost"), 0.0);
    const int shown = inspector.list("sendList")->rowCount();
    QVERIFY(shown > 0);
    QCOMPARE(inspector.number("notShown"), double(sends - shown));
    const auto outcomes = inspector.column("sendList", "outcome");
    for (const QString &outcome : outcomes)
        QCOMPARE(outcome, u"150 returned"_s);
}

void TestInspectorBounds::whatEndsInAPauseIsUnknown()
{
    Signal<PizzaDone> signal{u"paused"_s};
    signal.connect([] {}, {.type = Qt::QueuedConnection});
    Inspected inspector(true);
    signal.send({}, {});
    inspector.update();
    QCOMPARE(inspector.text("sendList", 0, "outcome"), u"1 queued"_s);
    inspector.set("selectedSend", inspector.data("sendList", 0, "send"));
    inspector.set("paused", true);
    QCoreApplication::processEvents();
    inspector.set("paused", false);
    QCOMPARE(inspector.text("sendList", 0, "outcome"), u"1 unknown"_s);
    QCOMPARE(inspector.text("deliveryList", 0, "state"), u"unknown"_s);
    QCOMPARE(inspector.data("sendList", 0, "hasFailed"), QVariant(false));
}

void TestInspectorBounds::amongManySignalsEachHasItsRate()
{
    std::vector<std::unique_ptr<Signal<PizzaDone>>> signalsOfAll;
    for (int i = 0; i < 100; ++i) {
        signalsOfAll.push_back(std::make_unique<Signal<PizzaDone>>(u"one %1"_s.arg(i)));
        signalsOfAll.back()->connect([] {});
    }
    Inspected inspector(true);
    const auto everyOneHasARate = [&] {
        for (const auto &signal : signalsOfAll)
            signal->send({}, {});
        const auto rates = inspector.column("signalList", "rate");
        return rates.size() == 100 && !rates.contains(QString());
    };
    QTRY_VERIFY(everyOneHasARate());
}

void TestInspectorBounds::aHandlerMayChangeTheListThatTellsIt()
{
    Signal<PizzaDone> first{u"first"_s};
    Signal<PizzaDone> second{u"second"_s};
    first.connect([] {});
    second.connect([] {});
    Inspected inspector(true);
    for (int i = 0; i < 3; ++i) {
        first.send({}, {});
        second.send({}, {});
    }
    const auto serial = inspector.data("signalList", 1, "serial");
    const auto choose = [&] { inspector.set("selectedSignal", serial); };
    const auto connection =
        QObject::connect(inspector.list("sendList"), &QAbstractItemModel::rowsInserted, &first, choose);
    inspector.update();
    QObject::disconnect(connection);
    QCOMPARE(inspector.column("sendList", "name"), QStringList({u"second"_s, u"second"_s, u"second"_s}));
    inspector.set("selectedSignal", 0);
    QCOMPARE(inspector.list("sendList")->rowCount(), 6);
}

QTEST_MAIN(TestInspectorBounds)
#include "tst_inspectorbounds.moc"
