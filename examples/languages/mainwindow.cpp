// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "mainwindow.h"

#include "eventlog.h"
#include "language.h"
#include "session.h"

#include <Signalbox/LiveModel>

#include <QHeaderView>
#include <QLabel>
#include <QQmlEngine>
#include <QQmlError>
#include <QQuickItem>
#include <QQuickWidget>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

MainWindow::MainWindow(Session *session, QWidget *parent)
    : QMainWindow(parent), m_page(new QQuickWidget), m_table(new QTableView), m_tableTitle(new QLabel)
{
    setWindowTitle(tr("ISO 639-3 languages - Signalbox"));
    resize(1240, 780);

    m_page->engine()->addImportPath(QStringLiteral(SIGNALBOX_QML_IMPORT_PATH));
    m_page->setResizeMode(QQuickWidget::SizeRootObjectToView);
    m_page->setSource(QUrl(QStringLiteral("qrc:/Languages/Main.qml")));

    // The same class under a widget.
    auto *live =
        new Signalbox::LiveModel(Language::SignalboxModel::info().label(), QStringLiteral("default"), this);
    live->setSearchFields({QStringLiteral("code"), QStringLiteral("name")});
    m_table->setModel(live);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    for (const int narrow : {0, 1, 3, 4, 5})
        m_table->setColumnWidth(narrow, 64);
    connect(session, &Session::searchChanged, live, [=] { live->setSearch(session->search()); });
    connect(live, &Signalbox::LiveModel::countChanged, this, [=, this] {
        m_tableTitle->setText(tr("QTableView on a LiveModel: %L1 rows").arg(live->count()));
    });
    m_tableTitle->setText(tr("QTableView on a LiveModel"));
    m_tableTitle->setStyleSheet(QStringLiteral("font-weight: bold; padding: 6px 2px"));

    // And widgets hear of events like anybody else: in their own thread, until they die.
    using namespace Signalbox;
    postSave().connect<Language>(this, &MainWindow::countEvent);
    postDelete().connect<Language>(this, &MainWindow::countEvent);

    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->addWidget(m_tableTitle);
    layout->addWidget(m_table);
    auto *splitter = new QSplitter;
    splitter->addWidget(m_page);
    splitter->addWidget(right);
    splitter->setSizes({620, 620});
    setCentralWidget(splitter);
}

void MainWindow::countEvent()
{
    ++m_widgetEvents;
    if (QThread::currentThread() != thread())
        ++m_strayedWidgetEvents;
}

QString MainWindow::error() const
{
    return m_page->errors().isEmpty() ? QString() : m_page->errors().constFirst().toString();
}

QObject *MainWindow::item(const char *name) const
{
    return m_page->rootObject()->findChild<QObject *>(QLatin1StringView(name));
}

QAbstractItemModel *MainWindow::listModel() const
{
    return item("languageView")->property("model").value<QAbstractItemModel *>();
}

QAbstractItemModel *MainWindow::tableModel() const
{
    return m_table->model();
}

const EventLog *MainWindow::eventLog() const
{
    return qobject_cast<EventLog *>(item("eventLog"));
}
