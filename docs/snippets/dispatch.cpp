// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/DynamicSignal>
#include <Signalbox/Receive>
#include <Signalbox/Signal>

#include <QCoreApplication>
#include <QDebug>

#include <memory>
#include <stdexcept>

using namespace Signalbox;

struct Ordered {
    Q_GADGET
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(int count MEMBER count)
public:
    QString what = {};
    int count = 1;
};

Signal<Ordered> ordered{"ordered"};
Signal<Ordered> cancelled{"cancelled"};

class Shop : public QObject {
    Q_OBJECT
};

class Bakery : public Shop {
    Q_OBJECT
};

struct Stock { // any class
    int reserve(const Ordered &order) { return left -= order.count; }
    int left = 10;
};

void writeDown(const Ordered &order)
{
    qInfo().noquote() << "written down:" << order.what;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Shop shop;
    {
        ordered.connect([] { qInfo() << "anybody"; }, {.dispatchUid = "anybody"});
        ordered.connect([] { qInfo() << "this shop"; }, {.sender = &shop, .dispatchUid = "this"});
        ordered.connect([] { qInfo() << "a Shop"; }, {.sender = Sender::of<Shop>(), .dispatchUid = "class"});
        ordered.connect([] { qInfo() << "a Shop or more"; },
                        {.sender = Sender::of<Shop>().orDerived(), .dispatchUid = "derived"});
        ordered.connect([] { qInfo() << "the website"; }, {.sender = "website", .dispatchUid = "name"});

        qInfo() << "-- by an object:";
        ordered.send(&shop, {.what = "cake"});
        qInfo() << "-- by a class:";
        ordered.send(Sender::of<Shop>(), {.what = "bread"});
        qInfo() << "-- by a class derived from it:";
        ordered.send(Sender::of<Bakery>(), {.what = "bread"});
        qInfo() << "-- by a name:";
        ordered.send("website", {.what = "rolls"});
        for (const ReceiverInfo &receiver : ordered.receivers())
            receiver.connection.disconnect();
    }
    qInfo() << "== identity";
    {
        const Connection first = ordered.connect(&writeDown);
        const Connection again = ordered.connect(&writeDown); // the same function, the same sender: nobody
        qInfo() << "new:" << first.isNew() << again.isNew() << "the same:" << (first == again);

        const auto lambda = [](const Ordered &order) { qInfo() << order.count << "of them"; };
        ordered.connect(lambda, {.dispatchUid = "count"}); // a lambda has no identity: give it a uid
        ordered.connect(lambda, {.dispatchUid = "count"});

        ordered.send(&shop, {.what = "cake", .count = 2});

        ordered.disconnect(&writeDown);
        ordered.disconnect("count");
        qInfo() << "left:" << ordered.receivers().size();
    }
    qInfo() << "== lifetime";
    {
        auto stock = std::make_shared<Stock>();
        ordered.connect(stock, &Stock::reserve); // held weakly, as Django does
        {
            const ScopedConnection here = ordered.connect(&writeDown);
            ordered.send(&shop, {.what = "cake"});
        } // ends with the scope
        ordered.connect([] { qInfo() << "once"; }, {.once = true});
        ordered.send(&shop, {.what = "bread"});
        ordered.send(&shop, {.what = "rolls"});
        qInfo() << "left:" << stock->left;
        stock.reset();
        qInfo() << "heard:" << ordered.hasListeners(&shop);
    }
    qInfo() << "== responses";
    {
        auto stock = std::make_shared<Stock>();
        ordered.connect(stock, &Stock::reserve, {.weak = false}); // owned by the connection
        ordered.connect([](const Ordered &order) {
            if (order.count > 5)
                throw std::runtime_error("too many");
        });
        for (const Response &response : ordered.sendRobust(&shop, {.what = "rolls", .count = 6}))
            qInfo().noquote() << response.value() << response.errorString();
        try {
            ordered.send(&shop, {.what = "rolls", .count = 6});
        } catch (const std::exception &error) {
            qInfo() << "send() was left by:" << error.what();
        }
        for (const ReceiverInfo &receiver : ordered.receivers())
            receiver.connection.disconnect();
    }
    qInfo() << "== several, and without a type";
    {
        receive({&ordered, &cancelled}, [](const Ordered &order, const Sender &, AbstractSignal &signal) {
            qInfo().noquote() << signal.name() << order.what;
        });
        ordered.send("website", {.what = "cake"});
        cancelled.send("website", {.what = "cake"});

        DynamicSignal closed{"closed", {"reason"}};
        closed.connect([](const QVariantMap &args) { qInfo() << "closed:" << args["reason"].toString(); });
        closed.send(&shop, {{"reason", "sold out"}});
    }
}

#include "dispatch.moc"
