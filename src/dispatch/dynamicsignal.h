// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "signal.h"

#include <QtCore/QStringList>
#include <QtCore/QVariantMap>

namespace Signalbox {

/// A signal whose payload has no declared type: a map from names to values, as Django's keyword arguments.
/// For what scripts and QML define; in C++ a Signal<Payload> finds more mistakes.
/// @code
/// Signalbox::DynamicSignal pizzaDone{"pizza_done", {"toppings", "size"}};
/// pizzaDone.connect([](const QVariantMap &pizza) { qInfo() << pizza["size"]; });
/// pizzaDone.send(&store, {{"size", 32}});
/// @endcode
class SIGNALBOX_DISPATCH_EXPORT DynamicSignal : public Signal<QVariantMap> {
    Q_OBJECT

public:
    /// @param name the signal's name, unique in the process; see AbstractSignal::find()
    /// @param providingArgs the names that sends use, for people and introspection; they are not checked,
    /// as Django never did
    explicit DynamicSignal(QAnyStringView name, const QStringList &providingArgs = {},
                           QObject *parent = nullptr);
    ~DynamicSignal() override;

    QStringList providingArgs() const override;

private:
    QStringList m_providingArgs;
};

} // namespace Signalbox
