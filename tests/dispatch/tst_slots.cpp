// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/pizza.h"

#include <Signalbox/DynamicSignal>
#include <Signalbox/Signal>

#include <QTest>
#include <QTimer>

#include <memory>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// An object with slots of many kinds; each notes its call.
class Display : public QObject {
    Q_OBJECT

public:
    QStringList calls;
    QThread *calledIn = nullptr;

    Q_INVOKABLE QString invokable(const PizzaDone &pizza)
    {
        note("invokable", pizza.size);
        return u"served"_s;
    }
    Q_INVOKABLE PizzaDone gadget(const PizzaDone &pizza) { return {.size = pizza.size + 1}; }
    Q_INVOKABLE QVariant variant() { return 5; }
    Q_INVOKABLE void taken(PizzaDone pizza) { note("taken", pizza.size); }
    Q_INVOKABLE void changed(PizzaDone &pizza) { note("changed", pizza.size); }
    Q_INVOKABLE void senderOnly(const Signalbox::Sender &) { }
    Q_INVOKABLE void swapped(const Signalbox::Sender &, const PizzaDone &) { }
    Q_INVOKABLE void threefold(const PizzaDone &, const Signalbox::Sender &, int) { }
    Q_INVOKABLE void number(int) { }

public Q_SLOTS:
    void nothing() { note("nothing", 0); }
    void typed(const PizzaDone &pizza)
    {
        calledIn = QThread::currentThread();
        note("typed", pizza.size);
    }
    void untyped(const QVariant &payload) { note("untyped", payload.value<PizzaDone>().size); }
    void withSender(const PizzaDone &, const Signalbox::Sender &sender)
    {
        calls << u"Sender %1"_s.arg(sender.name());
    }
    void withVariant(const QVariant &, const QVariant &sender)
    {
        calls << u"QVariant %1"_s.arg(sender.toString());
    }
    void withObject(const PizzaDone &, QObject *sender)
    {
        calls << u"QObject %1"_s.arg(sender ? sender->objectName() : u"none"_s);
    }
    void overloaded() { note("overloaded", 0); }
    void overloaded(const PizzaDone &pizza) { note("overloaded", pizza.size); }
    virtual void overridden() { note("base", 0); }

private Q_SLOTS:
    void hidden(const PizzaDone &pizza) { note("hidden", pizza.size); }

Q_SIGNALS:
    void aSignal();

private:
    void note(const char *name, int size) { calls << u"%1 %2"_s.arg(QLatin1StringView(name)).arg(size); }
};

class SpecialDisplay : public Display {
    Q_OBJECT

public Q_SLOTS:
    void overridden() override { calls << u"derived"_s; }
};

/// Receivers that are found by name, and payloads without a type.
class TestSlots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSlotTakesALeadingPartOfPayloadAndSender_data();
    void aSlotTakesALeadingPartOfPayloadAndSender();
    void theSenderComesAsTheSlotTakesIt_data();
    void theSenderComesAsTheSlotTakesIt();
    void whatTheSlotReturnsIsTheResponse();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void refusesNothing();
    void refusesASlotOfAnotherClass();
    void theSameSlotIsOneConnection();
    void aSlotRunsInItsObjectsThread();
    void aSlotEndsWithItsObject();

    void aDynamicSignalCarriesNamedValues();
    void aDynamicSignalIsFoundAndSaysWhatItProvides();
    void aDynamicSignalReachesOtherThreads();
    void aDynamicSignalReachesSlots();
};

void TestSlots::aSlotTakesALeadingPartOfPayloadAndSender_data()
{
    QTest::addColumn<QString>("slot");
    QTest::addColumn<QString>("called");

    QTest::newRow("nothing") << u"nothing"_s << u"nothing 0"_s;
    QTest::newRow("the payload's type") << u"typed"_s << u"typed 32"_s;
    QTest::newRow("the payload by value") << u"taken"_s << u"taken 32"_s;
    QTest::newRow("a QVariant") << u"untyped"_s << u"untyped 32"_s;
    QTest::newRow("an invokable method") << u"invokable"_s << u"invokable 32"_s;
    QTest::newRow("a private slot") << u"hidden"_s << u"hidden 32"_s;
    QTest::newRow("by signature") << u"typed(PizzaDone)"_s << u"typed 32"_s;
    QTest::newRow("by a signature not normalized") << u"typed( const PizzaDone & )"_s << u"typed 32"_s;
    QTest::newRow("one of several") << u"overloaded(PizzaDone)"_s << u"overloaded 32"_s;
    QTest::newRow("the other") << u"overloaded()"_s << u"overloaded 0"_s;
    QTest::newRow("an overridden one") << u"overridden"_s << u"derived"_s;
}

