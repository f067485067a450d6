// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Inspector>
#include <Signalbox/Introspection>
#include <Signalbox/Signal>

#include <QAbstractItemModel>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>

#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// The Inspector's window: what a person clicks and sees.
class TestInspectorWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void typingFilters();
    void clickingPausesAndResumes();
    void clickingSelectsASignal();
    void clickingASendShowsItsDeliveries();
    void clickingATitleDoesNothing();
    void closedItDoesNotRecord();
    void recordsFromTheCallOn_data();
    void recordsFromTheCallOn();
    void itIsOneWindow();
    void aDeletedOneIsMadeAnew();
    void isRefusedInAnotherThread();

private:
    QQuickItem *item(const char *name) const
    {
        return m_window->findChild<QQuickItem *>(QString::fromLatin1(name));
    }
    QObject *inspector() const { return m_window->findChild<QObject *>(u"inspector"_s); }
    int rows(const char *view) const { return item(view)->property("count").toInt(); }
    void update() const { QMetaObject::invokeMethod(inspector(), "update"); }
    void click(const QQuickItem *what, const QPointF &at) const
    {
        QTest::mouseClick(m_window, Qt::LeftButton, {}, what->mapToScene(at).toPoint());
    }
    void click(const char *name) const
    {
        click(item(name), QPointF(item(name)->width() / 2, item(name)->height() / 2));
    }

    QPointer<QQuickWindow> m_window;
    Signal<PizzaDone> m_done{u"pizza_done"_s};
    Signal<PizzaDone> m_eaten{u"pizza_eaten"_s};
};

void TestInspectorWindow::init()
{
    m_done.connect([] {}, {.dispatchUid = u"first"_s});
    m_done.connect([] {}, {.dispatchUid = u"second"_s});
    m_eaten.connect([] {}, {.dispatchUid = u"third"_s});
    m_window = showInspector();
    QVERIFY(m_window);
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
    update();
}

void TestInspectorWindow::cleanup()
{
    delete m_window;
}

void TestInspectorWindow::typingFilters()
{
    QCOMPARE(rows("signalsView"), 2);
    QCOMPARE(rows("receiversView"), 3);
    click("filter");
    for (const char letter : {'e', 'a', 't'})
        QTest::keyClick(m_window, letter);
    QCOMPARE(inspector()->property("filter"), QVariant(u"eat"_s));
    QCOMPARE(rows("signalsView"), 1);
    QCOMPARE(rows("receiversView"), 1);
    QVERIFY(item("summary")->property("text").toString().startsWith(u"1 of 2 signals"_s));
    QTest::keyClick(m_window, Qt::Key_Escape);
    QCOMPARE(rows("signalsView"), 2);
    QCOMPARE(item("filter")->property("text"), QVariant(QString()));
}

void TestInspectorWindow::clickingPausesAndResumes()
{
    m_done.send({}, {});
    QTRY_COMPARE(rows("sendsView"), 1);
    click("pause");
    QCOMPARE(inspector()->property("paused"), QVariant(true));
    QCOMPARE(item("pause")->property("text"), QVariant(u"Resume"_s));
    m_done.send({}, {});
    click("pause");
    m_done.send({}, {});
    QTRY_COMPARE(rows("sendsView"), 2);
    click("clear");
    QCOMPARE(rows("sendsView"), 0);
}

void TestInspectorWindow::clickingSelectsASignal()
{
    click(item("signalsView"), QPointF(20, 22 + 11)); // the second row
    QCOMPARE(rows("receiversView"), 1);
    click(item("signalsView"), QPointF(20, 22 + 11));
    QCOMPARE(rows("receiversView"), 3);
}

void TestInspectorWindow::clickingASendShowsItsDeliveries()
{
    m_done.send({}, {});
    update();
    QTRY_COMPARE(rows("sendsView"), 1);
    QTRY_VERIFY(item("sendsView")->property("contentHeight").toReal() >= 22); // it has been laid out
    click(item("sendsView"), QPointF(20, 11));
    QCOMPARE(rows("deliveriesView"), 2);
    click(item("sendsView"), QPointF(20, 11));
    QCOMPARE(rows("deliveriesView"), 0);
}

void TestInspectorWindow::clickingATitleDoesNothing()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    for (const char *table : {"signals", "sends"})
        click(item(table), QPointF(20, 11));
    QCOMPARE(inspector()->property("selectedSignal"), QVariant(0.0));
}

void TestInspectorWindow::closedItDoesNotRecord()
{
    m_done.send({}, {});
    update();
    QVERIFY(inspector()->property("running").toBool());
    m_window->close();
    QTRY_VERIFY(!inspector()->property("running").toBool());
    m_done.send({}, {});
    QCOMPARE(showInspector(), m_window.data());
    update();
    QCOMPARE(inspector()->property("sends").toInt(), 1);
}

void TestInspectorWindow::recordsFromTheCallOn_data()
{
    QTest::addColumn<bool>("isNew");
    QTest::newRow("a new window") << true;
    QTest::newRow("one that was closed") << false;
}

void TestInspectorWindow::recordsFromTheCallOn()
{
    QFETCH(bool, isNew);
    if (isNew)
        delete m_window;
    else
        m_window->close();
    m_window = showInspector();
    QVERIFY(m_window);
    m_done.send({}, {}); // before the event loop has come round
    update();
    QCOMPARE(inspector()->property("sends"), QVariant(1.0));
}

void TestInspectorWindow::itIsOneWindow()
{
    QCOMPARE(showInspector(), m_window.data());
    QVERIFY(m_window->isVisible());
}

void TestInspectorWindow::aDeletedOneIsMadeAnew()
{
    delete m_window;
    m_done.send({}, {});
    m_window = showInspector();
    QVERIFY(m_window);
    QCOMPARE(inspector()->property("sends").toInt(), 0);
}

void TestInspectorWindow::isRefusedInAnotherThread()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"outside of the application's thread"_s));
    QQuickWindow *window = m_window;
    std::thread([&] { window = showInspector(); }).join();
    QVERIFY(!window);
}

QTEST_MAIN(TestInspectorWindow)
#include "tst_inspectorwindow.moc"
