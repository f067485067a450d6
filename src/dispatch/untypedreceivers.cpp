// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
//
// Sends and receivers of an AbstractSignal that know no payload type: functions that take QVariants, slots
// found by name, and its own Qt signal sent().
#include "abstractsignal.h"
#include "logging_p.h"
#include "signalcore_p.h"
#include "slotcallable_p.h"

#include <QtCore/QMetaMethod>

namespace Signalbox {
namespace {

class UntypedCallable final : public Callable {
public:
    explicit UntypedCallable(AbstractSignal::UntypedReceiver receiver) : m_receiver(std::move(receiver)) { }
    void invoke(const Call &call, Result &result) override
    {
        result = m_receiver(call.payloadVariant(), call.sender);
    }
    Callable *moveTo(void *memory) override { return new (memory) UntypedCallable(std::move(*this)); }

private:
    AbstractSignal::UntypedReceiver m_receiver;
};

} // namespace

Connection AbstractSignal::connectUntyped(const QObject *context, UntypedReceiver receiver,
                                          ConnectOptions options)
{
    if (!context || !receiver)
        return refuse("the context is nullptr or the receiver is empty; pass both");
    return connectCallable(CallableBox::of<UntypedCallable>(std::move(receiver)), {}, {.context = context},
                           std::move(options));
}

Connection AbstractSignal::connectUntyped(UntypedReceiver receiver, ConnectOptions options)
{
    if (!receiver)
        return refuse("the receiver is empty");
    return connectCallable(CallableBox::of<UntypedCallable>(std::move(receiver)), {}, {}, std::move(options));
}

Connection AbstractSignal::connectSlot(QObject *receiver, const QMetaMethod &slot, ConnectOptions options)
{
    if (!receiver || !slot.isValid())
        return refuse("the receiver is nullptr or the slot is invalid; pass both");
    QString problem;
    const auto parameters = SlotCallable::parametersOf(*receiver, slot, payloadType(), &problem);
    if (!parameters)
        return refuse(problem);
    const SlotCallable::Identity identity{slot.methodIndex()};
    return connectCallable(CallableBox::of<SlotCallable>(receiver, slot, *parameters),
                           ReceiverIdentity::of(receiver, identity), {.context = receiver},
                           std::move(options));
}

Connection AbstractSignal::connectSlot(QObject *receiver, QAnyStringView slot, ConnectOptions options)
{
    if (!receiver)
        return refuse("the receiver is nullptr; pass an object");
    QString problem;
    const QMetaMethod method = SlotCallable::find(*receiver, slot.toString(), &problem);
    return method.isValid() ? connectSlot(receiver, method, std::move(options)) : refuse(problem);
}

Responses AbstractSignal::sendUntyped(const Sender &sender, const QVariant &payload)
{
    return dispatchUntyped(Errors::Propagate, sender, payload);
}

Responses AbstractSignal::sendRobustUntyped(const Sender &sender, const QVariant &payload)
{
    return dispatchUntyped(Errors::Record, sender, payload);
}

Responses AbstractSignal::dispatchUntyped(Errors errors, const Sender &sender, const QVariant &payload)
{
    if (payload.metaType() != payloadType()) {
        qCWarning(lcDispatch).noquote().nospace()
            << "Refused to send " << name() << ": the payload is a " << payload.typeName() << "; pass a "
            << payloadType().name() << '.';
        return {};
    }
    return mayHaveListeners() ? dispatch(errors, sender, payload.constData()) : Responses();
}

// Emits sent() as long as somebody is connected to it.
class AbstractSignal::SentEmitter final : public Callable {
public:
    explicit SentEmitter(AbstractSignal &signal) : m_signal(signal) { }

    static void connect(AbstractSignal &signal)
    {
        signal.connectCallable(CallableBox::of<SentEmitter>(signal), identity(signal), {.isHidden = true},
                               {.phase = Phase::AfterCommit});
    }

    void invoke(const Call &call, Result &) override
    {
        if (isNeeded())
            Q_EMIT m_signal.sent(call.payloadVariant(), call.sender.toVariant());
        else // and none is needed when the table looks, so that a connection just made keeps this emitter
            m_signal.m_core->table.removeIf({identity(m_signal), {}, {}}, [this] { return !isNeeded(); });
    }
    Callable *moveTo(void *memory) override { return new (memory) SentEmitter(std::move(*this)); }

private:
    static ReceiverIdentity identity(const AbstractSignal &signal)
    {
        return ReceiverIdentity::of(&signal, &AbstractSignal::sent);
    }
    bool isNeeded() const
    {
        return m_signal.isSignalConnected(QMetaMethod::fromSignal(&AbstractSignal::sent));
    }

    AbstractSignal &m_signal;
};

void AbstractSignal::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&AbstractSignal::sent))
        SentEmitter::connect(*this);
}

} // namespace Signalbox
