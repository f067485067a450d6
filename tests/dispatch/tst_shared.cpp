// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QTest>

#include <atomic>
#include <memory>
#include <new>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// A receiver of no QObject class. Counts the living ones.
class Clerk {
public:
    Clerk() { ++alive; }
    ~Clerk() { --alive; }
    int onPizza(const PizzaDone &) { return 1; }
    void onPizzaToo() { }

    static inline int alive = 0;

private:
    Q_DISABLE_COPY(Clerk)
};

class ClerkObject : public QObject {
    Q_OBJECT

public:
    int onPizza(const PizzaDone &)
    {
        calledIn = QThread::currentThread();
        return 1;
    }
    QThread *calledIn = nullptr;
};

/// Receivers that are owned by std::shared_ptr.
class TestShared : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWeakReceiverEndsWithItsLastOwner_data();
    void aWeakReceiverEndsWithItsLastOwner();
    void aStrongReceiverLivesUntilDisconnected_data();
    void aStrongReceiverLivesUntilDisconnected();
    void aDuplicateKeepsTheStrength_data();
    void aDuplicateKeepsTheStrength();
    void aUidIsFreeOnceItsReceiverIsDead();
    void isKeptAliveDuringItsCall();
    void whatDiesBeforeItsTurnIsNotCalled_data();
    void whatDiesBeforeItsTurnIsNotCalled();
    void aReceiverAtTheAddressOfADeadOneIsAnother();
    void isDisconnectedByItsPointer();
    void aSharedQObjectRunsInItsThread();
    void ownersMayLetGoInAnyThread();
};

void TestShared::aWeakReceiverEndsWithItsLastOwner_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Qt::ConnectionType>("type");
    for (const Qt::ConnectionType type : {Qt::AutoConnection, Qt::DirectConnection, Qt::QueuedConnection}) {
        for (const char *kind :
             {"shared_ptr", "weak_ptr", "object", "weak object", "callable", "strong callable"})
            QTest::addRow("%s, type %d", kind, int(type)) << QString::fromLatin1(kind) << type;
    }
}

void TestShared::aWeakReceiverEndsWithItsLastOwner()
{
    QFETCH(QString, kind);
    QFETCH(Qt::ConnectionType, type);
    Signal<PizzaDone> signal{u"weak"_s};
    auto clerk = std::make_shared<Clerk>();
    auto object = std::make_shared<ClerkObject>();
    const std::weak_ptr<Clerk> weakClerk = clerk;
    const std::weak_ptr<ClerkObject> weakObject = object;
    const ConnectOptions options{.type = type, .weak = kind != u"strong callable"};
    const Connection connection = kind == u"shared_ptr" ? signal.connect(clerk, &Clerk::onPizza, options)
        : kind == u"weak_ptr"                           ? signal.connect(weakClerk, &Clerk::onPizza, options)
        : kind == u"object"      ? signal.connect(object, &ClerkObject::onPizza, options)
        : kind == u"weak object" ? signal.connect(weakObject, &ClerkObject::onPizza, options)
                                 : signal.connect(
                                     weakClerk, [] { return 1; }, options);
    const bool isQueued = type == Qt::QueuedConnection;
    QVERIFY(connection.isConnected());
    QCOMPARE(outcomes(signal.send({}, {})), isQueued ? u"queued"_s : u"1"_s);
    auto pending = signal.sendAsync({}, {});

    clerk.reset();
    object.reset();
    const bool survives = kind == u"strong callable";
    QCOMPARE(weakClerk.expired(), !survives);
    QVERIFY(weakObject.expired());
    QCOMPARE(connection.isConnected(), survives);
    QCOMPARE(signal.hasListeners(), survives);
    QCOMPARE(signal.receivers().size(), survives ? 1 : 0);
    QCOMPARE(signal.send({}, {}).size(), survives ? 1 : 0);
    QCOMPARE(connection.disconnect(), survives);
    QCoreApplication::processEvents();
    QCOMPARE(outcomes(pending.result()), isQueued ? u"dropped"_s : u"1"_s);
    QVERIFY(weakClerk.expired());
    QVERIFY(!signal.hasListeners());
}

void TestShared::aStrongReceiverLivesUntilDisconnected_data()
{
    QTest::addColumn<QString>("end");
    for (const char *end :
         {"by its handle", "by its pointer", "by its uid", "once", "the sender dies", "the signal dies"})
        QTest::newRow(end) << QString::fromLatin1(end);
}

