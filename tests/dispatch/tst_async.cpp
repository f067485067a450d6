// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/pizza.h"

#include <Signalbox/Mute>
#include <Signalbox/Signal>

#include <QPromise>
#include <QTest>

#include <optional>
#include <stdexcept>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Where a row's receiver runs.
enum class Where { Direct, Queued, Batch, DirectBatch, Blocking };

/// What becomes of the future that it returns.
enum class Fate {
    HasFinished,
    HasFinishedEmpty,
    WasCancelled,
    Finishes,
    FinishesEmpty,
    Fails,
    IsCancelled,
    IsAbandoned
};

/// What sendAsync() waits for, and what comes back.
class TestAsync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void completesAtOnceIfNobodyListens_data();
    void completesAtOnceIfNobodyListens();
    void hasListenersCountsQueuedReceivers();
    void completesWhenAllReceiversHave_data();
    void completesWhenAllReceiversHave();
    void responsesKeepTheOrderOfConnection();
    void aReturnedFutureIsWaitedFor_data();
    void aReturnedFutureIsWaitedFor();
    void aReturnedVoidFutureIsWaitedFor();
    void continuationsRunWhereTheyShould();
};

void TestAsync::completesAtOnceIfNobodyListens_data()
{
    QTest::addColumn<QString>("why");
    QTest::newRow("nobody was ever connected") << u"none"_s;
    QTest::newRow("the only receiver has left") << u"left"_s;
    QTest::newRow("the only receiver hears another sender") << u"other"_s;
    QTest::newRow("the only receiver is blocked") << u"blocked"_s;
    QTest::newRow("the signal is muted") << u"muted"_s;
}

void TestAsync::completesAtOnceIfNobodyListens()
{
    QFETCH(QString, why);
    Signal<PizzaDone> signal{u"nobody"_s};
    std::optional<Mute> mute;
    if (why != u"none") {
        const Sender heard = why == u"other" ? Sender("other") : Sender();
        const Connection connection = signal.connect([] {}, {.sender = heard, .type = Qt::QueuedConnection});
        if (why == u"left")
            connection.disconnect();
        if (why == u"blocked")
            connection.block();
        if (why == u"muted")
            mute.emplace(signal);
    }
    for (const auto &future : {signal.sendAsync({}, {}), signal.sendRobustAsync({}, {})}) {
        QVERIFY(future.isFinished());
        QVERIFY(!future.isCanceled());
        QCOMPARE(future.resultCount(), 1);
        QVERIFY(future.result().isEmpty());
    }
}

void TestAsync::hasListenersCountsQueuedReceivers()
{
    Signal<PizzaDone> signal{u"listeners"_s};
    const Connection connection = signal.connect([] {}, {.type = Qt::QueuedConnection});
    QVERIFY(signal.hasListeners());
    connection.disconnect();
    QVERIFY(!signal.hasListeners());
}

void TestAsync::completesWhenAllReceiversHave_data()
{
    QTest::addColumn<QString>("receivers");
    QTest::addColumn<QString>("result");
    QTest::newRow("direct") << u"D"_s << u"0"_s;
    QTest::newRow("queued in the same thread") << u"Q"_s << u"0"_s;
    QTest::newRow("in another thread") << u"1"_s << u"0"_s;
    QTest::newRow("several in another thread") << u"111"_s << u"0, 1, 2"_s;
    QTest::newRow("in two other threads") << u"12"_s << u"0, 1"_s;
    QTest::newRow("everywhere") << u"D1Q2D2Q1"_s << u"0, 1, 2, 3, 4, 5, 6, 7"_s;
    QTest::newRow("a batch receiver") << u"B"_s << u"0"_s;
    QTest::newRow("a batch receiver among others") << u"1BD2"_s << u"0, 1, 2, 3"_s;
}

void TestAsync::completesWhenAllReceiversHave()
{
    QFETCH(QString, receivers);
    QFETCH(QString, result);
    Place places[2];
    Signal<PizzaDone> signal{u"all"_s};
    for (int i = 0; i < receivers.size(); ++i) {
        const char16_t what = receivers[i].unicode();
        const auto answer = [i] { return i; };
        if (what == u'D')
            signal.connect(answer);
        else if (what == u'Q')
            signal.connect(this, answer, {.type = Qt::QueuedConnection});
        else if (what == u'B')
            signal.connect(places[0].context(), [i](const QList<PizzaDone> &) { return i; });
        else
            signal.connect(places[what - u'1'].context(), answer);
    }
    for (Place &place : places)
        place->block();
    const auto future = signal.sendAsync({}, {});
    for (const char16_t where : {u'Q', u'1', u'2'}) {
        const bool isElsewhere = where == u'2' ? receivers.contains(u'2')
            : where == u'1'                    ? receivers.contains(QRegularExpression(u"[12B]"_s))
                                               : receivers.contains(QRegularExpression(u"[Q12B]"_s));
        QCOMPARE(future.isFinished(), !isElsewhere);
        if (where == u'Q') {
            QCoreApplication::processEvents();
        } else {
            places[where - u'1']->unblock();
            places[where - u'1']->drain();
        }
    }
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), result);
}

