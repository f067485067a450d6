// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QSignalSpy>
#include <QTest>

#include <type_traits>

using namespace Signalbox;
using namespace Qt::StringLiterals;

static_assert(
    std::is_nothrow_copy_constructible_v<Connection> && std::is_nothrow_move_constructible_v<Connection>);
static_assert(
    !std::is_copy_constructible_v<ScopedConnection> && std::is_move_constructible_v<ScopedConnection>);
static_assert(!std::is_copy_constructible_v<Signal<PizzaDone>>);

namespace {

int functionCalls = 0;
void countCall(const PizzaDone &)
{
    ++functionCalls;
}

} // namespace

class Display : public QObject {
    Q_OBJECT

public:
    void onPizzaDone(const PizzaDone &pizza) { sizes.append(pizza.size); }
    void onPizzaDoneToo(const PizzaDone &pizza) { sizes.append(-pizza.size); }
    QList<int> sizes;
};

/// Which receiver a row of the key table connects.
enum class What { Member, OtherMember, MemberOfOther, Function, Lambda };

class TestConnecting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKeyDecidesWhatIsTheSameConnection_data();
    void theKeyDecidesWhatIsTheSameConnection();
    void theFirstConnectionWithAKeyStays();
    void reconnectingMovesToTheEnd();
    void disconnectNeedsTheExactKey_data();
    void disconnectNeedsTheExactKey();
    void disconnectByHandleWorksOnce();
    void handlesAreEqualIfTheirConnectionIs();
    void aUidIsFreeAgainAfterItsConnection();
    void scopedConnectionEndsWithItsScope();
    void theSignalIsFoundByItsName();
    void providingArgsAreThePayloadsProperties();
    void aSecondSignalOfTheSameNameIsReported();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void manyConnectsWithUidsStayUnique();
};

void TestConnecting::theKeyDecidesWhatIsTheSameConnection_data()
{
    QTest::addColumn<What>("firstWhat");
    QTest::addColumn<QString>("firstUid");
    QTest::addColumn<Sender>("firstSender");
    QTest::addColumn<What>("secondWhat");
    QTest::addColumn<QString>("secondUid");
    QTest::addColumn<Sender>("secondSender");
    QTest::addColumn<bool>("same");

    const Sender none;
    const Sender a("a");
    const Sender b("b");
    using enum What;
    QTest::newRow("member twice") << Member << u""_s << none << Member << u""_s << none << true;
    QTest::newRow("function twice") << Function << u""_s << none << Function << u""_s << none << true;
    QTest::newRow("lambda twice") << Lambda << u""_s << none << Lambda << u""_s << none << false;
    QTest::newRow("two members") << Member << u""_s << none << OtherMember << u""_s << none << false;
    QTest::newRow("two objects") << Member << u""_s << none << MemberOfOther << u""_s << none << false;
    QTest::newRow("two senders") << Member << u""_s << a << Member << u""_s << b << false;
    QTest::newRow("any and one sender") << Member << u""_s << none << Member << u""_s << a << false;
    QTest::newRow("a uid, two receivers") << Member << u"u"_s << none << Function << u"u"_s << none << true;
    QTest::newRow("a uid, two lambdas") << Lambda << u"u"_s << none << Lambda << u"u"_s << none << true;
    QTest::newRow("a uid, two senders") << Lambda << u"u"_s << a << Lambda << u"u"_s << b << false;
    QTest::newRow("a uid, any and one sender") << Lambda << u"u"_s << none << Lambda << u"u"_s << a << false;
    QTest::newRow("two uids, one receiver") << Member << u"u"_s << none << Member << u"v"_s << none << false;
    QTest::newRow("with and without uid") << Member << u""_s << none << Member << u"u"_s << none << false;
}

