// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalssingleton.h"

#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

SignalsSingleton::SignalsSingleton(QObject *parent) : QObject(parent) { }

Signalbox::AbstractSignal *SignalsSingleton::get(const QString &name) const
{
    auto *signal = Signalbox::AbstractSignal::find(name);
    if (signal)
        QQmlEngine::setObjectOwnership(signal, QQmlEngine::CppOwnership);
    else
        qmlWarning(this) << "There is no signal \"" << name << "\"; define it in C++ before it is asked for.";
    return signal;
}
