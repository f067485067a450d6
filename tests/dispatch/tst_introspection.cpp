// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"
#include "support/stress.h"

#include <Signalbox/Introspection>
#include <Signalbox/Signal>
#include <Signalbox/TraceHook>

#include <QTest>

#include <memory>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

void function(const PizzaDone &) { }

/// Connects a receiver of one kind.
using Connect = std::function<void(Signal<PizzaDone> &signal, QObject &context)>;

template <typename T>
QString debugText(const T &value)
{
    QString text;
    QDebug(&text) << value;
    return text.trimmed();
}

} // namespace

/// Who listens to what: lists and texts.
class TestIntrospection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsAllSignalsTheOldestFirst();
    void aSignalsInfoOutlivesIt();
    void listsSignalsWhileOthersMakeAndDestroyThem();
    void listsReceiversWhileTheirSendersDie();
    void receiversSaysHowEachIsConnected_data();
    void receiversSaysHowEachIsConnected();
    void receiversSaysHowTheyFared();
    void receiversSaysInWhichThreadTheyRun();
    void receiversAreInTheOrderOfConnection();

    void readsAsText_data();
    void readsAsText();
    void logsInItsCategory();

private:
    PizzaStore m_store;
    Signal<PizzaDone> m_shown{u"shown"_s}; // the signal of the texts
};

void TestIntrospection::listsAllSignalsTheOldestFirst()
{
    const Signal<int> first{u"z"_s};
    auto second = std::make_unique<Signal<int>>(u"a"_s);
    const Signal<int> third{u"m"_s};
    const auto listed = [] {
        QStringList names;
        for (const AbstractSignal *signal : AbstractSignal::all())
            names << signal->name();
        return names;
    };
    QCOMPARE(listed(), QStringList({u"shown"_s, u"z"_s, u"a"_s, u"m"_s}));
    second.reset();
    QCOMPARE(listed(), QStringList({u"shown"_s, u"z"_s, u"m"_s}));
}

void TestIntrospection::aSignalsInfoOutlivesIt()
{
    auto signal = std::make_unique<Signal<PizzaDone>>(u"known"_s);
    const Connection connection = signal->connect([] {}, {.dispatchUid = u"uid"_s});
    signal->connect([] {});
    const SignalInfo info = SignalInfo::all().last();
    QCOMPARE(info.name, u"known"_s);
    QCOMPARE(info.serial, connection.id().signal);
    QCOMPARE(info.payloadType, QMetaType::fromType<PizzaDone>());
    QCOMPARE(info.listeners, 2);
    QCOMPARE(info.receivers().size(), 2);
    QCOMPARE(info.receivers()[0].name, u"\"uid\""_s);
    QCOMPARE(info.receivers()[0].connection, connection);
    signal.reset();
    QVERIFY(info.receivers().isEmpty());
    QCOMPARE(SignalInfo::all().last().name, u"shown"_s);
}

void TestIntrospection::listsSignalsWhileOthersMakeAndDestroyThem()
{
    std::atomic<int> made = 0;
    Meanwhile others(2, [&] {
        Signal<int> signal(u"passing %1"_s.arg(++made));
        signal.connect([] {});
        signal.send({}, 1);
    });
    for (Rounds rounds(3000); rounds.next() || made < 100;) {
        for (const SignalInfo &info : SignalInfo::all())
            QVERIFY(info.receivers().size() <= 1);
    }
}

void TestIntrospection::listsReceiversWhileTheirSendersDie()
{
    Signal<int> signal{u"mourning"_s};
    std::atomic<int> died = 0;
    Meanwhile others(2, [&] {
        const PizzaStore store;
        signal.connect([] {}, {.sender = &store});
        ++died;
    });
    for (Rounds rounds(3000); rounds.next() || died < 100;) {
        const auto receivers = signal.receivers();
        for (const ReceiverInfo &receiver : receivers)
            QVERIFY2(receiver.senderText.startsWith(u"PizzaStore(0x"_s)
                         || receiver.senderText.startsWith(u"QObject(0x"_s)
                         || receiver.senderText == u"an object that died"_s,
                     qPrintable(receiver.senderText));
    }
}

