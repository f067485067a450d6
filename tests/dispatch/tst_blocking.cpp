// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/testoutbox.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <semaphore>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

const ConnectOptions blocking{.dispatchUid = u"uid"_s, .type = Qt::BlockingQueuedConnection};

/// A payload that is copied once for a blocking send: after the receiver was found, before the wait for it.
struct Fuse {
    Fuse() = default;
    Fuse(const Fuse &other) : blown(other.blown)
    {
        if (blown)
            blown->release();
    }
    Fuse &operator=(const Fuse &) = delete;
    std::binary_semaphore *blown = nullptr;
};

QString error(const Responses &responses)
{
    return responses.isEmpty() ? QString() : responses.last().errorString();
}

QRegularExpression refusal(const QString &reason)
{
    return QRegularExpression(u"^Did not call \"uid\" in \\w+: .*"_s + reason);
}

} // namespace

class TestBlocking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatItReturnsComesBack();
    void itIsCalledInItsThreadAtItsPlace();
    void itsExceptionComesBack();
    void isRefusedToItsOwnThread();
    void isRefusedInACircleOfThreads();
    void isRefusedIfTheThreadDoesNotRun();
    void aThreadThatFinishesIsGivenUp();
    void aReceiverThatIsGoneIsDropped_data();
    void aReceiverThatIsGoneIsDropped();
    void aMovedReceiverIsCalledInItsNewThread();
    void aReceiverThatMovesToTheSendersThreadIsGivenUp();
    void aBatchComesBack();
    void withinAnOutboxItIsQueued();
    void threadsThatBlockOnEachOtherNeverHang();
};

void TestBlocking::whatItReturnsComesBack()
{
    Place place;
    Signal<PizzaDone> signal{u"value"_s};
    const Connection connection = signal.connect(
        place.context(), [](const PizzaDone &pizza) { return pizza.size * 2; }, blocking);
    signal.connect(place.context(), [] {}, {.type = Qt::BlockingQueuedConnection});
    const Responses responses = signal.send({}, {.size = 4});
    QCOMPARE(outcomes(responses), u"8, void"_s);
    QCOMPARE(responses[0].receiver(), connection);
    QVERIFY(!responses.hasErrors());
    QCOMPARE(outcomes(signal.sendRobust({}, {.size = 5})), u"10, void"_s);
}

void TestBlocking::itIsCalledInItsThreadAtItsPlace()
{
    Place place;
    Signal<PizzaDone> signal{u"place"_s};
    QStringList calls;
    QThread *where = nullptr;
    signal.connect([&] { calls << u"before"_s; });
    signal.connect(place.context(), [&] { calls << u"queued"_s; });
    signal.connect(
        place.context(),
        [&] {
            calls << u"blocking"_s;
            where = QThread::currentThread();
        },
        blocking);
    signal.connect([&] { calls << u"after"_s; });
    signal.send({}, {});
    QCOMPARE(calls.join(u' '), u"before queued blocking after"_s);
    QCOMPARE(where, place->get());
}

void TestBlocking::itsExceptionComesBack()
{
    Place place;
    Signal<PizzaDone> signal{u"error"_s};
    int later = 0;
    signal.connect(
        place.context(), [] { throw std::runtime_error("burnt"); }, blocking);
    signal.connect([&] { ++later; });
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, signal.send({}, {}));
    QCOMPARE(later, 0);
    QTest::ignoreMessage(QtCriticalMsg, "Error calling \"uid\" in error.sendRobust() (burnt)");
    QCOMPARE(outcomes(signal.sendRobust({}, {})), u"raised burnt, void"_s);
    QCOMPARE(later, 1);
    QCOMPARE(signal.receivers().first().lastError, u"burnt"_s);
}

