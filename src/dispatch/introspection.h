// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection.h"
#include "connectoptions.h"
#include "global.h"

#include <QtCore/QString>

#include <functional>

class QDebug;
class QThread;

/// @file
/// Who listens to what, and what goes on. AbstractSignal::all() lists the signals,
/// AbstractSignal::receivers() the receivers of one.

namespace Signalbox {

/// What there is to know about one receiver, at the moment it was asked.
struct ReceiverInfo {
    QString name; ///< the uid, or the kind of callable and the class of its object
    Sender sender; ///< whom it hears; nobody for everybody
    QString dispatchUid; ///< empty if it has none
    Qt::ConnectionType type = Qt::AutoConnection; ///< how it is delivered to
    Phase phase = Phase::Immediate; ///< see ConnectOptions::phase
    /// The thread of its object, to be compared only; nullptr if it has no object, or that no thread.
    const QThread *thread = nullptr;
    /// How often it was called. Calls of one receiver at the same instant in several threads, as only
    /// receivers without an object have, may be counted once.
    quint64 calls = 0;
    QString lastError; ///< the text of the last exception it threw; empty if it never did
    bool isBlocked = false; ///< see Connection::block()
    Connection connection; ///< a handle to it
};

/// For logs.
SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const ReceiverInfo &receiver);

/// One step in the life of a send, as the trace hook is told.
struct TraceEvent {
    /// What happened.
    enum What {
        Sent, ///< a send begins; there may be nobody who hears it, but there was a receiver once
        Called, ///< a receiver is about to be called
        Queued, ///< a receiver will be called later
        Dropped, ///< a receiver can't be called
        Raised, ///< a receiver threw
    };
    What what = Sent; ///< what happened
    QString signal; ///< the signal's name
    Sender sender; ///< who sends
    QString receiver; ///< as ReceiverInfo::name; empty for Sent
};

/// For logs.
SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const TraceEvent &event);

/// Has @p hook told of every step of every send, in the thread that takes it; an empty function ends that.
/// There is one hook at a time. It may send signals itself, of which it is not told, and must not throw.
/// Sends that nobody hears because nobody is connected are not traced: they end before.
///
/// *Thread.* Any thread. A hook that was replaced may still be called for steps that have begun.
SIGNALBOX_DISPATCH_EXPORT void setTraceHook(std::function<void(const TraceEvent &)> hook);

} // namespace Signalbox
