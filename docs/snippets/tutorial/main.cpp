// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Model>

#include <QDebug>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QTemporaryDir>
#include <QThread>

#include <memory>

class Pizza {
    Q_GADGET
    SIGNALBOX_MODEL(Pizza)
    Q_CLASSINFO("app", "shop") // label "shop.Pizza", table "shop_pizza"
    Q_PROPERTY(qint64 id MEMBER id) // the key: 0 until saved
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(int size MEMBER size)
public:
    qint64 id = 0;
    QString name = {};
    int size = 0;
};

// Runs in a thread of its own.
void bake()
{
    for (const QString name : {"Margherita", "Funghi", "Bianca"}) {
        Pizza pizza{.name = name, .size = 32};
        if (const auto saved = pizza.save(); !saved)
            qWarning() << saved.error();
    }
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const QTemporaryDir directory; // gone afterwards; give a path of your own to keep it
    Signalbox::Database::configure("default", {.databaseName = directory.filePath("shop.sqlite")});
    if (const auto synced = Signalbox::syncdb<Pizza>(); !synced)
        qFatal("%s", qPrintable(synced.error().text()));

    QQmlApplicationEngine engine;
    engine.addImportPath(SIGNALBOX_QML_IMPORT_PATH);
    engine.load(QUrl("qrc:/Main.qml"));
    if (engine.rootObjects().isEmpty())
        return 1;

    std::unique_ptr<QThread> kitchen(QThread::create(bake));
    if (app.arguments().contains("--quit")) // as the tests call it
        QObject::connect(kitchen.get(), &QThread::finished, &app, &QCoreApplication::quit);
    kitchen->start();
    const int code = app.exec();
    kitchen->wait();
    return code;
}

#include "main.moc"
