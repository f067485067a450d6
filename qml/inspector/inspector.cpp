// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "inspector.h"

#include "inspectorelement.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLoggingCategory>
#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickWindow>

#include <memory>

Q_LOGGING_CATEGORY(lcInspector, "signalbox.inspector", QtInfoMsg)

namespace Signalbox {
namespace {

struct Shown {
    ~Shown() { delete window; }

    QQmlEngine engine; // outlives the window
    QPointer<QQuickWindow> window;
};

std::unique_ptr<Shown> &shown()
{
    static auto &shown = *new std::unique_ptr<Shown>; // ends with the application
    return shown;
}

void end()
{
    shown().reset();
}

std::unique_ptr<Shown> make()
{
    auto made = std::make_unique<Shown>();
    QQmlComponent component(&made->engine);
    component.setData("import Signalbox.Inspector\nInspectorWindow { visible: false }",
                      QUrl(QStringLiteral("qrc:/signalbox-inspector.qml")));
    made->window = qobject_cast<QQuickWindow *>(component.create());
    if (made->window)
        return made;
    qCWarning(lcInspector).noquote() << "Can't show the Inspector:" << component.errorString().trimmed();
    return nullptr;
}

} // namespace

QQuickWindow *showInspector()
{
    const auto *const application = qobject_cast<QGuiApplication *>(QCoreApplication::instance());
    if (!application) {
        qCWarning(lcInspector) << "showInspector() needs a QGuiApplication or QApplication; make one first.";
        return nullptr;
    }
    if (QThread::currentThread() != application->thread()) {
        qCWarning(lcInspector)
            << "showInspector() was called outside of the application's thread; call it there.";
        return nullptr;
    }
    if (!shown() || !shown()->window) {
        if (!shown())
            qAddPostRoutine(end);
        shown() = make();
        if (!shown())
            return nullptr;
    }
    QQuickWindow *const window = shown()->window;
    if (window->isVisible())
        window->raise();
    window->show();
    window->requestActivate();
    // Bindings hear only from the event loop that it is visible; what is sent until then is to be seen, too.
    window->findChild<InspectorElement *>()->setRunning(true);
    return window;
}

} // namespace Signalbox
