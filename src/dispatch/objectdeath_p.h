// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

class QObject;

namespace Signalbox {

/// Calls @p callback(@p data) once, in the destroying thread, from within ~QObject() of @p object.
///
/// Unlike QObject::destroyed() this survives `object->disconnect()`, which users do call: the hook is a
/// connection *to* the object, whose functor Qt destroys, outside of its locks, when the object dies.
/// @p object must be alive during this call; any thread may make it.
void callOnDeath(const QObject *object, void (*callback)(void *), void *data);

} // namespace Signalbox
