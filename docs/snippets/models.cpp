// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "library.h"

#include <QCoreApplication>
#include <QDebug>
#include <QTemporaryDir>

using namespace Signalbox;

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir directory;
    Database::configure("default", {.databaseName = directory.filePath("library.sqlite")});
    if (const auto synced = syncdb<Author, Tag, Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));
    else
        qInfo() << "tables:" << synced->created;

    preSave().connect<Book>([](const Book &book, const PreSave &event) -> QVariant {
        if (book.year > 2100)
            return QVariant::fromValue(Veto{"not written yet"});
        event.instance.live<Book>()->title = book.title.simplified(); // before it is written
        return {};
    });
    postSave().connect<Book>([](const Book &book, const PostSave &event) {
        qInfo().noquote() << (event.created ? "created:" : "changed:") << book.title
                          << event.changedFields.keys().join(' ');
    });
    postDelete().connect<Author>([](const Author &author) { qInfo().noquote() << "gone:" << author.name; });

    Author austen{.name = "Jane Austen"};
    if (const auto saved = austen.save(); !saved)
        qWarning() << saved.error();
    Book book{.title = " Emma ", .year = 1816, .author = austen};
    if (const auto saved = book.save(); saved)
        qInfo() << "inserted:" << saved->created << "as number" << book.id;
    book.year = 1815;
    if (const auto saved = book.save({.updateFields = QStringList{"year"}}); !saved)
        qWarning() << saved.error();
    Book next{.title = "Sanditon II", .year = 2817};
    if (const auto saved = next.save(); !saved)
        qInfo().noquote() << saved.error().text();

    const auto old = Book::objects().filter("year__lt", 1900).filter("author", austen.id).orderBy({"-year"});
    for (const Book &found : old.all().value())
        qInfo().noquote() << found.title << found.author.get().value().name;
    const auto unknown = Book::get(99);
    qInfo().noquote() << unknown.error().text();
    const auto [emma, isNew] = Book::getOrCreate({{"title", "Emma"}}, {{"year", 1815}}).value();
    qInfo() << "new:" << isNew << emma.year;
    const auto refused = Book::objects().filter("yaer", 1815).count();
    qInfo().noquote() << refused.error().text();

    Tag novel{.word = "novel"};
    if (!novel.save() || !related(book, &Book::tags).add({novel}))
        qWarning() << "not tagged";
    qInfo() << "tagged:" << reverseRelated(novel, &Book::tags).all().value().size();
    if (const auto removed = austen.remove(); removed)
        qInfo() << "rows removed:" << removed->count;
    if (book.refresh())
        qInfo() << "has an author:" << !book.author.isNull();
}
