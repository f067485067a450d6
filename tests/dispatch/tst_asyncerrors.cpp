// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "support/outcome.h"
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QTest>

#include <semaphore>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Errors of receivers that a sendAsync() or sendRobustAsync() waits for.
class TestAsyncErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstErrorFailsTheFuture_data();
    void theFirstErrorFailsTheFuture();
    void aDirectErrorComesAtOnce();
    void aFailureLeavesTheOthersRunning();
    void robustRecordsAllErrors();
};

void TestAsyncErrors::theFirstErrorFailsTheFuture_data()
{
    QTest::addColumn<QString>("failing");
    QTest::addColumn<QString>("called");
    QTest::newRow("a direct receiver") << u"direct"_s << u""_s;
    QTest::newRow("a future that had failed") << u"future"_s << u""_s;
    QTest::newRow("a receiver in another thread") << u"thread"_s << u"direct first"_s;
    QTest::newRow("a batch receiver in another thread") << u"batch"_s << u"direct first"_s;
}

void TestAsyncErrors::theFirstErrorFailsTheFuture()
{
    QFETCH(QString, failing);
    QFETCH(QString, called);
    Place places[2];
    Signal<PizzaDone> signal{u"failing"_s};
    QStringList calls;
    const auto note = [&calls](const QString &text) { return [&calls, text] { calls << text; }; };
    signal.connect(places[0].context(), note(u"first"_s));
    const auto fail = [] { throw std::runtime_error("burnt"); };
    if (failing == u"direct")
        signal.connect(fail);
    if (failing == u"future")
        signal.connect([] {
            return QtFuture::makeExceptionalFuture<int>(std::make_exception_ptr(std::runtime_error("burnt")));
        });
    if (failing == u"thread")
        signal.connect(places[0].context(), fail);
    if (failing == u"batch")
        signal.connect(places[0].context(), [&](const QList<PizzaDone> &) { fail(); });
    signal.connect(note(u"direct"_s));
    signal.connect(places[1].context(), note(u"last"_s));
    for (Place &place : places)
        place->block();
    auto future = signal.sendAsync({}, {});
    for (Place &place : places) { // one after the other
        place->unblock();
        place->drain();
    }
    QVERIFY(future.isFinished());
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, future.waitForFinished());
    QCOMPARE(calls.join(u' '), called);
}

void TestAsyncErrors::aDirectErrorComesAtOnce()
{
    Place place;
    Signal<PizzaDone> signal{u"atonce"_s};
    bool called = false;
    signal.connect(place.context(), [&] { called = true; });
    signal.connect([] { throw std::runtime_error("burnt"); });
    place->block();
    auto future = signal.sendAsync({}, {});
    QVERIFY(future.isFinished());
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, future.waitForFinished());
    place->unblock();
    place->drain();
    QVERIFY(!called);
}

void TestAsyncErrors::aFailureLeavesTheOthersRunning()
{
    Place running;
    Place failing;
    Signal<PizzaDone> signal{u"running"_s};
    std::binary_semaphore begun{0};
    std::binary_semaphore mayEnd{0};
    bool ended = false;
    signal.connect(running.context(), [&] {
        begun.release();
        mayEnd.acquire();
        ended = true;
        throw std::runtime_error("too late");
    });
    signal.connect(failing.context(), [&] {
        begun.acquire();
        throw std::runtime_error("burnt");
    });
    // The error that nobody waits for any more is not lost.
    QTest::ignoreMessage(QtCriticalMsg,
                         QRegularExpression(u"^Error calling .* in running.deliver\\(\\) \\(too late\\)$"_s));
    auto future = signal.sendAsync({}, {});
    failing->drain();
    QVERIFY(future.isFinished());
    mayEnd.release();
    running->drain();
    QVERIFY(ended);
    try {
        future.waitForFinished();
        QFAIL("The error was lost");
    } catch (const std::runtime_error &error) {
        QCOMPARE(error.what(), "burnt");
    }
}

void TestAsyncErrors::robustRecordsAllErrors()
{
    Place place;
    Signal<PizzaDone> signal{u"robust"_s};
    const auto failing = [](const char *text) { return [text]() -> int { throw std::runtime_error(text); }; };
    const auto failed = [](const char *text) {
        return [text] {
            return QtFuture::makeExceptionalFuture<int>(std::make_exception_ptr(std::runtime_error(text)));
        };
    };
    signal.connect(failing("a"), {.dispatchUid = u"a"_s});
    signal.connect(place.context(), failing("b"), {.dispatchUid = u"b"_s});
    signal.connect(failed("c"), {.dispatchUid = u"c"_s});
    signal.connect(place.context(), failed("d"), {.dispatchUid = u"d"_s});
    signal.connect(place.context(), [](const QList<PizzaDone> &) { throw std::runtime_error("e"); },
                   {.dispatchUid = u"e"_s});
    signal.connect(place.context(), [] { return 6; });
    for (const char *name : {"a", "b", "c", "d", "e"}) {
        QTest::ignoreMessage(QtCriticalMsg,
                             qPrintable(u"Error calling \"%1\" in robust.sendRobustAsync() (%1)"_s.arg(
                                 QLatin1StringView(name))));
    }
    const auto future = signal.sendRobustAsync({}, {});
    place->drain();
    QVERIFY(future.isFinished());
    QCOMPARE(outcomes(future.result()), u"raised a, raised b, raised c, raised d, raised e, 6"_s);
    const auto receivers = signal.receivers();
    for (const ReceiverInfo &receiver : receivers)
        QCOMPARE(receiver.lastError, receiver.dispatchUid);
}

QTEST_GUILESS_MAIN(TestAsyncErrors)
#include "tst_asyncerrors.moc"
