// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "receiverelement.h"

#include <QtQml/QQmlInfo>

using namespace Signalbox;

ReceiverElement::ReceiverElement(QObject *parent) : QObject(parent) { }

ReceiverElement::~ReceiverElement() = default;

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
    m_dispatchUid = dispatchUid;
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

void ReceiverElement::componentComplete()
{
    m_complete = true;
    reconnect();
}

void ReceiverElement::reconnect()
{
    m_connection = {};
    if (!m_signal || !m_enabled || !m_complete)
        return;
    Sender sender;
    if (m_senderIsObject) {
        if (!m_senderObject)
            return; // a sender that is not there yet, or not any more, sends nothing
        sender = m_senderObject.get();
    } else if (m_sender.metaType().id() == QMetaType::QString) {
        sender = Sender(m_sender.toString());
    } else if (m_sender.isValid()) {
        qmlWarning(this) << "sender can't be a " << m_sender.typeName()
                         << "; set it to an object, the name of a sender, or undefined.";
        return;
    }
    const auto receive = [this](const QVariant &payload, const Sender &from) {
        Q_EMIT received(payload, from.toVariant());
        return QVariant();
    };
    const Connection connection = m_signal->connectUntyped(
        this, receive, {.sender = sender, .dispatchUid = m_dispatchUid, .type = Qt::QueuedConnection});
    if (connection.isNew())
        m_connection = connection;
}
