// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/library.h"
#include "support/pizza.h"

#include <Signalbox/Signal>
#include <Signalbox/Transaction>

#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>
#include <memory>
#include <thread>

/// What the QML tests can do to the C++ side: `bench` in their context.
class Bench : public QObject {
    Q_OBJECT
    Q_PROPERTY(QObject *store READ store NOTIFY storeChanged)

public:
    /// A fresh database with no books.
    Q_INVOKABLE void newDatabase() { m_database = std::make_unique<TestDatabase>(); }

    /// Saves a book, in this thread or another, and returns its key. A key of 0 makes a new one.
    Q_INVOKABLE qint64 saveBook(const QString &title, qint64 key = 0, bool otherThread = false)
    {
        Book book{.id = key, .title = title};
        inThread(otherThread, [&] { requireDone(book.save()); });
        return book.id;
    }
    Q_INVOKABLE void removeBook(qint64 key, bool otherThread = false)
    {
        inThread(otherThread, [&] {
            auto book = Book::get(key);
            requireDone(book);
            requireDone(Book(*book).remove());
        });
    }
    /// Saves a book in a transaction that is rolled back.
    Q_INVOKABLE void saveInVain(const QString &title)
    {
        const Signalbox::Transaction transaction;
        requireDone(Book({.title = title}).save());
    }
    Q_INVOKABLE void saveElsewhere(const QString &title)
    {
        Signalbox::Database::configure(QStringLiteral("archive"),
                                       {.databaseName = m_database->path() + QStringLiteral(".archive")});
        requireDone(Signalbox::syncdb<Book>(QStringLiteral("archive")));
        requireDone(Book({.title = title}).save(QStringLiteral("archive")));
    }

    Q_INVOKABLE void sendPizza(QObject *sender, int size, bool otherThread = false)
    {
        inThread(otherThread,
                 [&] { m_pizzaDone.send(sender, {.toppings = {QStringLiteral("olives")}, .size = size}); });
    }
    Q_INVOKABLE void sendPizzaByName(const QString &sender, int size)
    {
        m_pizzaDone.send(sender, {.size = size});
    }
    Q_INVOKABLE bool hasListeners(QObject *sender = nullptr) const
    {
        return m_pizzaDone.hasListeners(sender);
    }

    QObject *store() const { return m_store; }
    Q_INVOKABLE void newStore()
    {
        delete m_store;
        m_store = new PizzaStore;
        Q_EMIT storeChanged();
    }
    /// Destroys @p object at once; QML's destroy() waits for the event loop.
    Q_INVOKABLE void deleteNow(QObject *object) { delete object; }
    /// Deletes the store without telling the binding.
    Q_INVOKABLE void burnStore() { delete m_store; }

Q_SIGNALS:
    void storeChanged();

private:
    template <typename T>
    static void requireDone(const Signalbox::Result<T> &result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().text()));
    }
    static void inThread(bool other, const std::function<void()> &work)
    {
        if (other)
            std::thread(work).join();
        else
            work();
    }

    std::unique_ptr<TestDatabase> m_database = std::make_unique<TestDatabase>();
    Signalbox::Signal<PizzaDone> m_pizzaDone{QStringLiteral("pizza_done")};
    QPointer<QObject> m_store = new PizzaStore;
};