void TestConnecting::theKeyDecidesWhatIsTheSameConnection()
{
    QFETCH(What, firstWhat);
    QFETCH(QString, firstUid);
    QFETCH(Sender, firstSender);
    QFETCH(What, secondWhat);
    QFETCH(QString, secondUid);
    QFETCH(Sender, secondSender);
    QFETCH(bool, same);

    Signal<PizzaDone> signal{u"keys"_s};
    Display display;
    Display other;
    const auto connect = [&](What what, const ConnectOptions &options) {
        switch (what) {
        case What::Member:
            return signal.connect(&display, &Display::onPizzaDone, options);
        case What::OtherMember:
            return signal.connect(&display, &Display::onPizzaDoneToo, options);
        case What::MemberOfOther:
            return signal.connect(&other, &Display::onPizzaDone, options);
        case What::Function:
            return signal.connect(countCall, options);
        case What::Lambda:
            return signal.connect([](const PizzaDone &) {}, options);
        }
        Q_UNREACHABLE();
    };
    const Connection first = connect(firstWhat, {.sender = firstSender, .dispatchUid = firstUid});
    const Connection second = connect(secondWhat, {.sender = secondSender, .dispatchUid = secondUid});

    QVERIFY(first.isConnected() && first.isNew());
    QVERIFY(second.isConnected());
    QCOMPARE(second.isNew(), !same);
    QCOMPARE(first == second, same);
    // A handle to the first connection ends the first connection.
    second.disconnect();
    QCOMPARE(first.isConnected(), !same);
}

void TestConnecting::theFirstConnectionWithAKeyStays()
{
    Signal<PizzaDone> signal{u"first"_s};
    QStringList calls;
    signal.connect([&] { calls << u"first"_s; }, {.dispatchUid = u"uid"_s});
    signal.connect([&] { calls << u"between"_s; });
    signal.connect([&] { calls << u"second"_s; }, {.dispatchUid = u"uid"_s});
    signal.send({}, {});
    QCOMPARE(calls, QStringList({u"first"_s, u"between"_s}));
}

void TestConnecting::reconnectingMovesToTheEnd()
{
    Signal<PizzaDone> signal{u"order"_s};
    QStringList calls;
    const Connection a = signal.connect([&] { calls << u"a"_s; });
    signal.connect([&] { calls << u"b"_s; });
    a.disconnect();
    signal.connect([&] { calls << u"a"_s; });
    signal.send({}, {});
    QCOMPARE(calls, QStringList({u"b"_s, u"a"_s}));
}

void TestConnecting::disconnectNeedsTheExactKey_data()
{
    QTest::addColumn<QString>("uid");
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<QString>("askedUid");
    QTest::addColumn<Sender>("askedSender");
    QTest::addColumn<bool>("ended");

    const Sender a("a");
    QTest::newRow("plain") << u""_s << Sender() << u""_s << Sender() << true;
    QTest::newRow("any-sender survives a sender") << u""_s << Sender() << u""_s << a << false;
    QTest::newRow("a sender survives any-sender") << u""_s << a << u""_s << Sender() << false;
    QTest::newRow("the sender") << u""_s << a << u""_s << a << true;
    QTest::newRow("a uid is not its receiver") << u"u"_s << Sender() << u""_s << Sender() << false;
    QTest::newRow("the uid") << u"u"_s << Sender() << u"u"_s << Sender() << true;
    QTest::newRow("the uid, another sender") << u"u"_s << Sender() << u"u"_s << a << false;
    QTest::newRow("another uid") << u"u"_s << Sender() << u"v"_s << Sender() << false;
}

void TestConnecting::disconnectNeedsTheExactKey()
{
    QFETCH(QString, uid);
    QFETCH(Sender, sender);
    QFETCH(QString, askedUid);
    QFETCH(Sender, askedSender);
    QFETCH(bool, ended);

    Signal<PizzaDone> signal{u"disconnect"_s};
    Display display;
    const Connection connection =
        signal.connect(&display, &Display::onPizzaDone, {.sender = sender, .dispatchUid = uid});
    const auto disconnect = [&] {
        return askedUid.isEmpty() ? signal.disconnect(&display, &Display::onPizzaDone, askedSender)
                                  : signal.disconnect(askedUid, askedSender);
    };
    QCOMPARE(disconnect(), ended);
    QCOMPARE(connection.isConnected(), !ended);
    QCOMPARE(signal.hasListeners(sender), !ended);
    QCOMPARE(disconnect(), false);
}

