// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QQmlComponent>
#include <QQmlContext>
#include <QQmlEngine>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Signalbox;

namespace {

const char allTypes[] = R"(
    import QtQml
    import Signalbox
    QtObject {
        id: root
        property int heard: 0
        property var error: null
        property Receiver receiver: Receiver {
            signals: [Signals.get("pizza_done"), ModelSignals.postSave]
            onReceived: ++root.heard
        }
        property ModelEvents events: ModelEvents { model: "library.Book"; onSaved: ++root.heard }
        property ModelEvents immediate: ModelEvents {
            model: "library.Book"; phase: ModelEvents.Immediate; onSaved: ++root.heard
        }
        property LiveInstance live: LiveInstance { id: book; model: "library.Book"; pk: 1 }
        property string title: book.title ?? ""
        property var connection: Signals.connect("pizza_done", () => ++root.heard)
        function save(title) {
            Models.create("library.Book", { title: title }).then(() => ++root.heard, e => root.error = e)
            Models.query("library.Book").then(() => ++root.heard, e => root.error = e)
        }
        function write(title) { if (book.exists) book.title = title }
    }
)";

// An engine with one of everything.
class Page {
public:
    Page()
    {
        m_engine = std::make_unique<QQmlEngine>();
        m_engine->addImportPath(QStringLiteral(SIGNALBOX_QML_IMPORT_PATH));
        QQmlComponent component(m_engine.get());
        component.setData(allTypes, QUrl(QStringLiteral("file:///page.qml")));
        m_root.reset(component.create());
        if (!m_root)
            qFatal("%s", qPrintable(component.errorString()));
    }
    ~Page()
    {
        m_root.reset();
        m_engine.reset();
    }

    QObject &root() const { return *m_root; }
    int heard() const { return m_root->property("heard").toInt(); }
    void call(const char *function, const QString &title) const
    {
        QMetaObject::invokeMethod(m_root.get(), function, Q_ARG(QVariant, title));
    }
    /// The engine first, as at the end of a program in which the window owns the root object.
    void destroyEngineFirst()
    {
        m_engine.reset();
        m_root.reset();
    }

private:
    std::unique_ptr<QQmlEngine> m_engine;
    std::unique_ptr<QObject> m_root;
};

} // namespace

class TestEngines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_database = std::make_unique<TestDatabase>(); }
    void cleanup() { m_database.reset(); }

    void severalHearTheSame()
    {
        const Page first;
        const Page second;
        m_pizzaDone.send(nullptr, {.size = 1});
        QTRY_COMPARE(first.heard(), 2);
        QTRY_COMPARE(second.heard(), 2);

        std::thread([] { QVERIFY(Book({.title = QStringLiteral("Emma")}).save()); }).join();
        QTRY_COMPARE(first.heard(), 5);
        QTRY_COMPARE(second.heard(), 5);
        QTRY_COMPARE(second.root().property("title").toString(), QStringLiteral("Emma"));

        first.call("write", QStringLiteral("Persuasion"));
        QTRY_COMPARE(second.root().property("title").toString(), QStringLiteral("Persuasion"));
    }

    void oneEndsWhileOthersGoOn()
    {
        const Page stays;
        {
            const Page goes;
            m_pizzaDone.send(nullptr, {.size = 1});
        }
        QTRY_COMPARE(stays.heard(), 2);
        m_pizzaDone.send(nullptr, {.size = 1});
        QTRY_COMPARE(stays.heard(), 4);
    }

    void reloading()
    {
        for (int i = 0; i < 10; ++i) {
            const Page page;
            m_pizzaDone.send(nullptr, {.size = i});
            QTRY_COMPARE(page.heard(), 2);
        }
        QVERIFY(!m_pizzaDone.hasListeners());
        QVERIFY(!postSave().hasListeners(Book::signalSender()));
    }

    void destroyedWithDeliveriesUnderWay_data()
    {
        QTest::addColumn<bool>("engineFirst");
        QTest::newRow("the objects first") << false;
        QTest::newRow("the engine first") << true;
    }
    void destroyedWithDeliveriesUnderWay()
    {
        QFETCH(const bool, engineFirst);
        for (int i = 0; i < 10; ++i) {
            Page page;
            m_pizzaDone.send(nullptr, {.size = 1});
            Book book{.id = 1, .title = QStringLiteral("Emma")};
            QVERIFY(book.save());
            if (i % 2)
                QTRY_VERIFY(!page.root().property("title").toString().isEmpty());
            page.call("save", QStringLiteral("title"));
            page.call("write", QStringLiteral("written"));
            if (engineFirst)
                page.destroyEngineFirst();
        }
        QCoreApplication::processEvents();
        QVERIFY(!m_pizzaDone.hasListeners());
    }

    // What was asked for is saved; nobody is told.
    void writesAreMadeWhenTheEngineEnds()
    {
        {
            const Page page;
            for (int i = 0; i < 20; ++i)
                page.call("save", QStringLiteral("book %1").arg(i));
        }
        QCOMPARE(m_database->titles().size(), 20);
    }

    void destroyedInAHandler()
    {
        auto page = std::make_unique<Page>();
        QObject context;
        m_pizzaDone.connect(&context, [&] { page.reset(); }, {.type = Qt::QueuedConnection});
        m_pizzaDone.send(nullptr, {.size = 1});
        QTRY_VERIFY(!page);
        QCoreApplication::processEvents();
    }

    void comingAndGoingWhileOthersSend()
    {
        std::atomic<bool> isOver = false;
        std::thread sender([&] {
            for (int i = 0; !isOver; ++i) {
                m_pizzaDone.send(nullptr, {.size = i});
                Book book{.id = 1, .title = QString::number(i)};
                if (!book.save())
                    qWarning("not saved");
                std::this_thread::sleep_for(std::chrono::microseconds(300));
            }
            Database::closeThreadConnections();
        });
        for (int i = 0; i < 15; ++i) {
            Page page;
            QTRY_VERIFY(page.heard() > 3);
            page.call("save", QStringLiteral("title"));
            if (i % 3 == 0)
                page.destroyEngineFirst();
        }
        isOver = true;
        sender.join();
    }

private:
    std::unique_ptr<TestDatabase> m_database;
    Signal<PizzaDone> m_pizzaDone{QStringLiteral("pizza_done")};
};

QTEST_GUILESS_MAIN(TestEngines)
#include "tst_engines.moc"
