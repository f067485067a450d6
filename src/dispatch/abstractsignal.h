// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "callable.h"
#include "connection.h"
#include "connectoptions.h"
#include "introspection.h"
#include "receiverhold.h"
#include "receiveridentity.h"
#include "responses.h"
#include "sender.h"

#include <QtCore/QFuture>
#include <QtCore/QMetaType>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <atomic>
#include <functional>
#include <memory>

namespace Signalbox {

class Outbox;
class Sending;
class SignalCore;

/// A named signal in Django's sense: anyone sends it, anyone hears it. This is its QObject face, the same
/// for every payload; programs define a Signal<Payload>.
///
/// ### What happens during a send
/// | case | what follows |
/// |---|---|
/// | a receiver is connected by a receiver | it is first called by the next send |
/// | a receiver is disconnected, by itself, an earlier receiver or another thread | not called any more |
/// | a receiver is blocked or muted by an earlier receiver | not called in this send |
/// | a receiver's object is destroyed by an earlier receiver | not called any more |
/// | a receiver sends the same signal | the inner send runs to its end, then the outer one goes on |
/// | a receiver throws, send() | the exception leaves it at once, later receivers are not called |
/// | a receiver throws, sendRobust() | recorded, logged, and on with the next |
/// | a receiver destroys the signal | later ones are not called; what came back so far is returned |
///
/// The rule for disconnected receivers is Qt's. (Django calls them once more if they were connected when
/// the send began; in C++ what they would use is often gone by then.)
///
/// ### Threads
/// Any thread may connect, disconnect, send and query at any time. A receiver with a QObject runs in that
/// object's thread, see ConnectOptions::type; one without runs in the thread that sends. One send posts
/// one event to each receiving thread (one per run of neighbouring queued receivers, if receivers that are
/// called directly stand between them), so deliveries keep their place among all events posted to that
/// thread. The payload is copied once for all of them. A receiver that moved to another thread meanwhile
/// gets its delivery there, also if the thread it left ends first; one that was disconnected or destroyed
/// meanwhile does not get it; a delivery whose thread is deleted before it ran is discarded.
///
/// No user code - receivers, payload copies, destructors of callables, message handlers - ever runs under a
/// lock of this library.
///
/// ### Lifetime
/// A QObject receiver (or context object) is held weakly: its death ends the connection, from any thread.
/// So does the death of a sender object for the connections that name it. What a std::shared_ptr owns is
/// held weakly, too, or owned, see ConnectOptions::weak. A callable is owned by its connection, and
/// destroyed when that has ended and no send or delivery that began before is under way. The destruction of
/// the signal ends all its connections, deliveries under way included; destroying a signal while another
/// thread is inside one of its member functions is the caller's error. Signals may be global: they work
/// before QCoreApplication exists and after it is gone.
class SIGNALBOX_DISPATCH_EXPORT AbstractSignal : public QObject {
    Q_OBJECT
    /// The name under which find() and QML's `Signals.get()` know the signal.
    Q_PROPERTY(QString name READ name CONSTANT FINAL)
    /// The names of the payload's properties, in their order of declaration.
    Q_PROPERTY(QStringList providingArgs READ providingArgs CONSTANT FINAL)

public:
    /// A receiver that works for signals of any payload, as scripts and QML need it.
    using UntypedReceiver = std::function<QVariant(const QVariant &payload, const Sender &sender)>;

    /// Disconnects everybody. Who connects meanwhile, from the destructor of what a receiver owned, is not
    /// connected.
    ~AbstractSignal() override;

    QString name() const;
    /// The type of what it carries.
    QMetaType payloadType() const;
    virtual QStringList providingArgs() const;

    /// The signal named @p name; nullptr if there is none. The caller sees to it that no other thread
    /// destroys it meanwhile.
    static AbstractSignal *find(QAnyStringView name);

    /// Whether a send() by @p sender would reach anybody. Nobody as the sender asks for receivers that hear
    /// every sender.
    bool hasListeners(const Sender &sender = {}) const;

    /// Connects @p receiver, which runs in the thread of @p context and ends with it.
    /// @return the connection; refused, with a warning, as the typed connect() is: see Signal::connect().
    Connection connectUntyped(const QObject *context, UntypedReceiver receiver, ConnectOptions options = {});