void TestSlots::aSlotTakesALeadingPartOfPayloadAndSender()
{
    QFETCH(QString, slot);
    QFETCH(QString, called);
    Signal<PizzaDone> signal{u"slots"_s};
    SpecialDisplay display;
    QVERIFY(signal.connectSlot(&display, slot).isNew());
    signal.send({}, {.size = 32});
    QCOMPARE(display.calls, QStringList({called}));
}

void TestSlots::theSenderComesAsTheSlotTakesIt_data()
{
    QTest::addColumn<QString>("slot");
    QTest::addColumn<QString>("byName");
    QTest::addColumn<QString>("byObject");
    QTest::newRow("Sender") << u"withSender"_s << u"Sender shop"_s << u"Sender "_s;
    QTest::newRow("QVariant") << u"withVariant"_s << u"QVariant shop"_s << u"QVariant "_s;
    QTest::newRow("QObject *") << u"withObject"_s << u"QObject none"_s << u"QObject store"_s;
}

void TestSlots::theSenderComesAsTheSlotTakesIt()
{
    QFETCH(QString, slot);
    QFETCH(QString, byName);
    QFETCH(QString, byObject);
    Signal<PizzaDone> signal{u"senders"_s};
    Display display;
    PizzaStore store;
    store.setObjectName(u"store"_s);
    signal.connectSlot(&display, slot);
    signal.send("shop", {});
    signal.send(&store, {});
    QCOMPARE(display.calls, QStringList({byName, byObject}));
}

void TestSlots::whatTheSlotReturnsIsTheResponse()
{
    Signal<PizzaDone> signal{u"returns"_s};
    Display display;
    for (const char *slot : {"invokable", "nothing", "gadget", "variant"})
        QVERIFY(signal.connectSlot(&display, slot));
    const Responses responses = signal.send({}, {.size = 32});
    QCOMPARE(responses.size(), 4);
    QCOMPARE(responses[0].value(), QVariant(u"served"_s));
    QVERIFY(!responses[1].value().isValid());
    QCOMPARE(responses[2].value().value<PizzaDone>().size, 33);
    QCOMPARE(responses[3].value(), QVariant(5));
}

void TestSlots::refusesWithAReason_data()
{
    QTest::addColumn<QString>("slot");
    QTest::addColumn<QString>("reason");

    const QString takes = u"whose parameters are a leading part of \\(PizzaDone or QVariant, "
                          "Signalbox::Sender, QVariant or QObject\\*\\)"_s;
    QTest::newRow("unknown") << u"bake"_s << u"Display has no slot or invokable method \"bake\""_s;
    QTest::newRow("unknown parameters") << u"typed(int)"_s << u"Display has no slot .* \"typed\\(int\\)\""_s;
    QTest::newRow("no slot at all") << u""_s << u"has no slot"_s;
    QTest::newRow("overloaded") << u"overloaded"_s
                                << u"several slots named \"overloaded\"; .* as in \"overloaded\\("_s;
    QTest::newRow("a signal") << u"aSignal"_s << u"has no slot or invokable method \"aSignal\""_s;
    QTest::newRow("another type") << u"number"_s << u"Display::number\\(int\\) is not .* "_s + takes;
    QTest::newRow("the sender alone") << u"senderOnly"_s << takes;
    QTest::newRow("the wrong order") << u"swapped"_s << takes;
    QTest::newRow("one too many") << u"threefold"_s << takes;
    QTest::newRow("a reference that could change it") << u"changed"_s << takes;
}

void TestSlots::refusesWithAReason()
{
    QFETCH(QString, slot);
    QFETCH(QString, reason);
    Signal<PizzaDone> signal{u"refuses"_s};
    Display display;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Refused to connect to refuses: .*"_s + reason));
    QVERIFY(!signal.connectSlot(&display, slot));
    QVERIFY(!signal.hasListeners());
}

void TestSlots::refusesNothing()
{
    Signal<PizzaDone> signal{u"null"_s};
    const QRegularExpression pattern(u"Refused to connect to null: the receiver is nullptr"_s);
    QTest::ignoreMessage(QtWarningMsg, pattern);
    QVERIFY(!signal.connectSlot(nullptr, u"typed"_s));
    QTest::ignoreMessage(QtWarningMsg, pattern);
    QVERIFY(!signal.connectSlot(nullptr, QMetaMethod()));
    QTest::ignoreMessage(QtWarningMsg, pattern);
    QVERIFY(!signal.connectSlot(this, QMetaMethod()));
}

// It would call whatever has the same number.
void TestSlots::refusesASlotOfAnotherClass()
{
    Signal<PizzaDone> signal{u"stranger"_s};
    Display display;
    const QMetaObject &timer = QTimer::staticMetaObject;
    const QMetaMethod start = timer.method(timer.indexOfSlot("start()"));
    QVERIFY(start.isValid());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Refused to connect to stranger: .*start"_s));
    QVERIFY(!signal.connectSlot(&display, start));
    QVERIFY(!signal.hasListeners());
}

