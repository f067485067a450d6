// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

class QString;

namespace Signalbox {

class AbstractSignal;

/// All signals by name. Any thread may use it.
namespace SignalRegistry {

/// @return false if there is one of the same name already; that one stays.
bool add(AbstractSignal *signal);
void remove(AbstractSignal *signal);
AbstractSignal *find(const QString &name);

} // namespace SignalRegistry
} // namespace Signalbox