void TestShared::aStrongReceiverLivesUntilDisconnected()
{
    QFETCH(QString, end);
    auto signal = std::make_unique<Signal<PizzaDone>>(u"strong"_s);
    auto store = std::make_unique<PizzaStore>();
    auto clerk = std::make_shared<Clerk>();
    auto object = std::make_shared<ClerkObject>();
    const std::weak_ptr<Clerk> weakClerk = clerk;
    const std::weak_ptr<ClerkObject> weakObject = object;
    const QString uid = end == u"by its uid" ? u"uid"_s : u""_s;
    const ConnectOptions options{
        .sender = store.get(), .dispatchUid = uid, .weak = false, .once = end == u"once"};
    const Connection connection = signal->connect(clerk, &Clerk::onPizza, options);
    const Connection other =
        signal->connect(object, &ClerkObject::onPizza, {.sender = store.get(), .weak = false});
    clerk.reset();
    object.reset();
    QVERIFY(connection.isConnected() && other.isConnected());
    QVERIFY(signal->hasListeners(store.get()));
    QCOMPARE(outcomes(signal->send(store.get(), {})), u"1, 1"_s);
    QCOMPARE(weakClerk.expired(), end == u"once");
    QVERIFY(!weakObject.expired());

    if (end == u"by its handle")
        QVERIFY(connection.disconnect());
    else if (end == u"by its pointer")
        QVERIFY(signal->disconnect(weakClerk.lock(), &Clerk::onPizza, store.get()));
    else if (end == u"by its uid")
        QVERIFY(signal->disconnect(uid, store.get()));
    else if (end == u"the sender dies")
        store.reset();
    else if (end == u"the signal dies")
        signal.reset();
    QVERIFY(weakClerk.expired());
    QVERIFY(!connection.isConnected());
    const bool bothEnd = end.endsWith(u"dies");
    QCOMPARE(weakObject.expired(), bothEnd);
    QCOMPARE(other.isConnected(), !bothEnd);
}

void TestShared::aDuplicateKeepsTheStrength_data()
{
    QTest::addColumn<bool>("firstIsWeak");
    QTest::addColumn<QString>("uid");
    QTest::newRow("weak, then strong") << true << u""_s;
    QTest::newRow("strong, then weak") << false << u""_s;
    QTest::newRow("weak, then strong, by uid") << true << u"uid"_s;
    QTest::newRow("strong, then weak, by uid") << false << u"uid"_s;
}

void TestShared::aDuplicateKeepsTheStrength()
{
    QFETCH(bool, firstIsWeak);
    QFETCH(QString, uid);
    Signal<PizzaDone> signal{u"duplicate"_s};
    auto clerk = std::make_shared<Clerk>();
    const auto connect = [&](bool weak) {
        return signal.connect(clerk, &Clerk::onPizza, {.dispatchUid = uid, .weak = weak});
    };
    QVERIFY(connect(firstIsWeak).isNew());
    QVERIFY(!connect(!firstIsWeak).isNew());
    clerk.reset();
    QCOMPARE(Clerk::alive, firstIsWeak ? 0 : 1);
    QCOMPARE(signal.hasListeners(), !firstIsWeak);
}

void TestShared::aUidIsFreeOnceItsReceiverIsDead()
{
    Signal<PizzaDone> signal{u"uid"_s};
    auto clerk = std::make_shared<Clerk>();
    const ConnectOptions options{.dispatchUid = u"uid"_s};
    const Connection first = signal.connect(clerk, &Clerk::onPizza, options);
    clerk.reset();
    QVERIFY(!signal.disconnect(u"uid"_s));
    clerk = std::make_shared<Clerk>();
    const Connection second = signal.connect(clerk, &Clerk::onPizza, options);
    QVERIFY(second.isNew());
    QVERIFY(second.isConnected() && !first.isConnected());
    QVERIFY(second != first);
    QVERIFY(!first.disconnect());
    QCOMPARE(outcomes(signal.send({}, {})), u"1"_s);
    QVERIFY(signal.disconnect(u"uid"_s));
    QVERIFY(!signal.hasListeners());
}

void TestShared::isKeptAliveDuringItsCall()
{
    for (const bool isQueued : {false, true}) {
        Signal<PizzaDone> signal{u"alive"_s};
        auto clerk = std::make_shared<Clerk>();
        int aliveAtTheEnd = 0;
        const std::weak_ptr<Clerk> tracked = clerk;
        signal.connect(tracked,
                       [&] {
                           clerk.reset(); // the last owner
                           aliveAtTheEnd = Clerk::alive;
                       },
                       {.type = isQueued ? Qt::QueuedConnection : Qt::AutoConnection});
        signal.send({}, {});
        QTRY_VERIFY(!clerk);
        QCOMPARE(aliveAtTheEnd, 1);
        QCOMPARE(Clerk::alive, 0);
        QVERIFY(!signal.hasListeners());
    }
}

