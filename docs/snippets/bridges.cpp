// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "library.h"

#include <QCoreApplication>
#include <QDebug>

#include <Signalbox/ExternalTransaction>
#include <Signalbox/ModelEmitter>
#include <Signalbox/Relay>
#include <Signalbox/Signal>

using namespace Signalbox;

struct PizzaDone {
    Q_GADGET
    Q_PROPERTY(int size MEMBER size)
public:
    int size = 0;
};

Signal<PizzaDone> pizzaDone{"pizza_done"};

class Oven : public QObject { // as it was
    Q_OBJECT
public:
    void bake(int size) { Q_EMIT finished(size); }
Q_SIGNALS:
    void finished(int size);
};

// Persistence of the application's own; what it is stored in does not matter here.
class Store {
public:
    bool put(Book &book)
    {
        const ModelEmitter emitter(ModelInfo::of<Book>(), "store"); // new
        if (!emitter.preSave(&book)) // new: a receiver may say no
            return false;
        const bool isNew = book.id == 0;
        if (isNew)
            book.id = m_books.size() + 1;
        m_books[book.id] = book;
        emitter.postSave(&book, isNew); // new
        return true;
    }

    void putAll(QList<Book> &books)
    {
        ExternalTransaction transaction("store"); // new
        for (Book &book : books)
            put(book);
        transaction.committed(); // new: others are told now
    }

private:
    QMap<qint64, Book> m_books;
};

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    // A Qt signal becomes one of ours: for receivers by name, with senders, in QML.
    Oven oven;
    relay(&oven, &Oven::finished, pizzaDone, [](int size) { return PizzaDone{.size = size}; });
    pizzaDone.connect([](const PizzaDone &pizza) { qInfo() << "a pizza of" << pizza.size << "cm"; },
                      {.sender = &oven});
    // And one of ours is a Qt signal.
    QObject::connect(&pizzaDone, &AbstractSignal::sent,
                     [](const QVariant &payload) { qInfo() << "sent:" << payload.value<PizzaDone>().size; });
    oven.bake(32);

    postSave().connect<Book>([](const Book &book) { qInfo().noquote() << "saved:" << book.title; });
    postSave().connect<Book>([](const Book &book) { qInfo().noquote() << "committed:" << book.title; },
                             {.phase = Phase::AfterCommit});
    Store store;
    QList<Book> books{{.title = "Emma"}, {.title = "Persuasion"}};
    store.putAll(books);
}

#include "bridges.moc"