    /// Connects @p receiver, which runs in the thread that sends, until it is disconnected.
    Connection connectUntyped(UntypedReceiver receiver, ConnectOptions options = {});

    /// Sends what scripts and QML have made: the same as Signal::send() with @p payload, which must be of the
    /// type payloadType(); anything else is refused with a warning, and nobody is called.
    Responses sendUntyped(const Sender &sender, const QVariant &payload);

    /// The same as Signal::sendRobust().
    Responses sendRobustUntyped(const Sender &sender, const QVariant &payload);

    /// Connects the slot or invokable method @p slot of @p receiver, held weakly, running in its thread.
    /// Its parameters must be a leading part of (payload, sender): the payload as its own type or as a
    /// QVariant; the sender as Signalbox::Sender, QVariant or QObject *.
    /// @return the connection; refused, with a warning that names what it takes, for any other slot
    Connection connectSlot(QObject *receiver, const QMetaMethod &slot, ConnectOptions options = {});

    /// The same for the slot named @p slot, with its parameters ("onDone(PizzaDone)") or, if there is but
    /// one of the name, without ("onDone").
    Connection connectSlot(QObject *receiver, QAnyStringView slot, ConnectOptions options = {});

    /// Ends the connection that was made with @p dispatchUid and @p sender.
    /// @return whether there was one. An empty uid is none.
    bool disconnect(const QString &dispatchUid, const Sender &sender = {});

    /// All receivers, in the order of their connection.
    QList<ReceiverInfo> receivers() const;

    /// All signals that there are, the oldest first. The caller sees to it that no other thread destroys
    /// them meanwhile.
    static QList<AbstractSignal *> all();

Q_SIGNALS:
    /// What is sent, for QObject::connect() and QML: @p sender as Sender::toVariant() makes it. Emitted in
    /// the thread that sends, as if it were a receiver of its own with Phase::AfterCommit for all senders,
    /// connected when the first slot is; without a slot it costs nothing. It does not show in Responses.
    void sent(const QVariant &payload, const QVariant &sender);

    /// A receiver that was called from an event loop or after a commit threw an exception, or the QFuture
    /// that it returned failed, and nobody waited for what it came to; @p receiver and @p error say who and
    /// what. Emitted from the event loop of the thread this signal lives in. The error is in the log,
    /// category "signalbox.dispatch", as well.
    void receiverFailed(const QString &receiver, const QString &error);

protected:
    /// What a receiver's exception does.
    enum class Errors {
        Propagate, ///< it leaves the send
        Record, ///< it is logged and becomes the receiver's response
    };

    /// @param name the signal's name, unique in the process; a second signal of a name is sent and heard, but
    /// not found by it
    AbstractSignal(QAnyStringView name, QMetaType payloadType, QObject *parent);

    /// Where what this send has for other threads goes, instead of straight to them; nullptr (the default)
    /// for nowhere. Asked in the sending thread, for every receiver that is not called at once. It must
    /// stay valid until the send calls its next receiver or ends.
    /// @param payload the payload of the send, of type payloadType()
    virtual Outbox *outbox(const void *payload) const;

    /// @cond the typed faces' way in
    void connectNotify(const QMetaMethod &signal) override;

    bool mayHaveListeners() const noexcept { return m_listenerCount->load(std::memory_order_acquire) > 0; }

    Connection connectCallable(CallableBox callable, const ReceiverIdentity &identity,
                               const ReceiverHold &hold, ConnectOptions options);
    Connection refuse(const QString &reason) const;
    Connection refuse(const char *reason) const;
    bool disconnectKey(const ReceiverIdentity &identity, const QString &dispatchUid, const Sender &sender);
    Responses dispatch(Errors errors, const Sender &sender, const void *payload);
    QFuture<Responses> dispatchAsync(Errors errors, const Sender &sender, const void *payload);
    /// @endcond

private:
    friend class Mute;
    friend class Sending;
    class SentEmitter;
    Responses dispatchUntyped(Errors errors, const Sender &sender, const QVariant &payload);
    Q_DISABLE_COPY(AbstractSignal)
    std::shared_ptr<SignalCore> m_core;
    const std::atomic<int> *m_listenerCount; // of m_core; here so that an unheard send() is inlined
};

} // namespace Signalbox
