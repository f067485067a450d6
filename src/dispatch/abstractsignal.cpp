// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "abstractsignal.h"

#include "asyncreply_p.h"
#include "exceptions_p.h"
#include "logging_p.h"
#include "receive.h"
#include "receiver_p.h"
#include "sending_p.h"
#include "signalcore_p.h"
#include "signalregistry_p.h"

#include <QtCore/QMetaProperty>

namespace Signalbox {

AbstractSignal::AbstractSignal(QAnyStringView name, QMetaType payloadType, QObject *parent)
    : QObject(parent), m_core(SignalCore::make(this, name.toString(), payloadType)),
      m_listenerCount(&m_core->table.count())
{
    setObjectName(m_core->name);
    if (!SignalRegistry::add(this, m_core)) {
        qCWarning(lcDispatch).noquote().nospace() << "There are two signals named \"" << m_core->name
                                                  << "\". AbstractSignal::find() and QML know the "
                                                  << "first one only; give the second one a name of its own.";
    }
}

AbstractSignal::~AbstractSignal()
{
    SignalRegistry::remove(this, *m_core);
    m_core->close();
    // A receiver may be destroying the signal that calls it.
    SignalCore &core = *m_core;
    core.table.retirement.retire(keep(std::move(m_core)), Retirement::Kind::Owner);
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

Connection AbstractSignal::connectCallable(CallableBox callable, const ReceiverIdentity &identity,
                                           const ReceiverHold &hold, ConnectOptions options)
{
    switch (options.type) {
    case Qt::AutoConnection:
    case Qt::DirectConnection:
    case Qt::QueuedConnection:
        break;
    case Qt::BlockingQueuedConnection:
        if (hold.context)
            break;
        return refuse(
            "Qt::BlockingQueuedConnection needs a QObject in whose thread the receiver runs; pass one");
    default:
        return refuse("this ConnectOptions::type is not supported; use Qt::AutoConnection, "
                      "Qt::DirectConnection, Qt::QueuedConnection or Qt::BlockingQueuedConnection, a "
                      "dispatchUid for a unique connection, and once for a single shot");
    }
    if (!options.weak && hold.context && !hold.isTracked)
        return refuse("weak = false needs a receiver that can be owned; pass it as a std::shared_ptr");
    const quint32 keyHash = m_core->table.prepareFor({identity, options.dispatchUid, options.sender});
    if (hold.context)
        Lifeline::prefetchFor(hold.context);
    auto [receiver, handle] =
        Strong<Receiver>::make(std::move(callable), identity, hold, std::move(options), *m_core);
    receiver->place.keyHash = keyHash;
    receiver->watchLives(hold);
    Connection connection(std::move(handle), {m_core->serial, 0}, true);
    const auto [known, order] = m_core->table.insert(std::move(receiver));
    if (known)
        return Connection(known.weak(), {m_core->serial, known->place.order}, false);
    connection.m_id.receiver = order;
    return connection;
}

Connection AbstractSignal::refuse(const QString &reason) const
{
    qCWarning(lcDispatch).noquote().nospace() << "Refused to connect to " << name() << ": " << reason << '.';
    return {};
}

Connection AbstractSignal::refuse(const char *reason) const
{
    return refuse(QString::fromUtf8(reason));
}

Connection detail::refuseNullSignal()
{
    qCWarning(lcDispatch) << "receive(): a signal in the list is nullptr and was left out";
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
    const Sender exact = sender.exactly();
    Responses responses; // the only return value, so that it is not moved
    Sending(*this, exact, payload, errors, responses).run();
    return responses;
}

QFuture<Responses> AbstractSignal::dispatchAsync(Errors errors, const Sender &sender, const void *payload)
{
    if (sender.includesDerived()) [[unlikely]]
        return dispatchAsync(errors, sender.exactly(), payload);
    const auto reply = std::make_shared<AsyncReply>(errors == Errors::Record);
    QFuture<Responses> future = reply->future();
    Responses responses;
    const auto error = caught([&] {
        if (mayHaveListeners())
            Sending(*this, sender, payload, errors, responses, reply.get()).run();
    });
    if (error)
        reply->failed(error);
    else
        reply->sent(std::move(responses));
    return future;
}

QList<ReceiverInfo> AbstractSignal::receivers() const
{
    return SignalInfo{.serial = m_core->serial}.receivers();
}

QList<AbstractSignal *> AbstractSignal::all()
{
    return SignalRegistry::all();
}

} // namespace Signalbox
