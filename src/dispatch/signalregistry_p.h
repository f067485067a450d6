// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <memory>

namespace Signalbox {

class AbstractSignal;
class SignalCore;

/// All signals, by name and by serial number. Any thread may use it.
namespace SignalRegistry {

/// @return false if there is one of the same name already; that one stays.
bool add(AbstractSignal *signal, const std::shared_ptr<SignalCore> &core);
void remove(AbstractSignal *signal, const SignalCore &core);
AbstractSignal *find(const QString &name);

/// nullptr if the signal is gone.
std::shared_ptr<SignalCore> find(quint64 serial);

/// All signals that there are, the oldest first.
QList<AbstractSignal *> all();

/// The same, for those who can't keep them from being destroyed.
QList<std::shared_ptr<SignalCore>> allCores();

} // namespace SignalRegistry
} // namespace Signalbox
