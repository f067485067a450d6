// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalssingleton.h"

#include <Signalbox/ModelSignals>

#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

SignalsSingleton::SignalsSingleton(QObject *parent) : QObject(parent)
{
    // They come into being when they are first used; from here on QML can ask for them by name.
    Signalbox::preSave();
    Signalbox::postSave();
    Signalbox::preDelete();
    Signalbox::postDelete();
}

Signalbox::AbstractSignal *SignalsSingleton::get(const QString &name) const
{
    auto *signal = Signalbox::AbstractSignal::find(name);
    if (signal)
        QQmlEngine::setObjectOwnership(signal, QQmlEngine::CppOwnership);
    else
        qmlWarning(this) << "There is no signal \"" << name << "\"; define it in C++ before it is asked for.";
    return signal;
}