void TestShared::whatDiesBeforeItsTurnIsNotCalled_data()
{
    QTest::addColumn<Qt::ConnectionType>("type");
    QTest::newRow("direct") << Qt::AutoConnection;
    QTest::newRow("queued") << Qt::QueuedConnection;
}

void TestShared::whatDiesBeforeItsTurnIsNotCalled()
{
    QFETCH(Qt::ConnectionType, type);
    Signal<PizzaDone> signal{u"turn"_s};
    auto clerk = std::make_shared<Clerk>();
    int calls = 0;
    signal.connect([&] { clerk.reset(); });
    signal.connect(std::weak_ptr(clerk), [&] { ++calls; }, {.type = type});
    signal.connect([] { return 3; });
    QCOMPARE(outcomes(signal.send({}, {})), u"void, 3"_s);
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void TestShared::aReceiverAtTheAddressOfADeadOneIsAnother()
{
    Signal<PizzaDone> signal{u"address"_s};
    alignas(Clerk) std::byte memory[sizeof(Clerk)];
    const auto make = [&] {
        return std::shared_ptr<Clerk>(new (memory) Clerk, [](Clerk *c) { c->~Clerk(); });
    };
    auto first = make();
    const Connection connection = signal.connect(first, &Clerk::onPizza);
    first.reset();
    const auto second = make();
    QVERIFY(!signal.hasListeners());
    QVERIFY(signal.send({}, {}).isEmpty());
    QVERIFY(!signal.disconnect(second, &Clerk::onPizza));
    const Connection fresh = signal.connect(second, &Clerk::onPizza);
    QVERIFY(fresh.isNew());
    QVERIFY(!connection.isConnected());
    QCOMPARE(outcomes(signal.send({}, {})), u"1"_s);
}

void TestShared::isDisconnectedByItsPointer()
{
    Signal<PizzaDone> signal{u"pointer"_s};
    const auto clerk = std::make_shared<Clerk>();
    const auto other = std::make_shared<Clerk>();
    signal.connect(clerk, &Clerk::onPizza);
    QVERIFY(!signal.connect(std::weak_ptr(clerk), &Clerk::onPizza).isNew()); // the same receiver
    QVERIFY(!signal.disconnect(clerk, &Clerk::onPizzaToo));
    QVERIFY(!signal.disconnect(other, &Clerk::onPizza));
    QVERIFY(!signal.disconnect(clerk, &Clerk::onPizza, "sender"));
    QVERIFY(signal.disconnect(clerk, &Clerk::onPizza));
    QVERIFY(!signal.disconnect(clerk, &Clerk::onPizza));
    QVERIFY(!signal.hasListeners());
}

void TestShared::aSharedQObjectRunsInItsThread()
{
    EventThread thread;
    Signal<PizzaDone> signal{u"thread"_s};
    auto object = std::make_shared<ClerkObject>();
    object->moveToThread(thread.get());
    signal.connect(object, &ClerkObject::onPizza);
    QCOMPARE(outcomes(signal.send({}, {})), u"queued"_s);
    thread.drain();
    QCOMPARE(object->calledIn, thread.get());
    thread.run([&] { object.reset(); });
    QVERIFY(!signal.hasListeners());
    QVERIFY(signal.send({}, {}).isEmpty());
}

void TestShared::ownersMayLetGoInAnyThread()
{
    Signal<PizzaDone> signal{u"letgo"_s};
    EventThread threads[2];
    std::atomic<bool> stop = false;
    for (EventThread &thread : threads) {
        thread.post([&] {
            while (!stop)
                signal.send({}, {});
        });
    }
    std::atomic<int> living = 0;
    std::atomic<int> deadCalls = 0;
    struct Owner {
        explicit Owner(std::atomic<int> &count) : living(count) { ++living; }
        ~Owner() { --living; }
        std::atomic<int> &living;
    };
    for (int i = 0; i < 500; ++i) {
        auto owner = std::make_shared<Owner>(living);
        signal.connect(std::weak_ptr(owner), [&deadCalls, tracked = std::weak_ptr(owner)] {
            if (tracked.expired())
                ++deadCalls;
        });
    }
    stop = true;
    for (EventThread &thread : threads)
        thread.stop();
    QCOMPARE(deadCalls.load(), 0);
    QCOMPARE(living.load(), 0);
    QVERIFY(!signal.hasListeners());
}

QTEST_GUILESS_MAIN(TestShared)
#include "tst_shared.moc"
