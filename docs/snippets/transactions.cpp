// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "library.h"

#include <QCoreApplication>
#include <QDebug>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

using namespace Signalbox;

// Whoever leaves it early has changed nothing, and nobody was told.
Result<Done> addBooks(const QStringList &titles)
{
    Transaction transaction;
    for (const QString &title : titles) {
        Book book{.title = title};
        if (const auto saved = book.save(); !saved)
            return saved.error(); // rolled back by the end of scope
    }
    return transaction.commit();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QTemporaryDir directory;
    Database::configure("default", {.databaseName = directory.filePath("library.sqlite")});
    if (const auto synced = syncdb<Author, Tag, Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));
    preSave().connect<Book>([](const Book &book) -> QVariant {
        return book.title.isEmpty() ? QVariant::fromValue(Veto{"a book needs a title"}) : QVariant();
    });

    postSave().connect<Book>([](const Book &book) { qInfo().noquote() << "saved:" << book.title; });
    postSave().connect<Book>([](const Book &book) { qInfo().noquote() << "durable:" << book.title; },
                             {.phase = Phase::AfterCommit});

    if (const auto added = addBooks({"Emma", "Persuasion"}); added)
        qInfo() << "-- committed";
    if (const auto added = addBooks({"Lodore", ""}); !added)
        qInfo().noquote() << "--" << added.error().text();

    Transaction outer;
    Book kept{.title = "Evelina"};
    if (const auto saved = kept.save(); !saved)
        qWarning() << saved.error();
    {
        Transaction inner; // a savepoint
        Book undone{.title = "Camilla"};
        if (const auto saved = undone.save(); !saved)
            qWarning() << saved.error();
        onCommit([] { qInfo() << "never"; });
    } // rolled back
    onCommit([] { qInfo() << "then this"; });
    if (const auto committed = outer.commit(); !committed)
        qWarning() << committed.error();

    qInfo() << "-- another thread saves";
    // Lives here, in the main thread: is told here, after the commit in the other one.
    QObject shelf;
    postSave().connect<Book>(&shelf, [&app](const Book &book) {
        qInfo().noquote() << "in the main thread:" << book.title << "of" << Book::objects().count().value();
        if (book.title == "Villette")
            app.quit();
    });
    std::unique_ptr<QThread> worker(QThread::create([] {
        if (const auto added = addBooks({"Shirley", "Villette"}); !added)
            qWarning() << added.error();
    }));
    worker->start();
    worker->wait();
    app.exec();
}
