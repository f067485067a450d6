// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

class QThread;

/// The threads that have taken a step while somebody recorded, each with a number of its own, and what people
/// call them: the name that its QThread had at the first step, "main" for the one of the application, else
/// the class of its QThread or "thread" with the number.
///
/// *Thread.* Any thread may use it.
namespace ThreadNames {

/// The number of the calling thread, from 1; made at its first call.
int mine();

/// The name of a thread by its number; also some time after its end.
QString name(int number);

/// The name of the thread that is @p thread now; empty if it is not known. @p thread is only compared.
QString nameOf(const QThread *thread);

} // namespace ThreadNames
