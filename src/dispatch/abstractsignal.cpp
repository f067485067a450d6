// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "abstractsignal.h"

#include "delivery_p.h"
#include "logging_p.h"
#include "outbox.h"
#include "receiver_p.h"
#include "signalcore_p.h"
#include "signalregistry_p.h"

#include <QtCore/QMetaProperty>
#include <QtCore/QThread>

namespace Signalbox {

AbstractSignal::AbstractSignal(QAnyStringView name, QMetaType payloadType, QObject *parent)
    : QObject(parent), m_core(std::make_shared<SignalCore>(this, name.toString(), payloadType)),
      m_listenerCount(&m_core->table.count())
{
    setObjectName(m_core->name);
    if (!SignalRegistry::add(this)) {
        qCWarning(lcDispatch).noquote().nospace() << "There are two signals named \"" << m_core->name
                                                  << "\". AbstractSignal::find() and QML know the "
                                                  << "first one only; give the second one a name of its own.";
    }
}

AbstractSignal::~AbstractSignal()
{
    SignalRegistry::remove(this);
    m_core->close();
}

QString AbstractSignal::name() const
{
    return m_core->name;
}

QMetaType AbstractSignal::payloadType() const
{
    return m_core->payloadType;
}

QStringList AbstractSignal::providingArgs() const
{
    QStringList names;
    if (const QMetaObject *gadget = payloadType().metaObject()) {
        for (int i = 0; i < gadget->propertyCount(); ++i)
            names.append(QString::fromUtf8(gadget->property(i).name()));
    }
    return names;
}

AbstractSignal *AbstractSignal::find(QAnyStringView name)
{
    return SignalRegistry::find(name.toString());
}

bool AbstractSignal::hasListeners(const Sender &sender) const
{
    return mayHaveListeners() && m_core->table.hasListeners(sender);
}

Outbox *AbstractSignal::outbox(const void *payload) const
{
    Q_UNUSED(payload)
    return nullptr;
}

Connection AbstractSignal::connectCallable(std::unique_ptr<Callable> callable,
                                           const ReceiverIdentity &identity, const QObject *context,
                                           const ConnectOptions &options)
{
    const bool knownType = options.type == Qt::AutoConnection || options.type == Qt::DirectConnection
        || options.type == Qt::QueuedConnection;
    if (!knownType)
        return refuse(
            "this ConnectOptions::type is not supported; use Qt::AutoConnection, Qt::DirectConnection or "
            "Qt::QueuedConnection, and a dispatchUid for a unique connection");
    const auto receiver = std::make_shared<Receiver>(std::move(callable), identity, context, options);
    const auto [connected, isNew] = m_core->table.insert(receiver, m_core);
    if (isNew)
        receiver->watchLives();
    return Connection(connected, isNew);
}

Connection AbstractSignal::connectUntyped(const QObject *context, UntypedReceiver receiver,
                                          const ConnectOptions &options)
{
    class UntypedCallable final : public Callable {
    public:
        explicit UntypedCallable(UntypedReceiver receiver) : m_receiver(std::move(receiver)) { }
        QVariant invoke(const Call &call) override { return m_receiver(call.payloadVariant(), call.sender); }

    private:
        UntypedReceiver m_receiver;
    };
    if (!context || !receiver)
        return refuse("the context is nullptr or the receiver is empty; pass both");
    return connectCallable(std::make_unique<UntypedCallable>(std::move(receiver)), {}, context, options);
}

Connection AbstractSignal::refuse(const char *reason) const
{
    qCWarning(lcDispatch).noquote().nospace() << "Refused to connect to " << name() << ": " << reason << '.';
    return {};
}

bool AbstractSignal::disconnect(const QString &dispatchUid, const Sender &sender)
{
    return disconnectKey({}, dispatchUid, sender);
}

bool AbstractSignal::disconnectKey(const ReceiverIdentity &identity, const QString &dispatchUid,
                                   const Sender &sender)
{
    const auto receiver = m_core->table.find({identity, dispatchUid, sender});
    return receiver && receiver->disconnect();
}

Responses AbstractSignal::dispatch(Errors errors, const Sender &sender, const void *payload)
{
    // A receiver may destroy the signal, so from the first call on only what is held here is used.
    const auto core = m_core;
    const QThread *current = QThread::currentThread();
    auto snapshot = core->table.snapshot(sender);
    Responses responses;

    OutgoingMail mail;
    std::shared_ptr<const Message> message;

    while (const auto receiver = snapshot.next()) {
        if (!receiver->isConnected())
            continue;
        const auto route = receiver->route(current);
        const Connection handle(receiver, false);
        if (route == Receiver::Route::Gone)
            continue;
        try {
            // Asked anew each time: a receiver may have begun or ended a transaction.
            const bool mayWait =
                route != Receiver::Route::Direct || receiver->options().phase == Phase::AfterCommit;
            Outbox *const box = mayWait ? outbox(payload) : nullptr;
            if (route == Receiver::Route::Direct && !box) {
                mail.flush();
                const QVariant value = receiver->invoke({payload, core->payloadType, sender, *this});
                responses.append(Response::returned(handle, value));
            } else {
                if (!message) {
                    message = std::make_shared<const Message>(
                        Message{core, QVariant(core->payloadType, payload), sender, sender.object()});
                }
                const bool sent = mail.add(message, receiver, box);
                responses.append(sent ? Response::queued(handle) : Response::dropped(handle));
            }
        } catch (...) {
            if (errors == Errors::Propagate) {
                mail.flush();
                throw;
            }
            core->logFailure(*receiver, std::current_exception(), "sendRobust()");
            responses.append(Response::raised(handle, std::current_exception()));
        }
    }
    mail.flush();
    return responses;
}

} // namespace Signalbox
