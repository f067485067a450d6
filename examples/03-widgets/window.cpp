// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "window.h"

#include "keycombo.h"
#include "models.h"
#include "steadytable.h"

#include <Signalbox/LiveModel>

#include <QDataWidgetMapper>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStatusBar>
#include <QVBoxLayout>

using namespace Signalbox;

Window::Window(QWidget *parent)
    : QMainWindow(parent), m_books(new LiveModel("library.Book", "default", this)), m_table(new SteadyTable),
      m_mapper(new QDataWidgetMapper(this)), m_status(new QLabel)
{
    setWindowTitle("Books - Signalbox");
    resize(720, 380);

    m_books->setColumns({"title", "year", "genre.name", "genre"}); // "genre" is the key, for the form
    m_books->setHeaders({{"title", "Title"}, {"year", "Year"}, {"genre.name", "Genre"}});
    m_books->setOrderBy({"title"});
    m_table->setModel(m_books);
    m_table->setColumnHidden(3, true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // keeps orderBy until a click
    m_table->setSortingEnabled(true);

    auto *search = new QLineEdit;
    search->setPlaceholderText("Search");
    search->setClearButtonEnabled(true);
    connect(search, &QLineEdit::textChanged, m_books, &LiveModel::setSearch);

    auto *books = new QVBoxLayout;
    books->addWidget(search);
    books->addWidget(m_table);
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->addLayout(books, 1);
    layout->addWidget(makeForm());
    setCentralWidget(page);
    statusBar()->addWidget(m_status);

    // Whoever saves, in whatever thread: a widget hears in its own, after the commit, until it dies.
    postSave().connect<Book>(m_status,
                             [this](const Book &book, const PostSave &event) {
                                 m_status->setText((event.created ? "New: " : "Changed: ") + book.title);
                             },
                             {.phase = Phase::AfterCommit});
    postDelete().connect<Book>(m_status,
                               [this](const Book &book) { m_status->setText("Gone: " + book.title); },
                               {.phase = Phase::AfterCommit});
}

int Window::shownBooks() const
{
    return m_books->count();
}

// A form for the current row, which saves a field when it is left.
QWidget *Window::makeForm()
{
    auto *title = new QLineEdit;
    auto *year = new QSpinBox;
    year->setRange(0, 9999);
    auto *genre = new KeyCombo;
    genre->setModel(new LiveModel("library.Genre", "default", genre));
    genre->setModelColumn(1);

    m_mapper->setModel(m_books);
    m_mapper->addMapping(title, 0);
    m_mapper->addMapping(year, 1);
    m_mapper->addMapping(genre, 3);
    connect(genre, &QComboBox::activated, m_mapper, &QDataWidgetMapper::submit);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, m_mapper,
            &QDataWidgetMapper::setCurrentModelIndex);

    auto *add = new QPushButton("Add");
    auto *remove = new QPushButton("Remove");
    connect(add, &QPushButton::clicked, this, &Window::addBook);
    connect(remove, &QPushButton::clicked, this, &Window::removeBook);

    auto *form = new QWidget;
    auto *layout = new QFormLayout(form);
    layout->addRow("Title", title);
    layout->addRow("Year", year);
    layout->addRow("Genre", genre);
    layout->addRow(add, remove);
    return form;
}

void Window::addBook()
{
    Book book{.title = "Untitled", .year = 2000};
    if (const auto saved = book.save(); !saved)
        m_status->setText(saved.error().text());
}

void Window::removeBook()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && !m_books->removeRows(current.row(), 1))
        m_status->setText(m_books->error());
}