void TestAsync::responsesKeepTheOrderOfConnection()
{
    Place slow;
    Place quick;
    Signal<PizzaDone> signal{u"order"_s};
    QList<Connection> connections;
    connections << signal.connect(slow.context(), [](const PizzaDone &pizza) { return pizza.size; });
    connections << signal.connect([] { return u"direct"_s; });
    connections << signal.connect(quick.context(), [] { return u"quick"_s; });
    connections << signal.connect(slow.context(), [] {});
    slow->block();
    const auto future = signal.sendAsync({}, {.size = 7});
    quick->drain();
    QVERIFY(!future.isFinished());
    slow->unblock();
    slow->drain();
    QVERIFY(future.isFinished());
    const Responses responses = future.result();
    QCOMPARE(outcomes(responses), u"7, direct, quick, void"_s);
    for (qsizetype i = 0; i < responses.size(); ++i)
        QCOMPARE(responses[i].receiver(), connections[i]);
}

void TestAsync::aReturnedFutureIsWaitedFor_data()
{
    QTest::addColumn<Where>("where");
    QTest::addColumn<Fate>("fate");
    QTest::addColumn<bool>("atOnce");
    QTest::addColumn<QString>("result");

    const std::pair<const char *, Where> places[] = {{"direct", Where::Direct},
                                                     {"queued", Where::Queued},
                                                     {"batch", Where::Batch},
                                                     {"direct batch", Where::DirectBatch},
                                                     {"blocking", Where::Blocking}};
    for (const auto &[place, where] : places) {
        const auto row = [place = place, where = where](const char *name, Fate fate, bool atOnce,
                                                        const QString &result) {
            QTest::addRow("%s: %s", place, name) << where << fate << atOnce << result;
        };
        row("has finished", Fate::HasFinished, true, u"7"_s);
        row("had finished without a result", Fate::HasFinishedEmpty, true, u"void"_s);
        row("was cancelled", Fate::WasCancelled, true, u"dropped"_s);
        row("finishes later", Fate::Finishes, false, u"7"_s);
        row("finishes later without a result", Fate::FinishesEmpty, false, u"void"_s);
        row("fails later", Fate::Fails, false, u"raised burnt"_s);
        row("is cancelled later", Fate::IsCancelled, false, u"dropped"_s);
        row("is abandoned later", Fate::IsAbandoned, false, u"dropped"_s);
    }
}

void TestAsync::aReturnedFutureIsWaitedFor()
{
    QFETCH(Where, where);
    QFETCH(Fate, fate);
    QFETCH(bool, atOnce);
    QFETCH(QString, result);
    Place place;
    Place worker;
    std::optional<QPromise<int>> promise{std::in_place};
    promise->start();
    const auto meetFate = [&] {
        if (fate == Fate::HasFinished || fate == Fate::Finishes)
            promise->addResult(7);
        if (fate == Fate::WasCancelled || fate == Fate::IsCancelled)
            promise->future().cancel();
        if (fate == Fate::Fails)
            promise->setException(std::make_exception_ptr(std::runtime_error("burnt")));
        if (fate != Fate::IsAbandoned)
            promise->finish();
        promise.reset();
    };
    const QFuture<int> returned = promise->future();
    if (atOnce)
        meetFate();

    Signal<PizzaDone> signal{u"future"_s};
    const auto single = [&] { return returned; };
    const auto batch = [&](const QList<PizzaDone> &) { return returned; };
    const ConnectOptions options{.dispatchUid = u"oven"_s};
    switch (where) {
    case Where::Direct:
        signal.connect(single, options);
        break;
    case Where::Queued:
        signal.connect(place.context(), single, options);
        break;
    case Where::Batch:
        signal.connect(place.context(), batch, options);
        break;
    case Where::DirectBatch:
        signal.connect(batch, options);
        break;
    case Where::Blocking:
        signal.connect(place.context(), single,
                       {.dispatchUid = u"oven"_s, .type = Qt::BlockingQueuedConnection});
        break;
    }
    if (fate == Fate::Fails)
        QTest::ignoreMessage(QtCriticalMsg, "Error calling \"oven\" in future.sendRobustAsync() (burnt)");
    const auto future = signal.sendRobustAsync({}, {});
    place->drain();
    QCOMPARE(future.isFinished(), atOnce);
    if (!atOnce)
        worker->run(meetFate);
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), result);
}

void TestAsync::aReturnedVoidFutureIsWaitedFor()
{
    QPromise<void> promise;
    promise.start();
    Signal<PizzaDone> signal{u"void"_s};
    signal.connect([&] { return promise.future(); });
    signal.connect([] { return QtFuture::makeReadyFuture(); });
    const auto future = signal.sendAsync({}, {});
    QVERIFY(!future.isFinished());
    promise.finish();
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), u"void, void"_s);
}

void TestAsync::continuationsRunWhereTheyShould()
{
    Place place;
    Signal<PizzaDone> signal{u"then"_s};
    signal.connect(place.context(), [] { return 5; });
    place->block();
    QThread *where = nullptr;
    auto inItsThread = signal.sendAsync({}, {}).then([&](const Responses &responses) {
        where = QThread::currentThread();
        return outcomes(responses);
    });
    QString heard;
    auto inThisThread =
        signal.sendAsync({}, {}).then(this, [&](const Responses &responses) { heard = outcomes(responses); });
    place->unblock();
    place->drain();
    QVERIFY(inItsThread.isFinished());
    QCOMPARE(inItsThread.result(), u"5"_s);
    QCOMPARE(where, place->get());
    QVERIFY(heard.isEmpty());
    QTRY_COMPARE(heard, u"5"_s);
}

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
