// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

class TestSending : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reachesTheReceiversOfItsSender_data();
    void reachesTheReceiversOfItsSender();
    void keepsTheOrderOfConnection();
    void passesAnyPrefixOfTheArguments();
    void returnsOneResponsePerReceiver();
    void returnsNothingIfNobodyListens();
    void anExceptionLeavesSendAtOnce();
    void sendRobustGoesOnAndLogs_data();
    void sendRobustGoesOnAndLogs();
    void sendLogsNothing();
    void aReturnedErrorIsAValue();
    void aNestedFailureBelongsToTheOuterReceiver();
    void midSend_data();
    void midSend();
    void aReceiverMayDestroyTheSignal();
    void untypedReceiversGetTheGadget();
    void untypedSends();

private:
    PizzaStore m_storeA;
    PizzaStore m_storeB;
};

void TestSending::reachesTheReceiversOfItsSender_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<QString>("called");
    QTest::addColumn<bool>("hasListeners");

    QTest::newRow("nobody") << Sender() << u"any1 any2"_s << true;
    QTest::newRow("an object") << Sender(&m_storeA) << u"any1 a any2"_s << true;
    QTest::newRow("another object") << Sender(&m_storeB) << u"any1 any2"_s << true;
    QTest::newRow("a class") << Sender::of<PizzaStore>() << u"any1 class any2"_s << true;
    QTest::newRow("a name") << Sender("library.Book") << u"any1 name any2"_s << true;
}

void TestSending::reachesTheReceiversOfItsSender()
{
    QFETCH(Sender, sender);
    QFETCH(QString, called);
    QFETCH(bool, hasListeners);

    Signal<PizzaDone> signal{u"filter"_s};
    QStringList calls;
    const auto note = [&](const QString &text) { return [&calls, text] { calls << text; }; };
    QVERIFY(!signal.hasListeners(sender));
    signal.connect(note(u"a"_s), {.sender = &m_storeA}).disconnect();
    QVERIFY(!signal.hasListeners(sender));

    signal.connect(note(u"any1"_s));
    signal.connect(note(u"a"_s), {.sender = &m_storeA});
    signal.connect(note(u"class"_s), {.sender = Sender::of<PizzaStore>()});
    signal.connect(note(u"name"_s), {.sender = "library.Book"});
    signal.connect(note(u"any2"_s));
    signal.send(sender, {});
    QCOMPARE(calls.join(u' '), called);
    QCOMPARE(signal.hasListeners(sender), hasListeners);

    Signal<PizzaDone> specific{u"specific"_s};
    specific.connect([] {}, {.sender = &m_storeA});
    QCOMPARE(specific.hasListeners(sender), sender == Sender(&m_storeA));
}

void TestSending::keepsTheOrderOfConnection()
{
    Signal<PizzaDone> signal{u"order"_s};
    QList<int> calls;
    QList<Connection> connections;
    for (int i = 0; i < 20; ++i) {
        const Sender sender = i % 3 == 0 ? Sender(&m_storeA) : Sender();
        connections << signal.connect([&calls, i] { calls << i; }, {.sender = sender});
    }
    for (int i = 1; i < 20; i += 4)
        connections[i].disconnect();
    signal.send(&m_storeA, {});
    QCOMPARE(calls, QList<int>({0, 2, 3, 4, 6, 7, 8, 10, 11, 12, 14, 15, 16, 18, 19}));
}

void TestSending::passesAnyPrefixOfTheArguments()
{
    Signal<PizzaDone> signal{u"prefix"_s};
    QStringList calls;
    signal.connect([&] { calls << u"()"_s; });
    signal.connect([&](const PizzaDone &pizza) { calls << QString::number(pizza.size); });
    signal.connect(
        [&](PizzaDone pizza, const Sender &sender) { calls << QString::number(pizza.size) + sender.name(); });
    signal.connect([&](const PizzaDone &, Sender, AbstractSignal &s) { calls << s.name(); });
    signal.connect([&](auto &&...args) { calls << QString::number(sizeof...(args)); });
    signal.send("store", {.size = 32});
    QCOMPARE(calls, QStringList({u"()"_s, u"32"_s, u"32store"_s, u"prefix"_s, u"3"_s}));
}

void TestSending::returnsOneResponsePerReceiver()
{
    Signal<PizzaDone> signal{u"responses"_s};
    const Connection first = signal.connect([](const PizzaDone &pizza) { return pizza.size * 2; });
    signal.connect([] {});
    signal.connect([] { return u"text"_s; });
    const Responses responses = signal.send({}, {.size = 4});
    QCOMPARE(responses.size(), 3);
    QCOMPARE(responses[0].outcome(), Response::Outcome::Returned);
    QCOMPARE(responses[0].value(), QVariant(8));
    QCOMPARE(responses[0].receiver(), first);
    QVERIFY(!responses[1].value().isValid());
    QCOMPARE(responses.values(), QVariantList({8, u"text"_s}));
    QVERIFY(!responses.hasErrors());
}

