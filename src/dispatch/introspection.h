// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection.h"
#include "connectoptions.h"
#include "global.h"

#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

class QDebug;
class QThread;

/// @file
/// Who listens to what: SignalInfo lists the signals and their receivers.

namespace Signalbox {

/// What there is to know about one receiver, at the moment it was asked.
struct ReceiverInfo {
    QString name; ///< the uid, or the kind of callable and the class of its object
    /// Whom it hears; nobody for everybody. Its object may die at any moment: unless that is kept alive, use
    /// senderText.
    Sender sender;
    QString senderText; ///< Sender::toString() of it
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

/// One signal, at the moment it was asked. Unlike a pointer to it, this can be kept and used in any thread,
/// also while others destroy signals.
struct SIGNALBOX_DISPATCH_EXPORT SignalInfo {
    quint64 serial = 0; ///< its number, as in ConnectionId::signal
    QString name = {}; ///< AbstractSignal::name()
    QMetaType payloadType = {}; ///< AbstractSignal::payloadType()
    int listeners = 0; ///< how many receivers it has, with the one that emits AbstractSignal::sent()

    /// All signals that there are, the oldest first.
    static QList<SignalInfo> all();

    /// The receivers that it has by now, in the order of their connection; none if it is gone.
    QList<ReceiverInfo> receivers() const;
};

} // namespace Signalbox
