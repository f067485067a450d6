// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Model>

#include <QCoreApplication>
#include <QDebug>
#include <QTemporaryDir>

class Author {
    Q_GADGET
    SIGNALBOX_MODEL(Author)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
public:
    qint64 id = 0;
    QString name = {};
};

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_CLASSINFO("title", "unique, max_length=200")
    Q_PROPERTY(Signalbox::ForeignKey<Author> author MEMBER author)
    Q_CLASSINFO("author", "on_delete=cascade")
public:
    qint64 id = 0;
    QString title = {};
    Signalbox::ForeignKey<Author> author = {};
};

// Whoever leaves it early, by an error or an exception, has changed nothing.
Signalbox::Result<Signalbox::Done> addBooks(Author &author, const QStringList &titles)
{
    Signalbox::Transaction transaction;
    if (const auto saved = author.save(); !saved)
        return saved.error();
    for (const QString &title : titles) {
        Book book{.title = title, .author = author};
        if (const auto saved = book.save(); !saved)
            return saved.error();
    }
    Signalbox::onCommit([&author] { qInfo().noquote() << "committed:" << author.name; });
    return transaction.commit();
}

int main(int argc, char **argv)
{
    using namespace Signalbox;
    const QCoreApplication app(argc, argv);
    const QTemporaryDir directory;
    Database::configure("default", {.databaseName = directory.filePath("library.sqlite")});
    if (const auto synced = syncdb<Author, Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    // At once, as in Django; it may say no.
    preSave().connect<Book>([](const Book &book) -> QVariant {
        if (book.title.isEmpty())
            return QVariant::fromValue(Veto{"a book needs a title"});
        return {};
    });
    // When it is durable, and only then.
    postSave().connect<Book>([](const Book &book) { qInfo().noquote() << "on the shelf:" << book.title; },
                             {.phase = Phase::AfterCommit});
    postDelete().connect<Book>([](const Book &book) { qInfo().noquote() << "gone:" << book.title; });

    Author austen{.name = "Jane Austen"};
    if (const auto added = addBooks(austen, {"Emma", "Persuasion"}); !added)
        qWarning() << added.error();
    for (const QStringList &titles : {QStringList{"Frankenstein", ""}, QStringList{"Lodore", "Emma"}}) {
        Author shelley{.name = "Mary Shelley"};
        if (const auto added = addBooks(shelley, titles); !added)
            qInfo().noquote() << "nothing added:" << added.error().text();
    }

    const auto books = Book::objects().filter("title__startswith", "P").orderBy({"-title"}).all();
    qInfo() << books.value().size() << "with P, of" << Book::objects().count().value();
    if (const auto removed = austen.remove(); removed) // and her books
        qInfo() << "removed:" << removed->perModel;
}

#include "main.moc"
