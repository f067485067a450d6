// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/library.h"
#include "support/pizza.h"

#include <Signalbox/DynamicSignal>
#include <Signalbox/RelatedSet>
#include <Signalbox/Signal>
#include <Signalbox/Transaction>

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QQmlContext>
#include <QQmlEngine>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

/// A model with a relation, and with fields that are named as properties of LiveInstance.
class Shelf {
    Q_GADGET
    SIGNALBOX_MODEL(Shelf)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString model MEMBER model)
    Q_PROPERTY(Signalbox::ForeignKey<Book> best MEMBER best)
    Q_CLASSINFO("best", "null, on_delete=set_null")
    Q_PROPERTY(Signalbox::ManyToMany<Book> books MEMBER books)
public:
    qint64 id = 0;
    QString name = {};
    QString model = {};
    Signalbox::ForeignKey<Book> best = {};
    Signalbox::ManyToMany<Book> books = {};
};

/// A model that is used for the first time while a test runs.
class LateComer {
    Q_GADGET
    SIGNALBOX_MODEL(LateComer)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(Signalbox::ManyToMany<Book> books MEMBER books)
public:
    qint64 id = 0;
    QString title = {};
    Signalbox::ManyToMany<Book> books = {};
};

/// What the QML tests can do to the C++ side: the singleton `Bench`, and `bench` in their context.
class Bench : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QObject *store READ store NOTIFY storeChanged)
    /// Whether the last save of a book happened in another thread.
    Q_PROPERTY(bool savedElsewhere READ savedElsewhere)

public:
    explicit Bench(QQmlEngine *engine) : QObject(engine)
    {
        using namespace Signalbox;
        engine->rootContext()->setContextProperty(QStringLiteral("bench"), this);
        requireDone(syncdb<Shelf>());
        // In whatever thread saves.
        m_vetoes = preSave().connect<Book>([this](const Book &book) -> QVariant {
            m_savedElsewhere = QThread::currentThread() != qApp->thread();
            if (book.title == QLatin1StringView("thrown"))
                throw std::runtime_error("the receiver is tired");
            if (book.title == QLatin1StringView("forbidden"))
                return QVariant::fromValue(Veto{QStringLiteral("such a title is not allowed")});
            return {};
        });
    }
    ~Bench() override { m_transaction.reset(); }
    static Bench *create(QQmlEngine *engine, QJSEngine *)
    {
        auto *bench = engine->rootContext()->contextProperty(QStringLiteral("bench")).value<Bench *>();
        QQmlEngine::setObjectOwnership(bench, QQmlEngine::CppOwnership);
        return bench;
    }

    /// A fresh database with no books.
    Q_INVOKABLE void newDatabase()
    {
        m_database = std::make_unique<TestDatabase>();
        requireDone(Signalbox::syncdb<Shelf>());
        if (Signalbox::ModelInfo::find(QStringLiteral("library.LateComer")))
            requireDone(Signalbox::syncdb<LateComer>()); // cascades reach its table
    }

    /// @name Shelves
    /// @{
    Q_INVOKABLE qint64 saveShelf(const QString &name)
    {
        Shelf shelf{.name = name, .model = QStringLiteral("Billy")};
        requireDone(shelf.save());
        return shelf.id;
    }
    /// "add", "remove" or "clear", from the side of the shelf or of the book.
    Q_INVOKABLE void relate(const QString &what, qint64 shelfKey, qint64 bookKey, bool otherThread = false,
                            bool reverse = false)
    {
        inThread(otherThread, [&] {
            Shelf shelf = Shelf::get(shelfKey).value();
            Book book = Book::get(bookKey).value();
            if (reverse)
                relate(what, Signalbox::reverseRelated(book, &Shelf::books), shelf);
            else
                relate(what, Signalbox::related(shelf, &Shelf::books), book);
        });
    }
    Q_INVOKABLE void useLateComer()
    {
        requireDone(Signalbox::syncdb<LateComer>());
        LateComer late{.title = QStringLiteral("late")};
        requireDone(late.save());
        const Book book = Book::get(saveBook(QStringLiteral("of the late"))).value();
        requireDone(Signalbox::related(late, &LateComer::books).add(QList<qint64>{book.id}));
    }
    /// @}

    /// Loads a book and saves it with another title.
    Q_INVOKABLE void saveBookTitle(qint64 key, const QString &title)
    {
        Book book = Book::get(key).value();
        book.title = title;
        requireDone(book.save());
    }
    /// Saves one field of a book that another thread has read before, with another title in memory.
    Q_INVOKABLE void saveYearOfStale(qint64 key, int year)
    {
        Book book = Book::get(key).value();
        book.title = QStringLiteral("never saved");
        book.year = year;
        requireDone(book.save({.updateFields = QStringList{QStringLiteral("year")}}));
    }
    Q_INVOKABLE void runOutside(const QString &sql) { m_database->outside(sql); }
    Q_INVOKABLE QStringList titles() const
    {
        QStringList titles;
        const auto all = m_database->titles();
        for (const QVariant &title : all)
            titles.append(title.toString());
        return titles;
    }
    /// Saves a book in this thread in a transaction that stays open until rollBack().
    Q_INVOKABLE void saveForNow(const QString &title)
    {
        m_transaction.emplace();
        saveBook(title);
    }
    Q_INVOKABLE void rollBack() { m_transaction.reset(); }

    /// Has a C++ receiver of pizza_done, which is called directly, throw at a negative size, answer with
    /// the double of one over 100, and else return nothing.
    Q_INVOKABLE void setAnswering(bool isAnswering)
    {
        m_answers = {};
        if (!isAnswering)
            return;
        m_answers = m_pizzaDone.connect([](const PizzaDone &pizza) -> QVariant {
            if (pizza.size < 0)
                throw std::runtime_error("too small");
            return pizza.size > 100 ? QVariant(pizza.size * 2) : QVariant();
        });
    }
    Q_INVOKABLE bool hasConnection(const QString &signal, const QString &dispatchUid) const
    {
        const auto receivers = Signalbox::AbstractSignal::find(signal)->receivers();
        return std::any_of(receivers.cbegin(), receivers.cend(),
                           [&](const auto &receiver) { return receiver.dispatchUid == dispatchUid; });
    }
    Q_INVOKABLE int countConnections(const QString &signal) const
    {
        return int(Signalbox::AbstractSignal::find(signal)->receivers().size());
    }
    /// Sends the signal of this name, from C++ and another thread, if there is one.
    Q_INVOKABLE bool sendDynamic(const QString &name, const QVariantMap &args)
    {
        auto *signal = qobject_cast<Signalbox::DynamicSignal *>(Signalbox::AbstractSignal::find(name));
        if (signal)
            inThread(true, [&] { signal->send({}, args); });
        return signal != nullptr;
    }
    Q_INVOKABLE void collectGarbage() { qmlEngine(this) ? qmlEngine(this)->collectGarbage() : void(); }
    bool savedElsewhere() const { return m_savedElsewhere; }

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
    template <typename Set, typename T>
    static void relate(const QString &what, Set set, const T &other)
    {
        if (what == QLatin1StringView("add"))
            requireDone(set.add(QList<qint64>{other.id}));
        else if (what == QLatin1StringView("remove"))
            requireDone(set.remove(QList<qint64>{other.id}));
        else
            requireDone(set.clear());
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
    Signalbox::ScopedConnection m_vetoes;
    Signalbox::ScopedConnection m_answers;
    std::optional<Signalbox::Transaction> m_transaction;
    std::atomic<bool> m_savedElsewhere = false;
    QPointer<QObject> m_store = new PizzaStore;
};
