// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/postgres.h"

#include <Signalbox/Model>

#include <QGuiApplication>
#include <QPointer>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <thread>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// The model of examples/02-qml-live-list, whose window this test uses.
class Task {
    Q_GADGET
    SIGNALBOX_MODEL(Task)
    Q_CLASSINFO("app", "todo")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(bool done MEMBER done)
public:
    qint64 id = 0;
    QString title = {};
    bool done = false;
};

/// A ListView on a LiveModel, in a real window, by mouse and keyboard.
class TestQuick : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(QGuiApplication::platformName(), u"xcb"_s); }
    void init();
    void cleanup();

    void aTaskIsAdded_data();
    void aTaskIsAdded();
    void aTitleIsEdited();
    void aBoxIsTicked();
    void aClickDeletes();
    void theListIsSearched();
    void anOpenEditorStaysWithItsRow();

private:
    // What the database holds, in the order of the list, as "[x] title".
    static QString stored()
    {
        QStringList texts;
        const auto tasks = Task::objects().orderBy({u"done"_s, u"title"_s}).all().value();
        for (const Task &task : tasks)
            texts << (task.done ? u"[x] "_s : u"[ ] "_s) + task.title;
        return texts.join(u", "_s);
    }
    // What the list shows.
    QString shown() const
    {
        QStringList texts;
        for (int i = 0; i < m_list->property("count").toInt(); ++i) {
            QQuickItem *const row = rowAt(i);
            if (!row)
                return u"(row %1 is not there)"_s.arg(i);
            const bool isDone = part(row, u"done"_s)->property("checked").toBool();
            texts << (isDone ? u"[x] "_s : u"[ ] "_s) + part(row, u"title"_s)->property("text").toString();
        }
        return texts.join(u", "_s);
    }
    QQuickItem *rowAt(int index) const
    {
        QQuickItem *row = nullptr;
        QMetaObject::invokeMethod(m_list, "itemAtIndex", Q_RETURN_ARG(QQuickItem *, row), Q_ARG(int, index));
        return row;
    }
    // An item within @p root; delegates are children by sight only.
    static QQuickItem *part(QQuickItem *root, const QString &name)
    {
        const auto children = root->childItems();
        for (QQuickItem *const child : children) {
            if (child->objectName() == name)
                return child;
            if (QQuickItem *const found = part(child, name))
                return found;
        }
        return nullptr;
    }
    QQuickItem *part(const QString &name) const { return part(m_window->contentItem(), name); }
    void click(QQuickItem *item) const
    {
        const QPointF centre = item->mapToScene({item->width() / 2, item->height() / 2});
        QTest::mouseClick(m_window, Qt::LeftButton, {}, centre.toPoint());
    }
    void type(const QString &text) const
    {
        for (const QChar character : text)
            QTest::keyClick(m_window, character.toLatin1());
    }
    static void save(const QString &title, bool done = false)
    {
        QVERIFY(Task({.title = title, .done = done}).save());
    }

    std::optional<QTemporaryDir> m_directory;
    std::optional<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
    QQuickItem *m_list = nullptr;
};

void TestQuick::init()
{
    m_directory.emplace();
    Database::configure(u"default"_s, {.databaseName = m_directory->filePath(u"tasks.sqlite"_s)});
    QVERIFY(syncdb<Task>());
    save(u"bake"_s);
    save(u"call"_s);
    save(u"air"_s, true);
    m_engine.emplace();
    m_engine->addImportPath(QStringLiteral(SIGNALBOX_QML_IMPORT_PATH));
    m_engine->load(QUrl::fromLocalFile(QStringLiteral(EXAMPLES_FOLDER "/02-qml-live-list/Main.qml")));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    m_list = part(u"list"_s);
    QTRY_COMPARE(shown(), u"[ ] bake, [ ] call, [x] air"_s);
}

void TestQuick::cleanup()
{
    m_engine.reset();
    Database::closeThreadConnections();
    m_directory.reset();
}

void TestQuick::aTaskIsAdded_data()
{
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("by a click") << true;
    QTest::newRow("by Enter") << false;
}

void TestQuick::aTaskIsAdded()
{
    QFETCH(bool, byMouse);
    click(part(u"input"_s));
    type(u"cook"_s);
    if (byMouse)
        click(part(u"add"_s));
    else
        QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_COMPARE(shown(), u"[ ] bake, [ ] call, [ ] cook, [x] air"_s);
    QCOMPARE(stored(), shown());
    QTRY_COMPARE(part(u"input"_s)->property("text").toString(), QString());
}

void TestQuick::aTitleIsEdited()
{
    QQuickItem *const title = part(rowAt(0), u"title"_s);
    click(title);
    QTRY_VERIFY(title->hasActiveFocus());
    QTest::keyClick(m_window, Qt::Key_A, Qt::ControlModifier);
    type(u"drive"_s);
    QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_COMPARE(stored(), u"[ ] call, [ ] drive, [x] air"_s);
    QTRY_COMPARE(shown(), stored());
}

void TestQuick::aBoxIsTicked()
{
    click(part(rowAt(0), u"done"_s));
    QTRY_COMPARE(stored(), u"[ ] call, [x] air, [x] bake"_s);
    QTRY_COMPARE(shown(), stored());
}

void TestQuick::aClickDeletes()
{
    click(part(rowAt(1), u"delete"_s));
    QTRY_COMPARE(stored(), u"[ ] bake, [x] air"_s);
    QTRY_COMPARE(shown(), stored());
}

void TestQuick::theListIsSearched()
{
    click(part(u"search"_s));
    type(u"A"_s);
    QTRY_COMPARE(shown(), u"[ ] bake, [ ] call, [x] air"_s);
    type(u"L"_s);
    QTRY_COMPARE(shown(), u"[ ] call"_s);
    std::thread([] { save(u"Recall"_s); }).join();
    QTRY_COMPARE(shown(), u"[ ] Recall, [ ] call"_s);
    QTest::keyClick(m_window, Qt::Key_Backspace);
    QTest::keyClick(m_window, Qt::Key_Backspace);
    QTRY_COMPARE(shown(), u"[ ] Recall, [ ] bake, [ ] call, [x] air"_s);
}

void TestQuick::anOpenEditorStaysWithItsRow()
{
    const QPointer<QQuickItem> title = part(rowAt(1), u"title"_s);
    click(title);
    QTRY_VERIFY(title->hasActiveFocus());
    QTest::keyClick(m_window, Qt::Key_End);
    type(u"er"_s);
    std::thread([] {
        save(u"ask"_s);
        QVERIFY(Task({.id = 1}).remove());
    }).join();
    QTRY_COMPARE(m_list->property("count").toInt(), 3);
    QTRY_COMPARE(shown(), u"[ ] ask, [ ] caller, [x] air"_s);
    QVERIFY(title && title->hasActiveFocus());
    QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_COMPARE(stored(), u"[ ] ask, [ ] caller, [x] air"_s);
}

QTEST_MAIN(TestQuick)
#include "tst_quick.moc"
