// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "slotcallable_p.h"

#include <QtCore/QObject>

namespace Signalbox {
namespace {

bool isCallable(const QMetaMethod &method)
{
    return method.methodType() == QMetaMethod::Slot || method.methodType() == QMetaMethod::Method;
}

} // namespace

std::optional<QList<SlotCallable::Parameter>> SlotCallable::parametersOf(const QObject &receiver,
                                                                         const QMetaMethod &slot,
                                                                         QMetaType payloadType,
                                                                         QString *problem)
{
    if (!receiver.metaObject()->inherits(slot.enclosingMetaObject())) {
        *problem = QStringLiteral("%1 has no %2::%3; pass a slot of the receiver's own class")
                       .arg(QString::fromUtf8(receiver.metaObject()->className()),
                            QString::fromUtf8(slot.enclosingMetaObject()->className()),
                            QString::fromUtf8(slot.methodSignature()));
        return std::nullopt;
    }
    QList<Parameter> parameters;
    for (int i = 0; i < slot.parameterCount(); ++i) {
        const QMetaType type = slot.parameterMetaType(i);
        if (i == 0 && type == payloadType)
            parameters.append(Parameter::Payload);
        else if (i == 0 && type == QMetaType::fromType<QVariant>())
            parameters.append(Parameter::PayloadVariant);
        else if (i == 1 && type == QMetaType::fromType<Sender>())
            parameters.append(Parameter::Sender);
        else if (i == 1 && type == QMetaType::fromType<QVariant>())
            parameters.append(Parameter::SenderVariant);
        else if (i == 1 && type == QMetaType::fromType<QObject *>())
            parameters.append(Parameter::SenderObject);
    }
    if (isCallable(slot) && parameters.size() == slot.parameterCount())
        return parameters;
    *problem = QStringLiteral("%1::%2 is not a slot or invokable method whose parameters are a leading part "
                              "of (%3 or QVariant, Signalbox::Sender, QVariant or QObject*)")
                   .arg(QString::fromUtf8(receiver.metaObject()->className()),
                        QString::fromUtf8(slot.methodSignature()), QString::fromUtf8(payloadType.name()));
    return std::nullopt;
}

QMetaMethod SlotCallable::find(const QObject &receiver, const QString &name, QString *problem)
{
    const QMetaObject *const metaObject = receiver.metaObject();
    const QByteArray wanted = QMetaObject::normalizedSignature(name.toUtf8().constData());
    QMetaMethod found;
    for (int i = metaObject->methodCount() - 1; i >= 0; --i) {
        const QMetaMethod method = metaObject->method(i);
        if (!isCallable(method))
            continue;
        if (method.methodSignature() == wanted)
            return method;
        if (method.name() != wanted)
            continue;
        if (found.isValid() && found.methodSignature() != method.methodSignature()) {
            *problem = QStringLiteral("%1 has several slots named \"%2\"; add the parameters of the one you "
                                      "mean, as in \"%3\"")
                           .arg(QString::fromUtf8(metaObject->className()), name,
                                QString::fromUtf8(method.methodSignature()));
            return {};
        }
        if (!found.isValid())
            found = method;
    }
    if (!found.isValid()) {
        *problem = QStringLiteral("%1 has no slot or invokable method \"%2\"; declare it under \"public "
                                  "slots:\" or with Q_INVOKABLE")
                       .arg(QString::fromUtf8(metaObject->className()), name);
    }
    return found;
}

void SlotCallable::invoke(const Call &call, Result &result)
{
    // What the arguments point to.
    QVariant payload;
    Sender sender = call.sender;
    QVariant senderVariant;
    QObject *senderObject = call.sender.object();

    const QMetaType returnType = m_slot.returnMetaType();
    const bool returnsVariant = returnType == QMetaType::fromType<QVariant>();
    const bool returnsSomething = returnType.isValid() && returnType != QMetaType::fromType<void>();
    QVariant returned = returnsSomething && !returnsVariant ? QVariant(returnType) : QVariant();

    void *arguments[3] = {};
    if (returnsSomething)
        arguments[0] = returnsVariant ? &returned : returned.data();
    for (qsizetype i = 0; i < m_parameters.size(); ++i) {
        void *&argument = arguments[i + 1];
        switch (m_parameters[i]) {
        case Parameter::Payload:
            argument = const_cast<void *>(call.payload); // by value or const reference: not changed
            break;
        case Parameter::PayloadVariant:
            payload = call.payloadVariant();
            argument = &payload;
            break;
        case Parameter::Sender:
            argument = &sender;
            break;
        case Parameter::SenderVariant:
            senderVariant = call.sender.toVariant();
            argument = &senderVariant;
            break;
        case Parameter::SenderObject:
            argument = &senderObject;
            break;
        }
    }
    QMetaObject::metacall(m_receiver, QMetaObject::InvokeMetaMethod, m_slot.methodIndex(), arguments);
    if (returnsSomething)
        result = std::move(returned);
}

} // namespace Signalbox
