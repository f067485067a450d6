// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <QSqlField>

#include <Signalbox/ExternalTransaction>
#include <Signalbox/LiveModel>
#include <Signalbox/SignalSpy>
#include <Signalbox/SqlTableSource>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// An application's own table model, which gains the signals by its base.
class Titles : public SqlTableSource<QSqlTableModel> {
public:
    using SqlTableSource::SqlTableSource;
};

/// An existing QSqlTableModel whose edits are model events.
class TestSqlTableSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_database.reset();
        m_database = std::make_unique<TestDatabase>();
        Book book{.title = u"Emma"_s, .year = 1815};
        QVERIFY(book.save());
    }
    void cleanup() { m_database.reset(); }

    void anInsertedRowIsSaved();
    void aChangedRowIsSaved();
    void aDeletedRowIsDeleted();
    void submitAllSendsForEachRow();
    void receiversOfPreSaveChangeTheRow();
    void aVetoIsAFailedSubmit_data();
    void aVetoIsAFailedSubmit();
    void aFailedStatementIsNotAnnounced();
    void otherThreadsHearAfterTheCommit();
    void aLiveModelFollows();

private:
    static std::unique_ptr<Titles> makeModel()
    {
        auto model = std::make_unique<Titles>(ModelInfo::of<Book>(), u"default"_s, nullptr,
                                              Database::connection().value());
        model->setEditStrategy(QSqlTableModel::OnManualSubmit);
        if (!model->select())
            qFatal("%s", qPrintable(model->lastError().text()));
        return model;
    }
    static void appendRow(QSqlTableModel &model, const QString &title)
    {
        QSqlRecord record = model.record();
        record.setGenerated(u"id"_s, false);
        record.setValue(u"title"_s, title);
        record.setValue(u"year"_s, 2000);
        QVERIFY(model.insertRecord(-1, record));
    }
    std::unique_ptr<TestDatabase> m_database;
};

void TestSqlTableSource::anInsertedRowIsSaved()
{
    const auto model = makeModel();
    SignalSpy before(preSave());
    SignalSpy after(postSave());
    appendRow(*model, u"Persuasion"_s);
    QCOMPARE(before.count(), 0);
    QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
    QCOMPARE(before.count(), 1);
    QCOMPARE(after.count(), 1);
    const auto event = after.at(0).payload<PostSave>();
    QVERIFY(event.created);
    QCOMPARE(event.instance.as<Book>(), (Book{.id = 2, .title = u"Persuasion"_s, .year = 2000}));
    QCOMPARE(after.at(0).sender, Sender::of<Book>());
}

void TestSqlTableSource::aChangedRowIsSaved()
{
    const auto model = makeModel();
    SignalSpy after(postSave());
    QVERIFY(model->setData(model->index(0, 1), u"Emma!"_s));
    QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
    QCOMPARE(after.count(), 1);
    QVERIFY(!after.at(0).payload<PostSave>().created);
    QCOMPARE(after.at(0).payload<PostSave>().instance.as<Book>(),
             (Book{.id = 1, .title = u"Emma!"_s, .year = 1815}));
    QCOMPARE(after.at(0).payload<PostSave>().changedFields.keys(), QStringList(u"title"_s));
    QCOMPARE(m_database->titles(), QVariantList({u"Emma!"_s}));
}

void TestSqlTableSource::aDeletedRowIsDeleted()
{
    const auto model = makeModel();
    SignalSpy before(preDelete());
    SignalSpy after(postDelete());
    QVERIFY(model->removeRow(0));
    QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
    QCOMPARE(before.count(), 1);
    QCOMPARE(after.count(), 1);
    QCOMPARE(after.at(0).payload<PostDelete>().instance.as<Book>().title, u"Emma"_s);
    QCOMPARE(m_database->titles(), QVariantList());
}

