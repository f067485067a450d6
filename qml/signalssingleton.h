// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqml.h>

#include <Signalbox/AbstractSignal>

/// `Signals` in QML: the signals of the program by name, those of the models ("post_save", …) among them.
class SignalsSingleton : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Signals)
    QML_SINGLETON

public:
    explicit SignalsSingleton(QObject *parent = nullptr);

    /// The signal named @p name; null, and a warning, if there is none. It stays the program's own.
    Q_INVOKABLE Signalbox::AbstractSignal *get(const QString &name) const;
};

/// `AbstractSignal` in QML: what Signals.get() returns, with `name` and `providingArgs`.
struct AbstractSignalElement {
    Q_GADGET
    QML_FOREIGN(Signalbox::AbstractSignal)
    QML_NAMED_ELEMENT(AbstractSignal)
    QML_UNCREATABLE("Signals are defined in C++; get one by Signals.get(name).")
};
