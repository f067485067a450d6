// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Mute>
#include <Signalbox/Signal>

#include <QTest>

#include <type_traits>

using namespace Signalbox;
using namespace Qt::StringLiterals;

static_assert(std::is_trivially_copyable_v<Sender> && sizeof(Sender) <= 2 * sizeof(void *));
static_assert(std::is_convertible_v<PizzaStore *, Sender> && std::is_convertible_v<const char *, Sender>);
static_assert(std::is_convertible_v<QString, Sender> && !std::is_convertible_v<int, Sender>);

namespace {

struct Dish {
    Q_GADGET
};
struct Pasta : Dish {
    Q_GADGET
};
struct Lasagne : Pasta {
    Q_GADGET
};

} // namespace

class Franchise : public PizzaStore {
    Q_OBJECT
};

class TestSender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesByIdentity_data();
    void comparesByIdentity();
    void readsAsText_data();
    void readsAsText();
    void toVariantIsWhatQmlNeeds();
    void withoutObjectKeepsTheKind();
    void equalNamesFromAnyStringTypeAreOneSender();
    void orDerivedIsAnotherFilter();
    void orDerivedHearsSubclasses_data();
    void orDerivedHearsSubclasses();
    void orDerivedIsNoOtherSender();

private:
    PizzaStore m_store;
    PizzaStore m_otherStore;
};

void TestSender::comparesByIdentity_data()
{
    QTest::addColumn<Sender>("a");
    QTest::addColumn<Sender>("b");
    QTest::addColumn<bool>("same");

    QTest::newRow("nobody, nobody") << Sender() << Sender(nullptr) << true;
    QTest::newRow("nobody, a null object") << Sender() << Sender(static_cast<QObject *>(nullptr)) << true;
    QTest::newRow("nobody, an empty name") << Sender() << Sender(u""_s) << true;
    QTest::newRow("nobody, an object") << Sender() << Sender(&m_store) << false;
    QTest::newRow("an object, itself") << Sender(&m_store) << Sender(&m_store) << true;
    QTest::newRow("two objects") << Sender(&m_store) << Sender(&m_otherStore) << false;
    QTest::newRow("an object, its class") << Sender(&m_store) << Sender::of<PizzaStore>() << false;
    QTest::newRow("a class, itself") << Sender::of<PizzaStore>() << Sender::of<PizzaStore>() << true;
    QTest::newRow("a class, its base") << Sender::of<PizzaStore>() << Sender::of<QObject>() << false;
    QTest::newRow("a gadget, itself")
        << Sender::of<PizzaDone>() << Sender::ofClass(&PizzaDone::staticMetaObject) << true;
    QTest::newRow("a class, its name") << Sender::of<PizzaStore>() << Sender("PizzaStore") << false;
    QTest::newRow("a name, itself") << Sender("library.Book") << Sender(u"library.Book"_s) << true;
    QTest::newRow("names are exact") << Sender("library.Book") << Sender("library.book") << false;
}

void TestSender::comparesByIdentity()
{
    QFETCH(Sender, a);
    QFETCH(Sender, b);
    QFETCH(bool, same);
    QCOMPARE(a == b, same);
    QCOMPARE(b == a, same);
    if (same)
        QCOMPARE(qHash(a, 1), qHash(b, 1));
}

void TestSender::readsAsText_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<QRegularExpression>("text");

    QTest::newRow("nobody") << Sender() << QRegularExpression(u"^nobody$"_s);
    QTest::newRow("object") << Sender(&m_store) << QRegularExpression(u"^PizzaStore\\(0x[0-9a-f]+\\)$"_s);
    QTest::newRow("class") << Sender::of<PizzaStore>() << QRegularExpression(u"^PizzaStore$"_s);
    QTest::newRow("name") << Sender("library.Book") << QRegularExpression(u"^library\\.Book$"_s);
    QTest::newRow("dead object") << Sender(&m_store).withoutObject()
                                 << QRegularExpression(u"^an object that died$"_s);
}

void TestSender::readsAsText()
{
    QFETCH(Sender, sender);
    QFETCH(QRegularExpression, text);
    QVERIFY2(text.match(sender.toString()).hasMatch(), qPrintable(sender.toString()));
}

void TestSender::toVariantIsWhatQmlNeeds()
{
    QCOMPARE(Sender().toVariant(), QVariant());
    QCOMPARE(Sender(&m_store).toVariant().value<QObject *>(), &m_store);
    QCOMPARE(Sender::of<PizzaStore>().toVariant(), QVariant(u"PizzaStore"_s));
    QCOMPARE(Sender("library.Book").toVariant(), QVariant(u"library.Book"_s));
}

void TestSender::withoutObjectKeepsTheKind()
{
    const Sender gone = Sender(&m_store).withoutObject();
    QCOMPARE(gone.kind(), Sender::Kind::Object);
    QCOMPARE(gone.object(), nullptr);
    QVERIFY(!gone.isNone());
    QVERIFY(gone != Sender(&m_store));
    QCOMPARE(Sender("name").withoutObject(), Sender("name"));
}

