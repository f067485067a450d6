// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sender.h"

#include <QtCore/QString>
#include <QtCore/qnamespace.h>

namespace Signalbox {

/// When a receiver of a transactional sender is told.
enum class Phase : quint8 {
    /// During send(). Deliveries to other threads still wait for the commit.
    Immediate,
    /// Once what was announced is durable: the call waits for the outermost commit of the sender's
    /// transaction and vanishes with its rollback. Without a transaction it is the same as Immediate.
    AfterCommit,
};

/// How a receiver is connected. All members have defaults; name those that differ:
/// @code
/// signal.connect(&shelf, &Shelf::onSaved, {.sender = &store, .dispatchUid = "shelf"});
/// @endcode
struct ConnectOptions {
    /// Whom to hear. Nobody (the default) hears every sender.
    Sender sender = {};

    /// Makes the connection unique: while a connection with this uid and this sender exists, connecting
    /// again, with whatever receiver, changes nothing. Empty (the default) means no uid; the receiver's own
    /// identity is the key then.
    QString dispatchUid = {};

    /// Where the receiver runs; the meaning is Qt's, decided anew for each send():
    /// - Qt::AutoConnection: in the thread of its QObject; at once if that is the sending thread, else
    ///   queued;
    /// - Qt::DirectConnection: at once, in the sending thread;
    /// - Qt::QueuedConnection: from the event loop of its QObject's thread, or of the sending thread if it
    ///   has no QObject;
    /// - Qt::BlockingQueuedConnection: from the event loop of its QObject's thread, while send() waits and
    ///   then returns what the receiver returned or threw. It needs a QObject. Where waiting would never
    ///   end, nothing is called, and the response is Response::Outcome::Dropped with an error that says
    ///   why: the object lives in the sending thread, or in one that is waiting for the sending thread
    ///   in the same way, or in one that has finished. Within a transaction it can't wait, and is the
    ///   same as Qt::QueuedConnection.
    ///
    /// Other types are refused by connect().
    Qt::ConnectionType type = Qt::AutoConnection;

    /// When the receiver runs, if the sender is transactional.
    Phase phase = Phase::Immediate;

    /// Whether a receiver that was passed as a std::shared_ptr is held weakly, as Django does: it is
    /// disconnected when its last outside owner lets go of it. With false the connection owns it, too.
    /// A plain QObject pointer can only be held weakly, a callable is always owned by its connection.
    bool weak = true;

    /// Whether the first call also ends the connection. It is called at most once, whatever number of
    /// threads send.
    bool once = false;
};

} // namespace Signalbox
