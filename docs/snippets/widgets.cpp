// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "library.h"

#include <QApplication>
#include <QDebug>
#include <QLabel>
#include <QTableView>
#include <QTemporaryDir>
#include <QThread>

#include <Signalbox/LiveModel>

#include <memory>

using namespace Signalbox;

class BookTable : public QTableView {
    Q_OBJECT
public:
    BookTable()
    {
        m_books.setColumns({"title", "year", "author.name"});
        m_books.setOrderBy({"title"});
        setModel(&m_books);
        setSortingEnabled(true);
    }

private:
    LiveModel m_books{"library.Book"};
};

// A slot of any widget: called in its thread, after the commit, until the widget is gone.
class StatusLabel : public QLabel {
    Q_OBJECT
public:
    StatusLabel() { postSave().connect<Book>(this, &StatusLabel::onSaved, {.phase = Phase::AfterCommit}); }

private:
    void onSaved(const Book &book) { setText("Saved: " + book.title); }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QTemporaryDir directory;
    Database::configure("default", {.databaseName = directory.filePath("library.sqlite")});
    if (const auto synced = syncdb<Author, Tag, Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    BookTable table;
    StatusLabel status;
    QAbstractItemModel &rows = *table.model();

    std::unique_ptr<QThread> worker(QThread::create([] {
        Author author{.name = "Mary Shelley"};
        if (!author.save())
            qWarning() << "not saved";
        Book book{.title = "Frankenstein", .year = 1818, .author = author};
        if (!book.save())
            qWarning() << "not saved";
    }));
    worker->start();
    worker->wait();
    while (rows.rowCount() == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int column = 0; column < rows.columnCount(); ++column)
        qInfo().noquote() << rows.headerData(column, Qt::Horizontal).toString() << "="
                          << rows.index(0, column).data().toString();

    // As the view does it when somebody types: one field is saved, and everybody is told.
    rows.setData(rows.index(0, 1), 1831);
    qInfo().noquote() << status.text() << Book::objects().get().value().year;
}

#include "widgets.moc"