void TestSending::returnsNothingIfNobodyListens()
{
    Signal<PizzaDone> signal{u"nobody"_s};
    QVERIFY(signal.send({}, {}).isEmpty());
    QVERIFY(signal.sendRobust(&m_storeA, {}).isEmpty());
    signal.connect([] {}, {.sender = &m_storeA});
    QVERIFY(signal.send(&m_storeB, {}).isEmpty());
}

void TestSending::anExceptionLeavesSendAtOnce()
{
    Signal<PizzaDone> signal{u"exception"_s};
    QStringList calls;
    signal.connect([&] { calls << u"before"_s; });
    const Connection faulty = signal.connect([] { throw std::runtime_error("burnt"); });
    signal.connect([&] { calls << u"after"_s; });
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, signal.send({}, {}));
    QCOMPARE(calls, QStringList({u"before"_s}));

    faulty.disconnect();
    signal.send({}, {});
    QCOMPARE(calls, QStringList({u"before"_s, u"before"_s, u"after"_s}));
}

void TestSending::sendRobustGoesOnAndLogs_data()
{
    QTest::addColumn<std::function<void()>>("fail");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, std::function<void()> fail, const QString &text) {
        QTest::newRow(name) << std::move(fail) << text;
    };
    row(
        "std::exception", [] { throw std::runtime_error("burnt"); }, u"burnt"_s);
    row(
        "std::string", [] { throw std::string("burnt"); }, u"burnt"_s);
    row(
        "literal", [] { throw "burnt"; }, u"burnt"_s);
    row(
        "QString", [] { throw u"verbrännt"_s; }, u"verbrännt"_s);
    row(
        "int", [] { throw 42; }, u"an exception of unknown type"_s);
}

void TestSending::sendRobustGoesOnAndLogs()
{
    QFETCH(std::function<void()>, fail);
    QFETCH(QString, text);
    Signal<PizzaDone> signal{u"robust"_s};
    bool later = false;
    signal.connect(fail, {.dispatchUid = u"oven"_s});
    signal.connect([&] { later = true; });
    QTest::ignoreMessage(QtCriticalMsg,
                         qPrintable(u"Error calling \"oven\" in robust.sendRobust() (%1)"_s.arg(text)));
    const Responses responses = signal.sendRobust({}, {});
    QCOMPARE(responses.size(), 2);
    QCOMPARE(responses[0].outcome(), Response::Outcome::Raised);
    QCOMPARE(responses[0].errorString(), text);
    QVERIFY(responses[0].error());
    QVERIFY(responses.hasErrors());
    QCOMPARE(responses[1].outcome(), Response::Outcome::Returned);
    QVERIFY(later);
}

void TestSending::sendLogsNothing()
{
    static int messages = 0;
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++messages; });
    Signal<PizzaDone> signal{u"silent"_s};
    signal.connect([] { throw std::runtime_error("burnt"); });
    QString error;
    try {
        signal.send({}, {});
    } catch (const std::runtime_error &exception) {
        error = QString::fromUtf8(exception.what());
    }
    qInstallMessageHandler(before);
    QCOMPARE(error, u"burnt"_s);
    QCOMPARE(messages, 0);
    QCOMPARE(signal.receivers().first().lastError, u"burnt"_s);
}

void TestSending::aReturnedErrorIsAValue()
{
    Signal<PizzaDone> signal{u"returned"_s};
    signal.connect([] { return std::make_exception_ptr(std::runtime_error("burnt")); });
    const Responses responses = signal.sendRobust({}, {}); // and logs nothing
    QCOMPARE(responses[0].outcome(), Response::Outcome::Returned);
    QVERIFY(responses[0].value().value<std::exception_ptr>());
    QVERIFY(!responses[0].error());
    QVERIFY(!responses.hasErrors());
}

void TestSending::aNestedFailureBelongsToTheOuterReceiver()
{
    Signal<PizzaDone> outer{u"outer"_s};
    Signal<PizzaDone> inner{u"inner"_s};
    inner.connect([] { throw std::runtime_error("inner fault"); });
    outer.connect([&] { inner.send({}, {}); }, {.dispatchUid = u"relay"_s});
    QTest::ignoreMessage(QtCriticalMsg, "Error calling \"relay\" in outer.sendRobust() (inner fault)");
    QCOMPARE(outer.sendRobust({}, {}).first().errorString(), u"inner fault"_s);
}