void TestIntrospection::receiversSaysHowEachIsConnected_data()
{
    QTest::addColumn<Connect>("connect");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("dispatchUid");
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<Qt::ConnectionType>("type");
    QTest::addColumn<Phase>("phase");
    const auto row = [](const char *title, const Connect &connect, const QString &name,
                        const ConnectOptions &options = {}) {
        QTest::newRow(title) << connect << name << options.dispatchUid << options.sender << options.type
                             << options.phase;
    };
    const auto lambdaWith = [](const ConnectOptions &options) {
        return [options](auto &signal, auto &) { signal.connect([] {}, options); };
    };
    row("a lambda", lambdaWith({}), u"a callable"_s);
    row(
        "a function", [](auto &signal, auto &) { signal.connect(function); }, u"a function"_s);
    row(
        "a context", [](auto &signal, auto &context) { signal.connect(&context, [] {}); },
        u"a callable of Listener"_s);
    row(
        "a member",
        [](auto &signal, auto &context) {
            signal.connect(static_cast<Listener *>(&context), &Listener::onPizza);
        },
        u"a function of Listener"_s);
    const ConnectOptions full{.sender = &m_store,
                              .dispatchUid = u"uid"_s,
                              .type = Qt::QueuedConnection,
                              .phase = Phase::AfterCommit};
    row("with all options", lambdaWith(full), u"\"uid\""_s, full);
    const ConnectOptions derived{.sender = Sender::of<PizzaStore>().orDerived(),
                                 .type = Qt::DirectConnection};
    row("derived senders", lambdaWith(derived), u"a callable"_s, derived);
}

void TestIntrospection::receiversSaysHowEachIsConnected()
{
    QFETCH(Connect, connect);
    QFETCH(QString, name);
    QFETCH(QString, dispatchUid);
    QFETCH(Sender, sender);
    QFETCH(Qt::ConnectionType, type);
    QFETCH(Phase, phase);
    Signal<PizzaDone> signal{u"info"_s};
    Listener listener;
    connect(signal, listener);
    const auto receivers = signal.receivers();
    QCOMPARE(receivers.size(), 1);
    QCOMPARE(receivers[0].name, name);
    QCOMPARE(receivers[0].dispatchUid, dispatchUid);
    QCOMPARE(receivers[0].sender, sender);
    QCOMPARE(receivers[0].senderText, sender.toString());
    QCOMPARE(receivers[0].type, type);
    QCOMPARE(receivers[0].phase, phase);
    QCOMPARE(receivers[0].calls, 0u);
    QVERIFY(receivers[0].lastError.isEmpty());
    QVERIFY(!receivers[0].isBlocked);
    QVERIFY(receivers[0].connection.isConnected());
}

void TestIntrospection::receiversSaysHowTheyFared()
{
    Signal<PizzaDone> signal{u"fared"_s};
    const Connection connection = signal.connect([](const PizzaDone &pizza) {
        if (pizza.size > 0)
            throw std::runtime_error("burnt " + std::to_string(pizza.size));
    });
    for (const int size : {0, 1, 2, 0}) {
        if (size > 0)
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt %1"_s.arg(size)));
        signal.sendRobust({}, {.size = size});
    }
    connection.block();
    signal.send({}, {});
    const auto receivers = signal.receivers();
    QCOMPARE(receivers[0].calls, 4u);
    QCOMPARE(receivers[0].lastError, u"burnt 2"_s);
    QVERIFY(receivers[0].isBlocked);
    QCOMPARE(receivers[0].connection, connection);
    QVERIFY(receivers[0].connection.disconnect());
    QVERIFY(signal.receivers().isEmpty());

    // Queued, an error is kept as well.
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"cold"_s));
    signal.connect([] { throw std::runtime_error("cold"); }, {.type = Qt::QueuedConnection});
    signal.send({}, {});
    QTRY_COMPARE(signal.receivers()[0].lastError, u"cold"_s);
    QCOMPARE(signal.receivers()[0].calls, 1u);
}

void TestIntrospection::receiversSaysInWhichThreadTheyRun()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"where"_s};
    Listener here;
    Listener there;
    Listener nowhere;
    there.moveToThread(thread.get());
    nowhere.moveToThread(nullptr);
    for (Listener *listener : {&here, &there, &nowhere})
        signal.connect(listener, &Listener::onPizza);
    signal.connect(function);
    const auto receivers = signal.receivers();
    QCOMPARE(receivers[0].thread, QThread::currentThread());
    QCOMPARE(receivers[1].thread, thread.get());
    QCOMPARE(receivers[2].thread, nullptr);
    QCOMPARE(receivers[3].thread, nullptr);
    thread.stop();
}

