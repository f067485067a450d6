// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receiverelement.h"

#include "scriptvalues.h"
#include "uidowners.h"

#include <QtQml/QQmlInfo>

#include <utility>

using namespace Signalbox;

ReceiverElement::ReceiverElement(QObject *parent) : QObject(parent) { }

ReceiverElement::~ReceiverElement()
{
    UidOwners::end(m_connections, m_dispatchUid);
}

void ReceiverElement::setSignal(AbstractSignal *signal)
{
    if (signal == m_signal)
        return;
    m_signal = signal;
    reconnect();
    Q_EMIT signalChanged();
}

QVariant ReceiverElement::sender() const
{
    return m_senderIsObject ? QVariant::fromValue(m_senderObject.get()) : m_sender;
}

void ReceiverElement::setSender(const QVariant &sender)
{
    // Objects are compared by life, not by address: a new one may stand where the old one died.
    const bool isObject = sender.metaType().flags().testFlag(QMetaType::PointerToQObject)
        || sender.metaType().id() == QMetaType::Nullptr;
    auto *object = isObject ? sender.value<QObject *>() : nullptr;
    if (isObject == m_senderIsObject && object == m_senderObject && (isObject || sender == m_sender))
        return;
    m_senderIsObject = isObject;
    m_senderObject = object;
    m_sender = isObject ? QVariant() : sender;
    reconnect();
    Q_EMIT senderChanged();
}

void ReceiverElement::setDispatchUid(const QString &dispatchUid)
{
    if (dispatchUid == m_dispatchUid)
        return;
    UidOwners::end(m_connections, std::exchange(m_dispatchUid, dispatchUid));
    reconnect();
    Q_EMIT dispatchUidChanged();
}

void ReceiverElement::setEnabled(bool enabled)
{
    if (enabled == m_enabled)
        return;
    m_enabled = enabled;
    reconnect();
    Q_EMIT enabledChanged();
}

void ReceiverElement::setOnce(bool once)
{
    if (once == m_once)
        return;
    m_once = once;
    reconnect();
    Q_EMIT onceChanged();
}

QQmlListProperty<AbstractSignal> ReceiverElement::signalList()
{
    static constexpr auto of = [](List *list) { return static_cast<ReceiverElement *>(list->object); };
    return List(
        this, nullptr,
        [](List *list, AbstractSignal *signal) {
            if (!signal)
                qmlWarning(list->object) << "signals holds a null, which hears nothing; take it out, or see "
                                            "that the signal is defined before it is asked for.";
            of(list)->m_signals.append(signal);
            of(list)->changeSignals();
        },
        [](List *list) { return of(list)->m_signals.size(); },
        [](List *list, qsizetype index) { return of(list)->m_signals.value(index).get(); },
        [](List *list) {
            of(list)->m_signals.clear();
            of(list)->changeSignals();
        });
}

void ReceiverElement::changeSignals()
{
    reconnect();
    if (std::exchange(m_isSignalsChangeDue, true))
        return; // a list is assigned entry by entry
    const auto tell = [this] {
        m_isSignalsChangeDue = false;
        Q_EMIT signalsChanged();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void ReceiverElement::componentComplete()
{
    m_complete = true;
    reconnect();
}

void ReceiverElement::reconnect()
{
    UidOwners::end(m_connections, m_dispatchUid);
    if (!m_enabled || !m_complete || (!m_signal && m_signals.isEmpty()))
        return;
    Sender sender;
    if (m_senderIsObject) {
        if (!m_senderObject)
            return; // a sender that is not there yet, or not any more, sends nothing
        sender = m_senderObject.get();
    } else if (m_sender.typeId() == QMetaType::QString && m_sender.toString().isEmpty()) {
        return; // a name that is not there yet
    } else if (const auto meant = ScriptValues::sender(m_sender)) {
        sender = *meant;
    } else {
        qmlWarning(this) << ScriptValues::senderProblem(m_sender);
        return;
    }
    if (m_signal)
        connectTo(m_signal, sender);
    for (qsizetype i = 0; i < m_signals.size(); ++i) {
        AbstractSignal *const signal = m_signals[i];
        if (signal && signal != m_signal && m_signals.indexOf(signal) == i)
            connectTo(signal, sender);
    }
}

void ReceiverElement::connectTo(AbstractSignal *signal, const Sender &sender)
{
    const auto handle = [this, signal = QPointer(signal)](const QVariant &payload, const Sender &from) {
        receive(payload, from, signal);
        return QVariant();
    };
    const Connection connection = signal->connectUntyped(
        this, handle, {.sender = sender, .dispatchUid = m_dispatchUid, .type = Qt::QueuedConnection});
    if (connection.isNew())
        m_connections.emplace_back(connection);
    else
        UidOwners::await(this, &ReceiverElement::takeOver);
}

void ReceiverElement::takeOver()
{
    if (m_connections.empty())
        reconnect();
}

void ReceiverElement::receive(const QVariant &event, const Sender &from,
                              const QPointer<AbstractSignal> &signal)
{
    if (m_once) {
        const QPointer<ReceiverElement> self = this;
        setEnabled(false);
        if (!self || !signal)
            return; // a handler of enabledChanged has destroyed it
    }
    Q_EMIT received(event, ScriptValues::shown(from), signal);
}
