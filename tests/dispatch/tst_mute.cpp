// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/listener.h"

#include <Signalbox/Mute>
#include <Signalbox/Signal>

#include <QTest>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

static_assert(!std::is_copy_constructible_v<Mute> && std::is_nothrow_move_constructible_v<Mute>);
static_assert(std::is_nothrow_move_assignable_v<Mute>);

namespace {

/// Makes a guard for @p signal or for one of its receivers.
using MakeMute = std::function<Mute(AbstractSignal &signal, const Connection &receiver)>;

} // namespace

class TestMute : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMuteSilencesWhatItNames_data();
    void aMuteSilencesWhatItNames();
    void mutesNestAndOverlap_data();
    void mutesNestAndOverlap();
    void aMutedSendAnswersNothing();
    void aMuteAndABlockAreTwoThings();
    void aMuteMayBeMoved();
    void aMuteSilencesAllThreads();
    void aMuteMadeDuringASendCounts();
    void aMuteKnowsSendersAsAConnectionDoes_data();
    void aMuteKnowsSendersAsAConnectionDoes();
    void whatIsUnderWayArrivesUnlessItsReceiverIsMuted_data();
    void whatIsUnderWayArrivesUnlessItsReceiverIsMuted();
    void aMuteOutlivesWhatItMutes_data();
    void aMuteOutlivesWhatItMutes();
    void aSenderAtTheAddressOfADeadOneIsNotMuted();

private:
    PizzaStore m_store;
};

void TestMute::aMuteSilencesWhatItNames_data()
{
    QTest::addColumn<MakeMute>("make");
    QTest::addColumn<QString>("heard");
    const auto row = [](const char *name, const MakeMute &make, const QString &heard) {
        QTest::newRow(name) << make << heard;
    };
    // By nobody, then by the store, each to: a receiver, one with a uid, one with that uid for the store.
    const QString everything = u"plain uid plain uid mine"_s;
    row(
        "the signal", [](auto &signal, auto &) { return Mute(signal); }, u""_s);
    row(
        "a sender", [this](auto &signal, auto &) { return Mute(signal, &m_store); }, u"plain uid"_s);
    row(
        "nobody", [](auto &signal, auto &) { return Mute(signal, Sender()); }, u"plain uid mine"_s);
    row(
        "another sender", [](auto &signal, auto &) { return Mute(signal, "shop"); }, everything);
    row(
        "the sender's class", [](auto &signal, auto &) { return Mute(signal, Sender::of<PizzaStore>()); },
        everything);
    row(
        "a uid", [](auto &signal, auto &) { return Mute::uid(signal, u"uid"_s); }, u"plain plain"_s);
    row(
        "another uid", [](auto &signal, auto &) { return Mute::uid(signal, u"UID"_s); }, everything);
    row(
        "no uid", [](auto &signal, auto &) { return Mute::uid(signal, {}); }, everything);
    row(
        "a connection", [](auto &, auto &plain) { return Mute(plain); }, u"uid uid mine"_s);
    row(
        "no connection", [](auto &, auto &) { return Mute(Connection()); }, everything);
}

void TestMute::aMuteSilencesWhatItNames()
{
    QFETCH(MakeMute, make);
    QFETCH(QString, heard);
    Signal<PizzaDone> signal{u"muted"_s};
    QStringList calls;
    const auto note = [&](const QString &text) { return [&calls, text] { calls << text; }; };
    const Connection plain = signal.connect(note(u"plain"_s));
    signal.connect(note(u"uid"_s), {.dispatchUid = u"uid"_s});
    signal.connect(note(u"mine"_s), {.sender = &m_store, .dispatchUid = u"uid"_s});
    const auto sends = [&] {
        calls.clear();
        signal.send({}, {});
        signal.send(&m_store, {});
        return calls.join(u' ');
    };
    {
        const Mute mute = make(signal, plain);
        QCOMPARE(sends(), heard);
        QVERIFY(plain.isConnected());
    }
    QCOMPARE(sends(), u"plain uid plain uid mine"_s);
}

void TestMute::mutesNestAndOverlap_data()
{
    QTest::addColumn<MakeMute>("make");
    QTest::newRow("the signal") << MakeMute([](auto &signal, auto &) { return Mute(signal); });
    QTest::newRow("a sender") << MakeMute([](auto &signal, auto &) { return Mute(signal, "shop"); });
    QTest::newRow("a uid") << MakeMute([](auto &signal, auto &) { return Mute::uid(signal, u"uid"_s); });
    QTest::newRow("a connection") << MakeMute([](auto &, auto &receiver) { return Mute(receiver); });
}