void TestSender::equalNamesFromAnyStringTypeAreOneSender()
{
    QCOMPARE(Sender("pizza"), Sender("pizza"_L1));
    QCOMPARE(Sender("pizza"), Sender(QStringView(u"pizza")));
    QCOMPARE(Sender("pizza"), Sender::named(u"pizza"));
    QCOMPARE(Sender(u"pizzä"_s).name(), u"pizzä"_s);
}

void TestSender::orDerivedIsAnotherFilter()
{
    const Sender exact = Sender::of<PizzaStore>();
    const Sender derived = exact.orDerived();
    QVERIFY(derived != exact);
    QVERIFY(derived.includesDerived() && !exact.includesDerived());
    QCOMPARE(derived, Sender::of<PizzaStore>().orDerived());
    QCOMPARE(derived.exactly(), exact);
    QCOMPARE(derived.toString(), u"PizzaStore or derived"_s);
    for (const Sender &sender : {Sender(), Sender(&m_store), Sender("library.Book")})
        QCOMPARE(sender.orDerived(), sender);

    Signal<PizzaDone> signal{u"filters"_s};
    const auto connect = [&](const Sender &sender) {
        return signal.connect([] {}, {.sender = sender, .dispatchUid = u"uid"_s}).isNew();
    };
    QVERIFY(connect(exact));
    QVERIFY(connect(derived));
    QVERIFY(!connect(derived));
    QVERIFY(signal.disconnect(u"uid"_s, derived));
    QVERIFY(!signal.disconnect(u"uid"_s, derived));
    QVERIFY(signal.disconnect(u"uid"_s, exact));
}

void TestSender::orDerivedHearsSubclasses_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<QString>("heard");
    QTest::newRow("the class itself") << Sender::of<PizzaStore>() << u"any object+ exact+ exact last"_s;
    QTest::newRow("a subclass") << Sender::of<Franchise>() << u"any object+ exact+ sub last"_s;
    QTest::newRow("the base class") << Sender::of<QObject>() << u"any object+ last"_s;
    QTest::newRow("an unrelated class") << Sender::of<TestSender>() << u"any object+ last"_s;
    QTest::newRow("an object of the class") << Sender(&m_store) << u"any last"_s;
    QTest::newRow("the name of the class") << Sender("PizzaStore") << u"any last"_s;
    QTest::newRow("a gadget") << Sender::of<Dish>() << u"any dish+ last"_s;
    QTest::newRow("a gadget's subclass") << Sender::of<Pasta>() << u"any dish+ pasta+ last"_s;
    QTest::newRow("its subclass") << Sender::of<Lasagne>() << u"any dish+ pasta+ lasagne last"_s;
    QTest::newRow("nobody") << Sender() << u"any last"_s;
}

// In the order of connection, whichever filter they were connected with.
void TestSender::orDerivedHearsSubclasses()
{
    QFETCH(Sender, sender);
    QFETCH(QString, heard);
    const std::pair<QString, Sender> filters[] = {
        {u"any"_s, {}},
        {u"dish+"_s, Sender::of<Dish>().orDerived()},
        {u"object+"_s, Sender::of<QObject>().orDerived()},
        {u"exact+"_s, Sender::of<PizzaStore>().orDerived()},
        {u"exact"_s, Sender::of<PizzaStore>()},
        {u"sub"_s, Sender::of<Franchise>()},
        {u"pasta+"_s, Sender::of<Pasta>().orDerived()},
        {u"lasagne"_s, Sender::of<Lasagne>()},
        {u"last"_s, {}},
    };
    Signal<PizzaDone> signal{u"derived"_s};
    QStringList calls;
    QList<Connection> connections;
    for (const auto &[name, filter] : filters) {
        connections << signal.connect([&calls, text = name] { calls << text; }, {.sender = filter});
        Signal<PizzaDone> alone{u"alone"_s};
        alone.connect([] {}, {.sender = filter});
        QCOMPARE(alone.hasListeners(sender), heard.split(u' ').contains(name));
    }
    QCOMPARE(signal.send(sender, {}).size(), heard.count(u' ') + 1);
    QCOMPARE(calls.join(u' '), heard);
    calls.clear();
    for (int i = 0; i + 1 < connections.size(); ++i)
        connections[i].disconnect();
    signal.send(sender, {});
    QCOMPARE(calls.join(u' '), u"last"_s);
}

void TestSender::orDerivedIsNoOtherSender()
{
    // As the sender of a send it means the class itself.
    Signal<PizzaDone> signal{u"sending"_s};
    QList<Sender> heard;
    signal.connect([&](const PizzaDone &, const Sender &sender) { heard << sender; },
                   {.sender = Sender::of<PizzaStore>()});
    QVERIFY(signal.hasListeners(Sender::of<PizzaStore>().orDerived()));
    signal.send(Sender::of<PizzaStore>().orDerived(), {});
    signal.sendAsync(Sender::of<PizzaStore>().orDerived(), {});
    signal.send(Sender::of<Franchise>().orDerived(), {});
    QCOMPARE(heard, QList<Sender>(2, Sender::of<PizzaStore>()));
    const Mute mute(signal, Sender::of<PizzaStore>());
    signal.send(Sender::of<PizzaStore>().orDerived(), {});
    QCOMPARE(heard.size(), 2);
}

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
