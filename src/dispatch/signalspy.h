// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "abstractsignal.h"
#include "global.h"

#include <QtCore/QList>
#include <QtCore/QVariant>

#include <chrono>
#include <memory>

class QThread;

namespace Signalbox {

/// Records what a signal sends, for tests:
/// @code
/// Signalbox::SignalSpy spy(pizzaDone);
/// oven.bake();                              // sends, now or later, in this or another thread
/// QVERIFY(spy.wait());
/// QCOMPARE(spy.at(0).payload<PizzaDone>().size, 32);
/// @endcode
///
/// *Thread.* It hears sends of all threads, in the thread that sends, and may itself be asked in any. Within
/// a Transaction it hears at once, like a direct receiver.
///
/// *Lifetime.* It may outlive the signal; then it keeps what it has.
class SIGNALBOX_DISPATCH_EXPORT SignalSpy {
public:
    /// One send.
    struct Record {
        QVariant payloadVariant; ///< the payload
        Sender sender; ///< its object is only to be compared once it may have died
        QThread *thread = nullptr; ///< the thread that sent; only to be compared

        /// The payload, of which the signal's type must be @p Payload.
        template <typename Payload>
        Payload payload() const
        {
            return payloadVariant.value<Payload>();
        }
    };

    /// Records from now on what @p sender sends; nobody means everybody.
    explicit SignalSpy(AbstractSignal &signal, const Sender &sender = {});
    ~SignalSpy();

    /// How many sends it has recorded.
    qsizetype count() const;
    /// Whether it has recorded none.
    bool isEmpty() const { return count() == 0; }

    /// The record at @p index, which must be from 0 to count() - 1.
    Record at(qsizetype index) const;

    /// All records, in the order in which they came.
    QList<Record> records() const;

    /// Forgets the records so far.
    void clear();

    /// Waits until there are @p count records, if there are not yet, running the event loop of the calling
    /// thread meanwhile, if that has one.
    /// @return whether there are before @p timeout has passed
    bool wait(qsizetype count = 1, std::chrono::milliseconds timeout = std::chrono::seconds(5)) const;

private:
    Q_DISABLE_COPY(SignalSpy)
    struct Log;
    std::shared_ptr<Log> m_log;
    ScopedConnection m_connection;
};

} // namespace Signalbox