void TestMute::mutesNestAndOverlap()
{
    QFETCH(MakeMute, make);
    Signal<PizzaDone> signal{u"overlap"_s};
    int calls = 0;
    const Connection receiver = signal.connect([&] { ++calls; }, {.dispatchUid = u"uid"_s});
    std::optional<Mute> first = make(signal, receiver);
    std::optional<Mute> second = make(signal, receiver);
    std::optional<Mute> other = Mute(signal, "another shop");
    first.reset();
    signal.send("shop", {});
    QCOMPARE(calls, 0);
    second.reset();
    signal.send("shop", {});
    QCOMPARE(calls, 1);
    other.reset();
    signal.send("shop", {});
    QCOMPARE(calls, 2);
}

void TestMute::aMutedSendAnswersNothing()
{
    Signal<PizzaDone> signal{u"silent"_s};
    const Connection receiver = signal.connect([] { return 1; });
    std::optional<Mute> mute(signal);
    QVERIFY(signal.send({}, {}).isEmpty());
    QVERIFY(signal.sendRobust({}, {}).isEmpty());
    const auto future = signal.sendAsync({}, {});
    QVERIFY(future.isFinished());
    QVERIFY(future.result().isEmpty());
    mute = Mute(receiver);
    QVERIFY(signal.send({}, {}).isEmpty());
    QVERIFY(signal.receivers()[0].isBlocked);
    mute.reset();
    QCOMPARE(signal.send({}, {}).values(), QVariantList() << 1);
    QVERIFY(!signal.receivers()[0].isBlocked);
}

void TestMute::aMuteAndABlockAreTwoThings()
{
    Signal<PizzaDone> signal{u"two"_s};
    int calls = 0;
    const Connection receiver = signal.connect([&] { ++calls; });
    std::optional<Mute> mute(receiver);
    QVERIFY(!receiver.isBlocked());
    receiver.unblock();
    signal.send({}, {});
    QCOMPARE(calls, 0);
    receiver.block();
    mute.reset();
    QVERIFY(receiver.isBlocked());
    signal.send({}, {});
    QCOMPARE(calls, 0);
    receiver.unblock();
    signal.send({}, {});
    QCOMPARE(calls, 1);
}

void TestMute::aMuteMayBeMoved()
{
    Signal<PizzaDone> signal{u"moved"_s};
    int calls = 0;
    const Connection receiver = signal.connect([&] { ++calls; });
    auto first = std::make_unique<Mute>(signal);
    Mute second = std::move(*first);
    first.reset();
    signal.send({}, {});
    QCOMPARE(calls, 0);
    second = Mute(receiver); // ends the one, begins the other
    signal.send({}, {});
    QCOMPARE(calls, 0);
    second = Mute(signal, "shop");
    signal.send({}, {});
    QCOMPARE(calls, 1);
}

void TestMute::aMuteSilencesAllThreads()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"threads"_s};
    std::atomic<int> calls = 0;
    signal.connect([&] { ++calls; });
    std::optional<Mute> mute;
    thread.run([&] { mute.emplace(signal); });
    signal.send({}, {});
    thread.run([&] { signal.send({}, {}); });
    QCOMPARE(calls.load(), 0);
    mute.reset();
    thread.run([&] { signal.send({}, {}); });
    QCOMPARE(calls.load(), 1);
}

// As a block does: a receiver that is muted by an earlier one is not called in this send.
void TestMute::aMuteMadeDuringASendCounts()
{
    Signal<PizzaDone> signal{u"during"_s};
    QStringList calls;
    std::vector<Mute> mutes;
    Connection byConnection;
    signal.connect([&] {
        mutes.push_back(Mute::uid(signal, u"uid"_s));
        mutes.emplace_back(byConnection);
    });
    byConnection = signal.connect([&] { calls << u"connection"_s; });
    signal.connect([&] { calls << u"uid"_s; }, {.dispatchUid = u"uid"_s});
    signal.connect([&] { calls << u"other"_s; });
    signal.send({}, {});
    QCOMPARE(calls, QStringList({u"other"_s}));
}

