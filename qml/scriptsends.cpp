// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "scriptsends.h"

#include "scriptvalues.h"

#include <QtCore/QMetaProperty>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

#include <Signalbox/ModelSignals>

#include <algorithm>
#include <iterator>

using namespace Signalbox;

namespace {

// The payload of @p signal, or why there is none.
std::optional<QVariant> payloadFor(const AbstractSignal &signal, const QJSValue &args, QString *problem)
{
    const QMetaType type = signal.payloadType();
    auto plain = ScriptValues::plain(QVariant::fromValue(args));
    if (!plain) {
        *problem =
            QStringLiteral("a function can't be an argument, nor can a QObject: the event may go to other "
                           "threads, and outlive it; pass values, or the object as the sender.");
        return std::nullopt;
    }
    if (plain->metaType() == type)
        return plain;
    const bool isMap = !plain->isValid() || plain->metaType().id() == QMetaType::QVariantMap;
    if (type.id() == QMetaType::QVariantMap && isMap)
        return QVariant(plain->toMap());
    const QMetaObject *const gadget = type.metaObject();
    if (!gadget || !isMap) {
        if (auto converted = gadget ? std::nullopt : ScriptValues::converted(*plain, type))
            return converted;
        *problem = QStringLiteral("%1 is no payload for it; pass %2.")
                       .arg(QLatin1StringView(plain->typeName()),
                            gadget ? QStringLiteral("an object with %1")
                                         .arg(signal.providingArgs().join(QStringLiteral(", ")))
                                   : QStringLiteral("a %1").arg(QLatin1StringView(type.name())));
        return std::nullopt;
    }
    QVariant payload(type);
    if (!payload.isValid()) {
        *problem = QStringLiteral("its payload can't be made from nothing; send it from C++.");
        return std::nullopt;
    }
    const QVariantMap values = plain->toMap();
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const int index = gadget->indexOfProperty(value.key().toUtf8().constData());
        if (index < 0) {
            *problem = QStringLiteral("it has no argument \"%1\"; there are %2.")
                           .arg(value.key(), signal.providingArgs().join(QStringLiteral(", ")));
            return std::nullopt;
        }
        const QMetaProperty property = gadget->property(index);
        if (!property.isWritable()) {
            *problem =
                QStringLiteral("its argument %1 can't be set from QML; send it from C++.").arg(value.key());
            return std::nullopt;
        }
        const auto converted = ScriptValues::converted(*value, property.metaType());
        if (value->isValid() && !converted) {
            *problem = QStringLiteral("\"%1\" (%2) is no value for its argument %3, a %4.")
                           .arg(value->toString(), QLatin1StringView(value->typeName()), value.key(),
                                QLatin1StringView(property.typeName()));
            return std::nullopt;
        }
        if (value->isValid())
            property.writeOnGadget(payload.data(), *converted);
    }
    return payload;
}

// Those who hear it rely on what models say.
bool isModelSignal(const AbstractSignal &signal)
{
    const AbstractSignal *const all[] = {&preInit(),    &postInit(),   &preSave(),    &postSave(),
                                         &preDelete(),  &postDelete(), &m2mChanged(), &classPrepared(),
                                         &preMigrate(), &postMigrate()};
    return std::find(std::begin(all), std::end(all), &signal) != std::end(all);
}

QString nameOf(Response::Outcome outcome)
{
    switch (outcome) {
    case Response::Outcome::Returned:
        return QStringLiteral("returned");
    case Response::Outcome::Raised:
        return QStringLiteral("raised");
    case Response::Outcome::Queued:
        return QStringLiteral("queued");
    case Response::Outcome::Dropped:
        return QStringLiteral("dropped");
    }
    Q_UNREACHABLE();
}

QJSValue toScript(QJSEngine &engine, const Responses &responses)
{
    QJSValue array = engine.newArray(uint(responses.size()));
    for (qsizetype i = 0; i < responses.size(); ++i) {
        const Response response = responses.at(i);
        QJSValue object = engine.newObject();
        object.setProperty(QStringLiteral("outcome"), nameOf(response.outcome()));
        object.setProperty(QStringLiteral("value"), engine.toScriptValue(response.value()));
        object.setProperty(QStringLiteral("error"), response.errorString());
        array.setProperty(quint32(i), object);
    }
    return array;
}

} // namespace

QJSValue ScriptSends::send(const QObject &from, AbstractSignal &signal, const QVariant &sender,
                           const QJSValue &args, Errors errors)
{
    const auto warn = [&](const QString &problem) {
        qmlWarning(&from) << "Can't send \"" << signal.name() << "\": " << problem;
        return QJSValue();
    };
    QJSEngine *const engine = qjsEngine(&from);
    if (!engine)
        return warn(QStringLiteral("there is no engine; send it from C++ by the signal itself."));
    const auto who = ScriptValues::sender(sender);
    if (!who)
        return warn(ScriptValues::senderProblem(sender));
    if (isModelSignal(signal))
        return warn(QStringLiteral("models send it; save or remove an instance, by Models."));
    QString problem;
    const auto payload = payloadFor(signal, args, &problem);
    if (!payload)
        return warn(problem);
    try {
        return toScript(*engine,
                        errors == Errors::Throw ? signal.sendUntyped(*who, *payload)
                                                : signal.sendRobustUntyped(*who, *payload));
    } catch (...) { // must not pass through the engine
        engine->throwError(errorString(std::current_exception()));
        return {};
    }
}
