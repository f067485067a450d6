// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "texts.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

/// The singleton `Tints` in QML: the colours of signals, for the QML files of this module.
class Tints : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    /// The colour of @p signal on @p background.
    Q_INVOKABLE QColor of(quint64 signal, const QColor &background) const
    {
        return Texts::tint(signal, background.lightnessF() < 0.5F);
    }
};
