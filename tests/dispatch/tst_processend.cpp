// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <cstdio>
#include <functional>
#include <memory>
#include <semaphore>
#include <thread>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

/// What a child process does from its beginning to its end, and the words that it says.
void say(const char *words)
{
    std::fprintf(stdout, "%s\n", words);
    std::fflush(stdout);
}

/// Says its name with every call.
class Speaker : public QObject {
public:
    explicit Speaker(const char *name) : m_name(name) { }
    void onPizza(const PizzaDone &) { say(m_name); }

private:
    const char *m_name;
};

/// Does something when it is destroyed.
struct Farewell {
    std::function<void()> code = {};
    ~Farewell()
    {
        if (code)
            code();
    }
};

Signal<PizzaDone> &globalSignal()
{
    static Signal<PizzaDone> signal{u"global"_s};
    return signal;
}

void usedBeforeTheApplication(int &argc, char **argv)
{
    Speaker early("early");
    globalSignal().connect(&early, &Speaker::onPizza);
    globalSignal().connect(&early, [] { say("queued early"); }, {.type = Qt::QueuedConnection});
    globalSignal().send({}, {});
    const QCoreApplication app(argc, argv);
    QCoreApplication::processEvents();
}

void usedAfterTheApplication(int &argc, char **argv)
{
    Speaker speaker("speaker");
    globalSignal().connect(&speaker, &Speaker::onPizza);
    {
        const QCoreApplication app(argc, argv);
        globalSignal().send({}, {});
    }
    globalSignal().send({}, {});
    globalSignal().connect([] { say("late"); });
    globalSignal().send({}, {});
}

void destroyedWithDeliveriesPending(int &argc, char **argv)
{
    Speaker speaker("never");
    Speaker other("never");
    QThread notStarted;
    other.moveToThread(&notStarted);
    QFuture<Responses> future;
    {
        const QCoreApplication app(argc, argv);
        globalSignal().connect(&speaker, &Speaker::onPizza, {.type = Qt::QueuedConnection});
        globalSignal().connect(&other, &Speaker::onPizza);
        globalSignal().connect([](const QList<PizzaDone> &) { say("never"); },
                               {.type = Qt::QueuedConnection});
        globalSignal().send({}, {});
        future = globalSignal().sendAsync({}, {});
    }
    globalSignal().send({}, {});
    say(future.isFinished() ? "finished" : "waiting");
}

// The object, its signal and its connections are used when everything of Qt that has an end is over.
void usedByStaticDestructors(int &argc, char **argv)
{
    globalSignal(); // destroyed last, since it is made first
    static Farewell farewell;
    static Speaker speaker("static speaker");
    static Farewell first; // destroyed first, but after what Qt makes with the application
    const Connection connection = globalSignal().connect([] { say("callable"); });
    globalSignal().connect(&speaker, &Speaker::onPizza);
    globalSignal().connect([] { say("never"); }, {.type = Qt::QueuedConnection});
    first.code = [connection] {
        globalSignal().send({}, {});
        connection.disconnect();
        globalSignal().send(&speaker, {});
        globalSignal().connect([] { say("late"); }, {.once = true});
    };
    farewell.code = [connection] { say(connection.isConnected() ? "wrong" : "farewell"); };
    const QCoreApplication app(argc, argv);
    globalSignal().send({}, {});
}

void usedByThreadLocalDestructors(int &argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    globalSignal().connect([] { say("callable"); });
    std::binary_semaphore isOver{0}; // QThread::wait() does not wait for these destructors
    const auto work = [&] {
        thread_local Farewell farewell; // made before the thread first sends: outlives what we keep for it
        farewell.code = [&] {
            globalSignal().send({}, {});
            {
                Speaker speaker("speaker");
                globalSignal().connect(&speaker, &Speaker::onPizza);
                globalSignal().send({}, {});
            }
            isOver.release();
        };
        globalSignal().send({}, {});
    };
    std::thread(work).join();
    isOver.acquire();
    const std::unique_ptr<QThread> thread(QThread::create(work));
    thread->start();
    isOver.acquire();
    thread->wait();
}

// The library's first connect to an object makes objects of its own, and event filters see that.
void usedByAnEventFilterInTheFirstConnect(int &argc, char **argv)
{
    class Filter : public QObject {
    public:
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::ThreadChange && !std::exchange(m_isConnected, true))
                globalSignal().connect(&m_speaker, &Speaker::onPizza);
            return false;
        }

    private:
        bool m_isConnected = false;
        Speaker m_speaker{"filter"};
    };
    QCoreApplication app(argc, argv);
    Filter filter;
    app.installEventFilter(&filter);
    Speaker speaker("first");
    globalSignal().connect(&speaker, &Speaker::onPizza);
    globalSignal().send({}, {});
}

void anExitDuringASend(int &argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    globalSignal().connect([] {
        say("leaving");
        std::exit(0);
    });
    globalSignal().connect([] { say("never"); });
    globalSignal().send({}, {});
}

struct Scene {
    const char *name;
    void (*play)(int &argc, char **argv);
    const char *words;
};
constexpr Scene scenes[] = {
    {"used before the application", usedBeforeTheApplication, "early,queued early"},
    {"used after the application", usedAfterTheApplication, "speaker,speaker,speaker,late"},
    {"destroyed with deliveries pending", destroyedWithDeliveriesPending, "waiting"},
    {"used by static destructors", usedByStaticDestructors,
     "callable,static speaker,callable,static speaker,static speaker,farewell"},
    {"used by thread-local destructors", usedByThreadLocalDestructors,
     "callable,callable,callable,speaker,callable,callable,callable,speaker"},
    {"used by an event filter in the first connect", usedByAnEventFilterInTheFirstConnect, "filter,first"},
    {"an exit during a send", anExitDuringASend, "leaving"},
};

} // namespace

/// What happens when the application or the process comes to its end.
class TestProcessEnd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProcessEndsInPeace_data();
    void aProcessEndsInPeace();
};

void TestProcessEnd::aProcessEndsInPeace_data()
{
    QTest::addColumn<QString>("words");
    for (const Scene &scene : scenes)
        QTest::newRow(scene.name) << QString::fromLatin1(scene.words);
}

void TestProcessEnd::aProcessEndsInPeace()
{
    QFETCH(QString, words);
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(),
                {u"scene"_s, QString::fromLatin1(QTest::currentDataTag())});
    QVERIFY2(child.waitForFinished(60000), qPrintable(child.errorString()));
    const QByteArray errors = child.readAllStandardError();
    QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, errors.constData());
    QCOMPARE(QString::fromLocal8Bit(child.readAllStandardOutput()).trimmed().replace(u'\n', u','), words);
    QCOMPARE(errors, QByteArray());
}

int main(int argc, char **argv)
{
    if (argc == 3 && QByteArrayView(argv[1]) == "scene") {
        for (const Scene &scene : scenes) {
            if (QByteArrayView(argv[2]) == scene.name) {
                scene.play(argc, argv);
                return 0;
            }
        }
        return 2;
    }
    QCoreApplication app(argc, argv);
    TestProcessEnd test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_processend.moc"