void TestSlots::theSameSlotIsOneConnection()
{
    Signal<PizzaDone> signal{u"once"_s};
    Display display;
    Display other;
    const QMetaObject &meta = Display::staticMetaObject;
    const Connection byName = signal.connectSlot(&display, u"typed"_s);
    const Connection again = signal.connectSlot(&display, meta.method(meta.indexOfSlot("typed(PizzaDone)")));
    QVERIFY(byName.isNew());
    QVERIFY(!again.isNew());
    QCOMPARE(again, byName);
    QVERIFY(signal.connectSlot(&other, u"typed"_s).isNew());
    QVERIFY(signal.connectSlot(&display, u"untyped"_s).isNew());
    QVERIFY(signal.connectSlot(&display, u"typed"_s, {.sender = "shop"}).isNew());
    QVERIFY(signal.connectSlot(&display, u"typed"_s, {.dispatchUid = u"uid"_s}).isNew());
    QVERIFY(!signal.connectSlot(&other, u"nothing"_s, {.dispatchUid = u"uid"_s}).isNew());

    QVERIFY(again.disconnect());
    QVERIFY(!byName.isConnected());
    signal.send({}, {.size = 1});
    QCOMPARE(display.calls, QStringList({u"untyped 1"_s, u"typed 1"_s}));
    QCOMPARE(other.calls, QStringList({u"typed 1"_s}));
    QVERIFY(signal.connectSlot(&display, u"typed"_s).isNew());
}

void TestSlots::aSlotRunsInItsObjectsThread()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"thread"_s};
    Display display;
    display.moveToThread(thread.get());
    signal.connectSlot(&display, u"typed"_s);
    signal.connectSlot(&display, u"untyped"_s);
    QCOMPARE(signal.send({}, {.size = 2})[0].outcome(), Response::Outcome::Queued);
    thread.drain();
    thread.stop();
    QCOMPARE(display.calls, QStringList({u"typed 2"_s, u"untyped 2"_s}));
    QCOMPARE(display.calledIn, thread.get());
}

void TestSlots::aSlotEndsWithItsObject()
{
    Signal<PizzaDone> signal{u"ends"_s};
    auto display = std::make_unique<Display>();
    const Connection connection = signal.connectSlot(display.get(), u"typed"_s);
    display.reset();
    QVERIFY(!connection.isConnected());
    QVERIFY(signal.send({}, {}).isEmpty());
}

void TestSlots::aDynamicSignalCarriesNamedValues()
{
    DynamicSignal signal{u"dynamic"_s, {u"toppings"_s, u"size"_s}};
    QVariantMap received;
    signal.connect([&](const QVariantMap &pizza) { received = pizza; });
    const QVariantMap sent{{u"size"_s, 32}, {u"never declared"_s, true}};
    signal.send("shop", sent);
    QCOMPARE(received, sent);
}

void TestSlots::aDynamicSignalIsFoundAndSaysWhatItProvides()
{
    {
        const DynamicSignal signal{u"dynamic"_s, {u"toppings"_s, u"size"_s}};
        QCOMPARE(AbstractSignal::find(u"dynamic"), &signal);
        QCOMPARE(AbstractSignal::find(u"dynamic")->providingArgs(), QStringList({u"toppings"_s, u"size"_s}));
        QCOMPARE(signal.property("providingArgs").toStringList(), signal.providingArgs());
        QCOMPARE(signal.payloadType(), QMetaType::fromType<QVariantMap>());
    }
    QCOMPARE(AbstractSignal::find(u"dynamic"), nullptr);
    QVERIFY(DynamicSignal(u"plain"_s).providingArgs().isEmpty());
}

void TestSlots::aDynamicSignalReachesOtherThreads()
{
    EventThread thread;
    DynamicSignal signal{u"dynamic"_s};
    QObject context;
    context.moveToThread(thread.get());
    QVariantMap received; // touched in the thread only, read after its end
    signal.connect(&context, [&](const QVariantMap &pizza) { received = pizza; });
    signal.send({}, {{u"size"_s, 32}});
    thread.drain();
    thread.stop();
    QCOMPARE(received, QVariantMap({{u"size"_s, 32}}));
}

void TestSlots::aDynamicSignalReachesSlots()
{
    DynamicSignal signal{u"dynamic"_s};
    QVariantMap received;
    signal.connectUntyped([&](const QVariant &payload, const Sender &) {
        received = payload.toMap();
        return QVariant();
    });
    Display display;
    QVERIFY(signal.connectSlot(&display, u"untyped"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"leading part of \\(QVariantMap or QVariant,"_s));
    QVERIFY(!signal.connectSlot(&display, u"typed"_s));
    signal.send({}, {{u"size"_s, 32}});
    QCOMPARE(received, QVariantMap({{u"size"_s, 32}}));
    QCOMPARE(display.calls, QStringList({u"untyped 0"_s}));
}

QTEST_GUILESS_MAIN(TestSlots)
#include "tst_slots.moc"
