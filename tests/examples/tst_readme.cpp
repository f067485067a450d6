// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/LiveModel>
#include <Signalbox/Model>
#include <Signalbox/Signal>

#include <QQmlComponent>
#include <QQmlEngine>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

// The programs that README.md shows are these files, word for word; here they run.
#include "examples/readme/book.h"

class Shelf : public QObject {
    Q_OBJECT

public:
    void onSaved(const Book &book, const Signalbox::PostSave &event)
    {
        saved << book.title;
        created = event.created;
    }
    QStringList saved;
    bool created = false;
};

class TestReadme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheReadmeShowsWorks()
    {
        const QTemporaryDir directory;
        Signalbox::Database::configure("default", {.databaseName = directory.filePath("books.sqlite")});
        QVERIFY(Signalbox::syncdb<Book>());
        Signalbox::Signal<PizzaDone> pizzaDone{"pizza_done"};
        Shelf shelf;
        std::unique_ptr<QTableView> tableView(new QTableView);
        tableView->setModel(new Signalbox::LiveModel("library.Book", "default", tableView.get()));

        QQmlEngine engine;
        engine.addImportPath(SIGNALBOX_QML_IMPORT_PATH);
        QQmlComponent component(&engine, QUrl::fromLocalFile(README_FOLDER "/live.qml"));
        const std::unique_ptr<QObject> list(component.create());
        QVERIFY2(list, qPrintable(component.errorString()));

        QTest::ignoreMessage(QtDebugMsg, "new: Emma");
        QTest::ignoreMessage(QtDebugMsg, "a pizza of 32 cm");
#include "examples/readme/save.inc"
        pizzaDone.send({}, {.size = 32});
        QCOMPARE(shelf.saved, QStringList({"Emma"}));
        QVERIFY(shelf.created);
        QTRY_COMPARE(list->property("count").toInt(), 1);
        QTRY_COMPARE(tableView->model()->rowCount(), 1);
    }
};

QTEST_MAIN(TestReadme)
#include "tst_readme.moc"