void TestConnecting::disconnectByHandleWorksOnce()
{
    Signal<PizzaDone> signal{u"handle"_s};
    int calls = 0;
    const Connection connection = signal.connect([&] { ++calls; });
    signal.send({}, {});
    QVERIFY(connection.disconnect());
    QVERIFY(!connection.isConnected());
    QVERIFY(!connection.disconnect());
    QVERIFY(!Connection().disconnect());
    signal.send({}, {});
    QCOMPARE(calls, 1);

    signal.connect(countCall);
    QVERIFY(signal.disconnect(countCall));
    QVERIFY(!signal.disconnect(countCall));
    signal.connect(this, countCall);
    QVERIFY(!signal.disconnect(countCall));
    QVERIFY(signal.disconnect(this, countCall));
    QVERIFY(!signal.hasListeners());
}

void TestConnecting::handlesAreEqualIfTheirConnectionIs()
{
    Signal<PizzaDone> signal{u"equal"_s};
    const Connection first = signal.connect(countCall);
    const Connection second = signal.connect([] {});
    QVERIFY(first != second);
    QVERIFY(first != Connection());
    QCOMPARE(Connection(), Connection());
    const Connection known = first.asKnown();
    QCOMPARE(known, first);
    QVERIFY(first.isNew() && !known.isNew() && known.isConnected());
    QCOMPARE(signal.connect(countCall), first);

    // Once it has ended it is still itself, and no later one is.
    QVERIFY(known.disconnect());
    QVERIFY(!first.isConnected());
    QCOMPARE(known, first);
    QVERIFY(signal.connect(countCall) != first);
    Signal<PizzaDone> other{u"other"_s};
    QVERIFY(other.connect(countCall) != first);
}

void TestConnecting::aUidIsFreeAgainAfterItsConnection()
{
    Signal<PizzaDone> signal{u"uid"_s};
    auto *display = new Display;
    signal.connect(display, &Display::onPizzaDone, {.dispatchUid = u"u"_s});
    delete display;
    QVERIFY(!signal.disconnect(u"u"_s));
    Display successor;
    QVERIFY(signal.connect(&successor, &Display::onPizzaDone, {.dispatchUid = u"u"_s}).isNew());
    QVERIFY(signal.disconnect(u"u"_s));
    QVERIFY(signal.connect(&successor, &Display::onPizzaDone, {.dispatchUid = u"u"_s}).isNew());
}

void TestConnecting::scopedConnectionEndsWithItsScope()
{
    Signal<PizzaDone> signal{u"scope"_s};
    int calls = 0;
    Connection kept;
    {
        const ScopedConnection scoped = signal.connect([&] { ++calls; });
        ScopedConnection released = signal.connect([&] { calls += 10; });
        kept = released.release();
        signal.send({}, {});
        QCOMPARE(calls, 11);
    }
    signal.send({}, {});
    QCOMPARE(calls, 21);
    QVERIFY(kept.isConnected());
}

void TestConnecting::theSignalIsFoundByItsName()
{
    QCOMPARE(AbstractSignal::find(u"pizza_done"), nullptr);
    {
        const Signal<PizzaDone> signal{u"pizza_done"_s};
        QCOMPARE(AbstractSignal::find(u"pizza_done"), &signal);
        QCOMPARE(signal.name(), u"pizza_done"_s);
        QCOMPARE(signal.payloadType(), QMetaType::fromType<PizzaDone>());
    }
    QCOMPARE(AbstractSignal::find(u"pizza_done"), nullptr);
}

