// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Model>

#include <QDebug>
#include <QGuiApplication>
#include <QImage>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTimer>

#include <thread>

class Task {
    Q_GADGET
    SIGNALBOX_MODEL(Task)
    Q_CLASSINFO("app", "todo") // "todo.Task" in QML
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(bool done MEMBER done)
public:
    qint64 id = 0;
    QString title = {};
    bool done = false;
};

// Somebody in another thread, who knows nothing of the window.
void plan()
{
    Task cake{.title = "Order the cake"};
    for (Task task :
         {Task{.title = "Invite Ada"}, Task{.title = "Invite Grace"}, Task{.title = "Write a speech"}}) {
        if (const auto saved = task.save(); !saved)
            qWarning() << saved.error();
    }
    cake.done = true;
    if (const auto saved = cake.save(); !saved)
        qWarning() << saved.error();
}

// Saves a picture of @p window when it shows as many tasks as there are, and quits.
void takePicture(QQuickWindow *window, const QString &file)
{
    auto *timer = new QTimer(window);
    timer->callOnTimeout(window, [=] {
        if (window->property("shownTasks").toInt() < 4)
            return;
        timer->stop();
        const bool isSaved = window->grabWindow().save(file);
        QMetaObject::invokeMethod(
            qApp, [=] { QCoreApplication::exit(isSaved ? 0 : 1); }, Qt::QueuedConnection);
    });
    timer->start(50);
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const QTemporaryDir directory;
    Signalbox::Database::configure("default", {.databaseName = directory.filePath("tasks.sqlite")});
    if (const auto synced = Signalbox::syncdb<Task>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    QQmlApplicationEngine engine;
    engine.addImportPath(SIGNALBOX_QML_IMPORT_PATH);
    engine.load(QUrl("qrc:/Main.qml"));
    auto *window = engine.rootObjects().isEmpty()
        ? nullptr
        : qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
    if (!window)
        return 1;
    if (const QStringList arguments = app.arguments(); arguments.value(1) == "--screenshot")
        takePicture(window, arguments.value(2));

    std::thread planner(plan);
    const int code = app.exec();
    planner.join();
    return code;
}

#include "main.moc"