void TestSqlTableSource::submitAllSendsForEachRow()
{
    const auto model = makeModel();
    QStringList saved;
    const ScopedConnection connection =
        postSave().connect<Book>([&](const Book &book) { saved << book.title; });
    for (int i = 0; i < 3; ++i)
        appendRow(*model, QString::number(i));
    QVERIFY(model->setData(model->index(0, 1), u"Emma!"_s));
    QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
    std::sort(saved.begin(), saved.end());
    QCOMPARE(saved, QStringList({u"0"_s, u"1"_s, u"2"_s, u"Emma!"_s}));
}

void TestSqlTableSource::receiversOfPreSaveChangeTheRow()
{
    const auto model = makeModel();
    const ScopedConnection connection = preSave().connect([](const PreSave &event) {
        auto *book = event.instance.live<Book>();
        book->title = book->title.toUpper();
        book->year = 7;
    });
    QVERIFY(model->setData(model->index(0, 1), u"Emma!"_s));
    QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
    QCOMPARE(Book::get(1)->title, u"EMMA!"_s);
    QCOMPARE(Book::get(1)->year, 7); // which the edit did not touch
}

void TestSqlTableSource::aVetoIsAFailedSubmit_data()
{
    QTest::addColumn<QString>("edit");
    QTest::newRow("insert") << u"insert"_s;
    QTest::newRow("update") << u"update"_s;
    QTest::newRow("delete") << u"delete"_s;
}

void TestSqlTableSource::aVetoIsAFailedSubmit()
{
    QFETCH(QString, edit);
    const auto model = makeModel();
    const ScopedConnection onSave = preSave().connect([] { return Veto{u"not today"_s}; });
    const ScopedConnection onDelete = preDelete().connect([] { return Veto{u"not today"_s}; });
    SignalSpy saved(postSave());
    SignalSpy deleted(postDelete());
    if (edit == u"insert")
        appendRow(*model, u"Persuasion"_s);
    else if (edit == u"update")
        QVERIFY(model->setData(model->index(0, 1), u"Emma!"_s));
    else
        QVERIFY(model->removeRow(0));
    QVERIFY(!model->submitAll());
    QVERIFY2(model->lastError().text().contains(u"not today"), qPrintable(model->lastError().text()));
    QCOMPARE(saved.count() + deleted.count(), 0);
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s}));
}

void TestSqlTableSource::aFailedStatementIsNotAnnounced()
{
    const auto model = makeModel();
    SignalSpy before(preSave());
    SignalSpy after(postSave());
    QSqlRecord record = model->record();
    record.setValue(u"id"_s, 1); // is taken
    record.setValue(u"title"_s, u"Persuasion"_s);
    record.setValue(u"year"_s, 1);
    QVERIFY(model->insertRecord(-1, record));
    QVERIFY(!model->submitAll());
    QVERIFY(model->lastError().isValid());
    QCOMPARE(before.count(), 1);
    QCOMPARE(after.count(), 0);
}

void TestSqlTableSource::otherThreadsHearAfterTheCommit()
{
    const auto model = makeModel();
    int told = 0;
    const ScopedConnection connection = postSave().connect([&] { ++told; }, {.phase = Phase::AfterCommit});
    for (const bool isCommitted : {false, true}) {
        QVERIFY(model->database().transaction());
        ExternalTransaction transaction(u"default"_s);
        QVERIFY(model->setData(model->index(0, 1), u"Emma!"_s));
        QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
        QCOMPARE(told, 0);
        if (isCommitted) {
            QVERIFY(model->database().commit());
            transaction.committed();
        } else {
            QVERIFY(model->database().rollback());
            QVERIFY(model->select());
        }
    }
    QCOMPARE(told, 1);
}

void TestSqlTableSource::aLiveModelFollows()
{
    LiveModel live(u"library.Book"_s);
    const auto model = makeModel();
    appendRow(*model, u"Persuasion"_s);
    QVERIFY2(model->submitAll(), qPrintable(model->lastError().text()));
    QTRY_COMPARE(live.rowCount(), 2);
    QCOMPARE(live.get(1).value<Book>().title, u"Persuasion"_s);
}

QTEST_GUILESS_MAIN(TestSqlTableSource)
#include "tst_sqltablesource.moc"
