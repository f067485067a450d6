// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "mutes_p.h"
#include "receivertable_p.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <atomic>
#include <memory>
#include <mutex>

namespace Signalbox {

class AbstractSignal;

/// The part of a signal that its connections and its deliveries under way share, and that outlives it.
class SignalCore {
public:
    /// The core of @p owner. It exists until both this reference and the last receiver are gone.
    static std::shared_ptr<SignalCore> make(AbstractSignal *owner, const QString &ownName, QMetaType type);

    SignalCore(AbstractSignal *owner, const QString &ownName, QMetaType type);

    /// The signal; nullptr once it is being destroyed.
    AbstractSignal *signal() const { return m_signal.load(std::memory_order_acquire); }

    /// Cuts the signal off and disconnects everybody.
    void close();

    /// To be called by each receiver that was inserted into the table, last of all. May destroy this object.
    void receiverEnded();

    /// Logs that @p receiver threw @p error when it was called by @p how.
    void logFailure(const Receiver &receiver, const std::exception_ptr &error, const char *how) const;

    /// As logFailure(), and has the signal emit AbstractSignal::receiverFailed() from its event loop.
    void announceFailure(const Receiver &receiver, const std::exception_ptr &error, const char *how) const;

    const QString name;
    const QMetaType payloadType;
    const quint64 serial; ///< no other signal ever has the same
    Mutes mutes;
    ReceiverTable table;

private:
    mutable std::mutex m_mutex; // keeps the signal from being destroyed while something is posted to it
    std::atomic<AbstractSignal *> m_signal;
    std::shared_ptr<SignalCore> m_self; // the receivers' ownership
};

} // namespace Signalbox
