// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/LiveModel>
#include <Signalbox/Model>
#include <Signalbox/Signal>
#include <Signalbox/Transaction>

#include <QCoreApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTimer>

#ifndef SHELF
    #define SHELF "qrc:/Consumer/Shelf.qml"
#endif

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
public:
    qint64 id = 0;
    QString title = {};
};

/// Uses each of the installed layers once; exits with 0 if QML heard of the book.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Signalbox::Database::configure("default", {.databaseName = QString::fromLocal8Bit(argv[1])});
    if (const auto created = Signalbox::syncdb<Book>(); !created)
        qFatal("%s", qPrintable(created.error().text()));

    QQmlEngine engine;
    engine.addImportPath(SIGNALBOX_QML_IMPORT_PATH);
    QQmlComponent component(&engine, QUrl(SHELF));
    const std::unique_ptr<QObject> events(component.create());
    if (!events)
        qFatal("%s", qPrintable(component.errorString()));
    QObject::connect(&engine, &QQmlEngine::exit, &app, &QCoreApplication::exit);

    Signalbox::LiveModel books("library.Book");
    Book book{.title = "Emma"};
    if (const auto saved = book.save(); !saved)
        qFatal("%s", qPrintable(saved.error().text()));
    QTimer::singleShot(20000, &app, [] { QCoreApplication::exit(4); });
    return QCoreApplication::exec();
}

#include "main.moc"