void TestMute::aMuteKnowsSendersAsAConnectionDoes_data()
{
    QTest::addColumn<Sender>("muted");
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<bool>("silenced");
    const Sender object(&m_store);
    const Sender derived = Sender::of<PizzaStore>();
    const Sender base = Sender::of<QObject>();
    QTest::newRow("a class") << derived << derived << true;
    QTest::newRow("a class, its base") << base << derived << false;
    QTest::newRow("derived ones") << base.orDerived() << derived << true;
    QTest::newRow("derived ones, the base") << base.orDerived() << base << true;
    QTest::newRow("derived ones of the derived") << derived.orDerived() << base << false;
    QTest::newRow("derived ones, an object") << base.orDerived() << object << false;
    QTest::newRow("a send by orDerived() is one by the class") << derived << derived.orDerived() << true;
    QTest::newRow("derived ones, both times") << base.orDerived() << derived.orDerived() << true;
}

void TestMute::aMuteKnowsSendersAsAConnectionDoes()
{
    QFETCH(Sender, muted);
    QFETCH(Sender, sender);
    QFETCH(bool, silenced);
    Signal<PizzaDone> signal{u"senders"_s};
    int calls = 0;
    int counted = 0;
    signal.connect([&] { ++calls; });
    signal.connect([&] { ++counted; }, {.sender = muted});
    signal.send(sender, {});
    QCOMPARE(counted == 1, silenced);
    const Mute mute(signal, muted);
    signal.send(sender, {});
    QCOMPARE(calls == 1, silenced);
}

void TestMute::whatIsUnderWayArrivesUnlessItsReceiverIsMuted_data()
{
    QTest::addColumn<MakeMute>("make");
    QTest::addColumn<int>("arrived");
    QTest::newRow("the signal") << MakeMute([](auto &signal, auto &) { return Mute(signal); }) << 1;
    QTest::newRow("the sender") << MakeMute([](auto &signal, auto &) { return Mute(signal, "shop"); }) << 1;
    QTest::newRow("the receiver") << MakeMute([](auto &, auto &receiver) { return Mute(receiver); }) << 0;
}

void TestMute::whatIsUnderWayArrivesUnlessItsReceiverIsMuted()
{
    QFETCH(MakeMute, make);
    QFETCH(int, arrived);
    EventThread thread;
    Signal<PizzaDone> signal{u"under way"_s};
    Listener listener;
    listener.moveToThread(thread.get());
    const Connection receiver = signal.connect(&listener, &Listener::onPizza);
    thread.block();
    signal.send("shop", {});
    const Mute mute = make(signal, receiver);
    signal.send("shop", {});
    thread.unblock();
    thread.drain();
    QCOMPARE(listener.sizes().size(), arrived);
    thread.stop();
}

void TestMute::aMuteOutlivesWhatItMutes_data()
{
    mutesNestAndOverlap_data();
}

void TestMute::aMuteOutlivesWhatItMutes()
{
    QFETCH(MakeMute, make);
    auto signal = std::make_unique<Signal<PizzaDone>>(u"short"_s);
    auto listener = std::make_unique<Listener>();
    const Connection receiver =
        signal->connect(listener.get(), &Listener::onPizza, {.dispatchUid = u"uid"_s});
    std::optional<Mute> whole = make(*signal, receiver);
    std::optional<Mute> rest = make(*signal, receiver);
    listener.reset();
    whole.reset();
    signal.reset();
    rest.reset();
    QVERIFY(!receiver.isConnected());
}

void TestMute::aSenderAtTheAddressOfADeadOneIsNotMuted()
{
    Signal<PizzaDone> signal{u"address"_s};
    int calls = 0;
    signal.connect([&] { ++calls; });
    alignas(PizzaStore) std::byte memory[sizeof(PizzaStore)];
    auto *first = new (memory) PizzaStore;
    std::optional<Mute> mute(std::in_place, signal, first);
    const Mute another(signal, &m_store);
    signal.send(first, {});
    QCOMPARE(calls, 0);
    first->~PizzaStore();

    auto *second = new (memory) PizzaStore;
    QCOMPARE(static_cast<void *>(second), static_cast<void *>(first));
    signal.send(second, {});
    QCOMPARE(calls, 1);

    const Mute own(signal, second);
    mute.reset(); // takes nothing back that is not its own
    signal.send(second, {});
    signal.send(&m_store, {});
    QCOMPARE(calls, 1);
    second->~PizzaStore();
}

QTEST_GUILESS_MAIN(TestMute)
#include "tst_mute.moc"
