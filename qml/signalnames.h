// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

/// Says in all engines that QML has defined a signal, or that one of those is gone.
///
/// *Thread.* Any thread may emit changed() and connect to it. *Lifetime.* That of the process.
class SignalNames : public QObject {
    Q_OBJECT

public:
    static SignalNames &instance()
    {
        static auto &instance = *new SignalNames;
        return instance;
    }

Q_SIGNALS:
    void changed();

private:
    SignalNames() = default;
};
