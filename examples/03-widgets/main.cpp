// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "models.h"
#include "window.h"

#include <Signalbox/Transaction>

#include <QApplication>
#include <QDebug>
#include <QPixmap>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <thread>

using namespace Signalbox;

namespace {

// Somebody in another thread, who knows nothing of the window.
Result<Done> stock()
{
    Transaction transaction;
    Genre novel{.name = "Novel"};
    Genre poem{.name = "Poem"};
    for (Genre *const genre : {&novel, &poem}) {
        if (const auto saved = genre->save(); !saved)
            return saved.error();
    }
    for (Book book : {Book{.title = "Emma", .year = 1815, .genre = novel},
                      Book{.title = "Frankenstein", .year = 1818, .genre = novel},
                      Book{.title = "The Waste Land", .year = 1922, .genre = poem},
                      Book{.title = "Middlemarch", .year = 1871, .genre = novel},
                      Book{.title = "Kubla Khan", .year = 1816, .genre = poem}}) {
        if (const auto saved = book.save(); !saved)
            return saved.error();
    }
    return transaction.commit();
}

// Saves a picture of @p window when it shows the books, and quits.
void takePicture(Window &window, const QString &file)
{
    auto *timer = new QTimer(&window);
    timer->callOnTimeout(&window, [=, &window] {
        auto *table = window.findChild<QTableView *>();
        if (window.shownBooks() < 5)
            return;
        if (!table->currentIndex().isValid())
            return table->selectRow(1); // and draw it
        timer->stop();
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < 3; ++column)
                cells << table->model()->index(row, column).data().toString();
            qInfo().noquote() << cells.join(", ");
        }
        QCoreApplication::exit(window.grab().save(file) ? 0 : 1);
    });
    timer->start(100);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QTemporaryDir directory;
    Database::configure("default", {.databaseName = directory.filePath("books.sqlite")});
    if (const auto synced = syncdb<Genre, Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    Window window;
    window.show();
    if (const QStringList arguments = app.arguments(); arguments.value(1) == "--screenshot")
        takePicture(window, arguments.value(2));

    std::thread other([] {
        if (const auto stocked = stock(); !stocked)
            qWarning() << stocked.error();
    });
    const int code = app.exec();
    other.join();
    return code;
}