void TestIntrospection::receiversAreInTheOrderOfConnection()
{
    Signal<PizzaDone> signal{u"order"_s};
    const Sender senders[] = {{}, "b", &m_store, Sender::of<PizzaStore>(), "a"};
    for (const Sender &sender : senders)
        signal.connect([] {}, {.sender = sender});
    const auto receivers = signal.receivers();
    QCOMPARE(receivers.size(), std::size(senders));
    for (size_t i = 0; i < std::size(senders); ++i)
        QCOMPARE(receivers[qsizetype(i)].sender, senders[i]);
}

void TestIntrospection::readsAsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *title, const auto &value, const QString &expected) {
        QTest::newRow(title) << debugText(value) << expected;
    };
    row("a sender", Sender("shop"), u"Signalbox::Sender(shop)"_s);
    row("nobody", Sender(), u"Signalbox::Sender(nobody)"_s);

    const Connection connection = m_shown.connect([] { return 5; }, {.dispatchUid = u"uid"_s});
    row("a connection", connection, u"Signalbox::Connection(\"uid\")"_s);
    row("no connection", Connection(), u"Signalbox::Connection(nothing, disconnected)"_s);

    Listener listener;
    m_shown.connect([] { throw std::runtime_error("burnt"); }, {.dispatchUid = u"bad"_s});
    m_shown.connect(&listener, &Listener::onPizza, {.type = Qt::QueuedConnection});
    m_shown.connect(&listener, [] {}, {.dispatchUid = u"own"_s, .type = Qt::BlockingQueuedConnection});
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"burnt"_s));
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"Did not call"_s));
    const Responses responses = m_shown.sendRobust({}, {});
    row("returned", responses[0], u"Signalbox::Response(\"uid\" returned QVariant(int, 5))"_s);
    row("raised", responses[1], u"Signalbox::Response(\"bad\" raised \"burnt\")"_s);
    row("queued", responses[2], u"Signalbox::Response(a function of Listener queued)"_s);
    row("dropped", responses[3],
        u"Signalbox::Response(\"own\" dropped because a blocking send to the thread that sends, or to one "
        "that waits for it, would never end; use Qt::AutoConnection)"_s);

    const auto receivers = m_shown.receivers();
    row("a receiver", receivers[0],
        u"Signalbox::ReceiverInfo(\"uid\", sender nobody, Qt::AutoConnection, 1 calls)"_s);
    row("a failed receiver", receivers[1],
        u"Signalbox::ReceiverInfo(\"bad\", sender nobody, Qt::AutoConnection, 1 calls, last error "
        "\"burnt\")"_s);
    connection.block();
    row("a blocked receiver", m_shown.receivers()[0],
        u"Signalbox::ReceiverInfo(\"uid\", sender nobody, Qt::AutoConnection, 1 calls, blocked)"_s);

    row("a send", TraceEvent{TraceEvent::Sent, u"s"_s, "shop", {}},
        u"Signalbox::TraceEvent(s sent, sender shop)"_s);
    row("a call", TraceEvent{TraceEvent::Called, u"s"_s, {}, u"\"uid\""_s},
        u"Signalbox::TraceEvent(s called \"uid\", sender nobody)"_s);
    row("an error", TraceEvent{TraceEvent::Raised, u"s"_s, {}, u"x"_s},
        u"Signalbox::TraceEvent(s raised x, sender nobody)"_s);
}

void TestIntrospection::readsAsText()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(text, expected);
}

void TestIntrospection::logsInItsCategory()
{
    static QByteArray category;
    const auto previous = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &context, const QString &) { category = context.category; });
    Signal<PizzaDone> signal{u"logs"_s};
    signal.connect(nullptr, [] {});
    const QByteArray ofRefusals = std::exchange(category, {});
    signal.connect([] { throw 1; });
    signal.sendRobust({}, {});
    qInstallMessageHandler(previous);
    QCOMPARE(ofRefusals, "signalbox.dispatch");
    QCOMPARE(category, "signalbox.dispatch");
}

QTEST_GUILESS_MAIN(TestIntrospection)
#include "tst_introspection.moc"
