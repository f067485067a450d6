// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Model>

#include <QCoreApplication>
#include <QDebug>

using namespace Signalbox;

// class Book(models.Model):
//     title = models.CharField(max_length=200, unique=True)
//     year = models.IntegerField(default=0)
class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_CLASSINFO("title", "max_length=200, unique")
    Q_PROPERTY(int year MEMBER year)
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;
};

// @receiver(post_save, sender=Book, dispatch_uid="log")
// def on_saved(sender, instance, created, **kwargs): ...
void onSaved(const Book &book, const PostSave &event)
{
    qInfo().noquote() << (event.created ? "new:" : "changed:") << book.title << book.year;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv); // Qt wants one, as the first thing in main()

    // settings.DATABASES, and manage.py migrate
    Database::configure("default", {.databaseName = "library.sqlite"});
    if (const auto synced = syncdb<Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    postSave().connect<Book>(&onSaved, {.dispatchUid = "log"});

    // book, created = Book.objects.get_or_create(title="Emma", defaults={"year": 1816})
    auto found = Book::getOrCreate({{"title", "Emma"}}, {{"year", 1816}});
    if (!found)
        qFatal("%s", qPrintable(found.error().text()));
    Book book = found->first;

    // book.year = 1815; book.save(update_fields=["year"])
    book.year = 1815;
    if (const auto saved = book.save({.updateFields = QStringList{"year"}}); !saved)
        qWarning() << saved.error();

    // Book(title="Emma").save() raises IntegrityError; nothing is thrown here, the result says so.
    Book copy{.title = "Emma"};
    if (const auto saved = copy.save(); !saved)
        qInfo().noquote() << saved.error().text();

    // for book in Book.objects.filter(year__lt=1900).order_by("-year"): ...
    const auto old = Book::objects().filter("year__lt", 1900).orderBy({"-year"}).all();
    if (!old)
        qFatal("%s", qPrintable(old.error().text()));
    for (const Book &each : *old)
        qInfo().noquote() << "in the table:" << each.title;
}

#include "main.moc"
