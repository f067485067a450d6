// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "library.h"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QTemporaryDir>

struct PizzaDone {
    Q_GADGET
    Q_PROPERTY(int size MEMBER size)
public:
    int size = 0;
};

Signalbox::Signal<PizzaDone> pizzaDone{"pizza_done"};

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const QTemporaryDir directory;
    Signalbox::Database::configure("default", {.databaseName = directory.filePath("library.sqlite")});
    if (const auto synced = Signalbox::syncdb<Author, Tag, Book>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    QQmlApplicationEngine engine;
    engine.addImportPath(SIGNALBOX_QML_IMPORT_PATH);
    engine.load(QUrl("qrc:/guide.qml"));
    return engine.rootObjects().isEmpty() ? 1 : app.exec();
}

#include "qml.moc"