void TestConnecting::providingArgsAreThePayloadsProperties()
{
    const Signal<PizzaDone> pizza{u"pizza"_s};
    QCOMPARE(pizza.providingArgs(), QStringList({u"toppings"_s, u"size"_s}));
    const Signal<int> number{u"number"_s};
    QCOMPARE(number.providingArgs(), QStringList());
}

void TestConnecting::aSecondSignalOfTheSameNameIsReported()
{
    const Signal<PizzaDone> first{u"twice"_s};
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"two signals named \"twice\""_s));
        const Signal<int> second{u"twice"_s};
        QCOMPARE(AbstractSignal::find(u"twice"), &first);
    }
    QCOMPARE(AbstractSignal::find(u"twice"), &first);
}

void TestConnecting::nonsenseIsRefused_data()
{
    QTest::addColumn<std::function<Connection(Signal<PizzaDone> &, QObject *)>>("connect");
    QTest::addColumn<QString>("reason");
    using S = Signal<PizzaDone>;
    using Connect = std::function<Connection(S &, QObject *)>;
    const auto row = [](const char *name, const Connect &connect, const QString &reason) {
        QTest::newRow(name) << connect << reason;
    };
    row(
        "null receiver",
        [](S &s, QObject *) { return s.connect(static_cast<Display *>(nullptr), &Display::onPizzaDone); },
        u"member function is nullptr"_s);
    row(
        "null context", [](S &s, QObject *) { return s.connect(nullptr, [] {}); },
        u"context or the function"_s);
    row(
        "null function", [](S &s, QObject *) { return s.connect(static_cast<void (*)()>(nullptr)); },
        u"function is nullptr"_s);
    row(
        "empty std::function", [](S &s, QObject *) { return s.connect(std::function<void()>()); },
        u"function is nullptr"_s);
    row(
        "empty untyped", [](S &s, QObject *o) { return s.connectUntyped(o, {}); }, u"receiver is empty"_s);
    row(
        "blocking without an object",
        [](S &s, QObject *) { return s.connect([] {}, {.type = Qt::BlockingQueuedConnection}); },
        u"needs a QObject"_s);
    row(
        "an object that should be owned",
        [](S &s, QObject *o) { return s.connect(o, [] {}, {.weak = false}); }, u"as a std::shared_ptr"_s);
    row(
        "empty shared_ptr",
        [](S &s, QObject *) { return s.connect(std::shared_ptr<QObject>(), &QObject::deleteLater); },
        u"receiver is empty"_s);
    row(
        "dead weak_ptr", [](S &s, QObject *) { return s.connect(std::weak_ptr<int>(), [] {}); },
        u"has died"_s);
    row(
        "unique", [](S &s, QObject *o) { return s.connect(o, [] {}, {.type = Qt::UniqueConnection}); },
        u"type is not supported"_s);
}

void TestConnecting::nonsenseIsRefused()
{
    using Connect = std::function<Connection(Signal<PizzaDone> &, QObject *)>;
    QFETCH(Connect, connect);
    QFETCH(QString, reason);
    Signal<PizzaDone> signal{u"nonsense"_s};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"Refused to connect to nonsense: .*"_s + reason));
    const Connection connection = connect(signal, this);
    QVERIFY(!connection.isConnected());
    QVERIFY(!connection.isNew());
    QVERIFY(!signal.hasListeners());
}

void TestConnecting::manyConnectsWithUidsStayUnique()
{
    Signal<PizzaDone> signal{u"many"_s};
    int calls = 0;
    const int many = 5000;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < many; ++i) {
            const bool isNew = signal.connect([&] { ++calls; }, {.dispatchUid = QString::number(i)}).isNew();
            QCOMPARE(isNew, round == 0);
        }
    }
    QCOMPARE(signal.send({}, {}).size(), many);
    QCOMPARE(calls, many);
    for (int i = many - 1; i >= 0; --i)
        QVERIFY(signal.disconnect(QString::number(i)));
    QVERIFY(!signal.hasListeners());
}

QTEST_GUILESS_MAIN(TestConnecting)
#include "tst_connecting.moc"
