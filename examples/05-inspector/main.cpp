// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Inspector>
#include <Signalbox/Signal>

#include <QAbstractItemModel>
#include <QCommandLineParser>
#include <QDebug>
#include <QGuiApplication>
#include <QImage>
#include <QQuickWindow>
#include <QThread>
#include <QTimer>

#include <stdexcept>

struct Order {
    Q_GADGET
    Q_PROPERTY(int number MEMBER number)
public:
    int number = 0;
};

struct Reading {
    Q_GADGET
    Q_PROPERTY(double celsius MEMBER celsius)
public:
    double celsius = 0;
};

Signalbox::Signal<Order> orderPlaced{"order_placed"};
Signalbox::Signal<Order> pizzaDone{"pizza_done"};
Signalbox::Signal<Reading> ovenTemperature{"oven_temperature"};

// Lives in a thread of its own. Every fourth pizza is burnt; the others are announced within its receiver.
class Kitchen : public QObject {
    Q_OBJECT
public:
    void bake(const Order &order)
    {
        QThread::msleep(order.number % 3 == 0 ? 5 : 12);
        if (order.number % 4 == 0)
            throw std::runtime_error("burnt");
        pizzaDone.send(this, order);
    }
};

class Counter : public QObject {
    Q_OBJECT
public:
    int orders = 0;
    int served = 0;
    void takeOrder() { orderPlaced.send("counter", {.number = ++orders}); }
    void serve(const Order &) { ++served; }
    void watch(const QList<Reading> &) { } // a batch: however many there were since the last time
};

// What the Inspector has in its list of signals.
void print(QQuickWindow *inspector)
{
    const auto *list =
        inspector->findChild<QObject *>("inspector")->property("signalList").value<QAbstractItemModel *>();
    const auto roles = list->roleNames();
    for (int row = 0; row < list->rowCount(); ++row) {
        const auto text = [&](const char *role) {
            return list->index(row, 0).data(roles.key(role)).toString();
        };
        qInfo().noquote() << text("name") + ":" << text("sends") << "sends to" << text("listeners")
                          << "receivers," << (text("errors").isEmpty() ? "no" : text("errors")) << "errors";
    }
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({"brief", "Take ten orders, print what the Inspector has counted, and quit."});
    parser.addOption(
        {"screenshot", "Save a picture of the Inspector after five seconds, and quit.", "FILE.png"});
    parser.process(app);
    const bool isBrief = parser.isSet("brief");

    QThread::currentThread()->setObjectName("counter");
    QThread kitchenThread;
    kitchenThread.setObjectName("kitchen");
    Kitchen kitchen;
    kitchen.moveToThread(&kitchenThread);
    kitchenThread.start();
    Counter counter;
    orderPlaced.connect(&kitchen, &Kitchen::bake, {.dispatchUid = "bake"});
    orderPlaced.connect([](const Order &) {}, {.dispatchUid = "write the bill"});
    pizzaDone.connect(&counter, &Counter::serve, {.sender = &kitchen, .dispatchUid = "serve"});
    ovenTemperature.connect(&counter, &Counter::watch, {.dispatchUid = "thermometer"});

    QQuickWindow *const inspector = Signalbox::showInspector(); // that is all
    if (!inspector)
        return 1;

    QThread *const oven = QThread::create([&] {
        for (int i = 0; isBrief ? i < 100 : !QThread::currentThread()->isInterruptionRequested(); ++i) {
            ovenTemperature.send("oven", {.celsius = 250 + i % 10 / 2.0});
            QThread::msleep(4);
        }
    });
    oven->setObjectName("oven");
    oven->start();
    QTimer clock;
    QObject::connect(&clock, &QTimer::timeout, &counter, [&] {
        if (!isBrief || counter.orders < 10)
            counter.takeOrder();
        else if (counter.served == 8 && oven->isFinished())
            app.quit();
    });
    clock.start(isBrief ? 10 : 50);
    if (parser.isSet("screenshot"))
        QTimer::singleShot(5000, &app,
                           [&] { app.exit(!inspector->grabWindow().save(parser.value("screenshot"))); });
    const int result = app.exec();

    oven->requestInterruption();
    oven->wait();
    delete oven;
    kitchenThread.quit();
    kitchenThread.wait();
    if (isBrief) {
        QMetaObject::invokeMethod(inspector->findChild<QObject *>("inspector"), "update");
        print(inspector);
    }
    return result;
}

#include "main.moc"