// Each row: what the receiver "act" does to the others; receivers are first, act, victim, last.
void TestSending::midSend_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("thisRound");
    QTest::addColumn<QString>("nextRound");

    QTest::newRow("connected during the send")
        << u"connect"_s << u"first act victim last"_s << u"first act victim last new"_s;
    QTest::newRow("a later one disconnected")
        << u"disconnect victim"_s << u"first act last"_s << u"first act last"_s;
    QTest::newRow("an earlier one disconnected")
        << u"disconnect first"_s << u"first act victim last"_s << u"act victim last"_s;
    QTest::newRow("disconnects itself")
        << u"disconnect act"_s << u"first act victim last"_s << u"first victim last"_s;
    QTest::newRow("a later one's object destroyed")
        << u"destroy victim"_s << u"first act last"_s << u"first act last"_s;
    QTest::newRow("all disconnected") << u"disconnect all"_s << u"first act"_s << u""_s;
    QTest::newRow("a nested send") << u"nest"_s << u"first act first act victim last victim last"_s
                                   << u"first act victim last"_s;
    QTest::newRow("a nested send, a later one disconnected")
        << u"nest and disconnect victim"_s << u"first act first act last last"_s << u"first act last"_s;
}

void TestSending::midSend()
{
    QFETCH(QString, action);
    QFETCH(QString, thisRound);
    QFETCH(QString, nextRound);

    Signal<PizzaDone> signal{u"midsend"_s};
    QStringList calls;
    QMap<QString, Connection> connections;
    auto victim = std::make_unique<QObject>();
    bool acted = false;
    const auto note = [&](const QString &text) { return [&calls, text] { calls << text; }; };
    const auto act = [&] {
        calls << u"act"_s;
        if (std::exchange(acted, true))
            return;
        if (action == u"connect")
            signal.connect(note(u"new"_s));
        if (action.contains(u"disconnect victim"))
            connections[u"victim"_s].disconnect();
        if (action == u"disconnect first")
            connections[u"first"_s].disconnect();
        if (action == u"disconnect act")
            connections[u"act"_s].disconnect();
        if (action == u"destroy victim")
            victim.reset();
        if (action == u"disconnect all") {
            for (const Connection &connection : std::as_const(connections))
                connection.disconnect();
        }
        if (action.startsWith(u"nest"))
            signal.send({}, {});
    };
    connections[u"first"_s] = signal.connect(note(u"first"_s));
    connections[u"act"_s] = signal.connect(act);
    connections[u"victim"_s] = signal.connect(victim.get(), note(u"victim"_s));
    connections[u"last"_s] = signal.connect(note(u"last"_s));

    signal.send({}, {});
    QCOMPARE(calls.join(u' '), thisRound);
    calls.clear();
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), nextRound);
}

void TestSending::aReceiverMayDestroyTheSignal()
{
    auto signal = std::make_unique<Signal<PizzaDone>>(u"doomed"_s);
    QStringList calls;
    Connection last;
    signal->connect([&] { calls << u"first"_s; });
    signal->connect([&] { signal.reset(); });
    last = signal->connect([&] { calls << u"last"_s; });
    const Responses responses = signal->send({}, {});
    QCOMPARE(calls, QStringList({u"first"_s}));
    QCOMPARE(responses.size(), 2);
    QVERIFY(!last.isConnected());
}

void TestSending::untypedReceiversGetTheGadget()
{
    Signal<PizzaDone> signal{u"untyped"_s};
    QVariant received;
    Sender heard;
    signal.connectUntyped(this, [&](const QVariant &payload, const Sender &sender) {
        received = payload;
        heard = sender;
        return QVariant(u"answer"_s);
    });
    const Responses responses = signal.send(&m_storeA, {.toppings = {u"olives"_s}, .size = 28});
    QCOMPARE(received.value<PizzaDone>().size, 28);
    QCOMPARE(received.value<PizzaDone>().toppings, QStringList({u"olives"_s}));
    QCOMPARE(heard, Sender(&m_storeA));
    QCOMPARE(responses.values(), QVariantList({u"answer"_s}));
}

void TestSending::untypedSends()
{
    Signal<PizzaDone> signal{u"untyped"_s};
    const auto pizza = [](int size) { return QVariant::fromValue(PizzaDone{.size = size}); };
    QVERIFY(signal.sendUntyped({}, pizza(1)).isEmpty());
    signal.connect([](const PizzaDone &done) {
        if (done.size == 0)
            throw std::runtime_error("no pizza");
        return done.size;
    });
    QCOMPARE(signal.sendUntyped({}, pizza(28)).values(), QVariantList() << 28);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, signal.sendUntyped({}, pizza(0)));
    QCOMPARE(signal.sendRobustUntyped({}, pizza(0)).first().errorString(), u"no pizza"_s);
    for (const QVariant &wrong : {QVariant(28), QVariant()}) {
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"Refused to send untyped: .* pass a PizzaDone"_s));
        QVERIFY(signal.sendUntyped({}, wrong).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestSending)
#include "tst_sending.moc"
