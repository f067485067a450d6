// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Signal>

#include <QCoreApplication>
#include <QDebug>

struct PizzaDone {
    Q_GADGET
    Q_PROPERTY(QStringList toppings MEMBER toppings)
    Q_PROPERTY(int size MEMBER size)
public:
    QStringList toppings = {};
    int size = 0;
};

Signalbox::Signal<PizzaDone> pizzaDone{"pizza_done"};

class PizzaStore : public QObject {
    Q_OBJECT
public:
    void sendPizza(const QStringList &toppings, int size)
    {
        pizzaDone.send(this, {.toppings = toppings, .size = size});
    }
};

class KitchenDisplay : public QObject {
    Q_OBJECT
public:
    void onPizzaDone(const PizzaDone &pizza) { qInfo() << "display:" << pizza.toppings; }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    PizzaStore store;
    PizzaStore otherStore;
    KitchenDisplay kitchenDisplay;

    // Hears one store, from its own thread, once however often this line runs, until either of them dies.
    pizzaDone.connect(&kitchenDisplay, &KitchenDisplay::onPizzaDone,
                      {.sender = &store, .dispatchUid = "display"});
    // Hears everybody.
    pizzaDone.connect([](const PizzaDone &pizza) { qInfo() << "a pizza of" << pizza.size << "cm"; });

    store.sendPizza({"cheese", "mushrooms"}, 32);
    otherStore.sendPizza({"olives"}, 28);
}

#include "main.moc"