void TestBlocking::isRefusedToItsOwnThread()
{
    Signal<PizzaDone> signal{u"own"_s};
    int calls = 0;
    signal.connect(
        this, [&] { ++calls; }, blocking);
    QTest::ignoreMessage(QtCriticalMsg, refusal(u"would never end; use Qt::AutoConnection"_s));
    const Responses responses = signal.send({}, {});
    QCOMPARE(outcomes(responses), u"dropped"_s);
    QVERIFY(error(responses).contains(u"would never end"));
    QVERIFY(responses.hasErrors());
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void TestBlocking::isRefusedInACircleOfThreads()
{
    Place a;
    Place b;
    Signal<PizzaDone> there{u"there"_s};
    Signal<PizzaDone> back{u"back"_s};
    int calls = 0;
    back.connect(
        a.context(), [&] { ++calls; }, blocking);
    there.connect(
        b.context(), [&] { return error(back.send({}, {})); }, blocking);
    QTest::ignoreMessage(QtCriticalMsg, refusal(u"would never end"_s));
    QString answer;
    a->run([&] { answer = outcomes(there.send({}, {})); });
    QVERIFY2(answer.contains(u"would never end"), qPrintable(answer));
    a->drain();
    QCOMPARE(calls, 0);
    QString later; // the circle is forgotten
    b->run([&] { later = outcomes(back.send({}, {})); });
    QCOMPARE(later, u"void"_s);
    QCOMPARE(calls, 1);
}

void TestBlocking::isRefusedIfTheThreadDoesNotRun()
{
    QThread idle;
    QObject context;
    context.moveToThread(&idle);
    Signal<PizzaDone> signal{u"idle"_s};
    signal.connect(
        &context, [] {}, blocking);
    QTest::ignoreMessage(QtCriticalMsg, refusal(u"not running; start it"_s));
    const Responses responses = signal.send({}, {});
    QCOMPARE(outcomes(responses), u"dropped"_s);
    QVERIFY(error(responses).contains(u"not running"));
}

void TestBlocking::aThreadThatFinishesIsGivenUp()
{
    /// Runs, but not its event loop, until the fuse is blown.
    class Busy : public QThread {
    public:
        std::binary_semaphore fuse{0};
        std::atomic<bool> ended = false; // TSan does not see the lock of QThread::wait()

    protected:
        void run() override
        {
            fuse.acquire();
            ended = true;
        }
    };
    Busy thread;
    thread.start();
    QObject context;
    context.moveToThread(&thread);
    Signal<Fuse> signal{u"finished"_s};
    int calls = 0;
    signal.connect(
        &context, [&] { ++calls; }, blocking);
    Fuse fuse;
    fuse.blown = &thread.fuse;
    const Responses responses = signal.send({}, fuse);
    QCOMPARE(outcomes(responses), u"dropped"_s);
    QVERIFY2(error(responses).contains(u"stopped running"), qPrintable(error(responses)));
    QVERIFY(thread.wait(QDeadlineTimer(5000)));
    QVERIFY(thread.ended);
    QCOMPARE(calls, 0);
}

void TestBlocking::aReceiverThatIsGoneIsDropped_data()
{
    QTest::addColumn<QString>("fate");
    QTest::newRow("its object dies") << u"dies"_s;
    QTest::newRow("it is disconnected") << u"disconnect"_s;
    QTest::newRow("it is blocked") << u"block"_s;
}

void TestBlocking::aReceiverThatIsGoneIsDropped()
{
    QFETCH(QString, fate);
    EventThread thread;
    auto context = std::make_unique<QObject>();
    context->moveToThread(thread.get());
    Signal<Fuse> signal{u"gone"_s};
    int calls = 0;
    int later = 0;
    const Connection connection = signal.connect(
        context.get(), [&] { ++calls; }, blocking);
    signal.connect([&] { ++later; });
    std::binary_semaphore sent{0};
    thread.post([&] {
        sent.acquire();
        if (fate == u"dies")
            context.reset();
        else if (fate == u"disconnect")
            connection.disconnect();
        else
            connection.block();
    });
    Fuse fuse;
    fuse.blown = &sent;
    QCOMPARE(outcomes(signal.send({}, fuse)), u"dropped, void"_s);
    thread.drain();
    QCOMPARE(calls, 0);
    QCOMPARE(later, 1);
    thread.stop();
}

void TestBlocking::aMovedReceiverIsCalledInItsNewThread()
{
    EventThread oldThread;
    EventThread newThread;
    QObject context;
    context.moveToThread(oldThread.get());
    Signal<Fuse> signal{u"moved"_s};
    QThread *where = nullptr;
    signal.connect(
        &context,
        [&] {
            where = QThread::currentThread();
            return 7;
        },
        blocking);
    std::binary_semaphore sent{0};
    oldThread.post([&] {
        sent.acquire();
        context.moveToThread(newThread.get());
    });
    Fuse fuse;
    fuse.blown = &sent;
    QCOMPARE(outcomes(signal.send({}, fuse)), u"7"_s);
    QCOMPARE(where, newThread.get());
    newThread.stop();
}

void TestBlocking::aReceiverThatMovesToTheSendersThreadIsGivenUp()
{
    EventThread thread;
    QObject context;
    context.moveToThread(thread.get());
    Signal<Fuse> signal{u"home"_s};
    int calls = 0;
    signal.connect(
        &context, [&] { ++calls; }, blocking);
    std::binary_semaphore sent{0};
    thread.post([&] {
        sent.acquire();
        context.moveToThread(QCoreApplication::instance()->thread());
    });
    Fuse fuse;
    fuse.blown = &sent;
    const Responses responses = signal.send({}, fuse);
    QCOMPARE(outcomes(responses), u"dropped"_s);
    QVERIFY2(error(responses).contains(u"moved to a thread that waits"), qPrintable(error(responses)));
    thread.drain();
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void TestBlocking::aBatchComesBack()
{
    Place place;
    Signal<PizzaDone> signal{u"batch"_s};
    signal.connect(
        place.context(), [](const QList<PizzaDone> &pizzas) { return pizzas.size(); }, blocking);
    QCOMPARE(outcomes(signal.send({}, {})), u"1"_s);
    QCOMPARE(outcomes(signal.send({}, {})), u"1"_s);
}

void TestBlocking::withinAnOutboxItIsQueued()
{
    Place place;
    TestOutbox box;
    TransactionalSignal signal{u"outbox"_s};
    signal.box = &box;
    int calls = 0;
    signal.connect(
        place.context(), [&] { ++calls; }, blocking);
    QCOMPARE(outcomes(signal.send({}, {})), u"queued"_s);
    place->drain();
    QCOMPARE(calls, 0);
    box.release();
    place->drain();
    QCOMPARE(calls, 1);
}

void TestBlocking::threadsThatBlockOnEachOtherNeverHang()
{
    constexpr int count = 3;
    constexpr int sends = 50;
    const auto previous = qInstallMessageHandler(nullptr);
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    Place places[count];
    Signal<PizzaDone> ring[count]{Signal<PizzaDone>{u"ring0"_s}, Signal<PizzaDone>{u"ring1"_s},
                                  Signal<PizzaDone>{u"ring2"_s}};
    std::atomic<int> calls = 0;
    std::atomic<int> returned = 0;
    std::atomic<int> dropped = 0;
    for (int i = 0; i < count; ++i)
        ring[i].connect(
            places[i].context(), [&] { ++calls; }, blocking);
    for (int i = 0; i < count; ++i) {
        for (int s = 0; s < sends; ++s) {
            places[i]->post([&, i] {
                const auto outcome = ring[(i + 1) % count].send({}, {})[0].outcome();
                ++(outcome == Response::Outcome::Returned ? returned : dropped);
            });
        }
    }
    QTRY_COMPARE(returned + dropped, count * sends);
    qInstallMessageHandler(previous);
    QCOMPARE(calls.load(), returned.load());
}

QTEST_GUILESS_MAIN(TestBlocking)
#include "tst_blocking.moc"
