// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "scriptvalues.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

using namespace Signalbox;

namespace {

bool isWholeNumber(QMetaType type)
{
    switch (type.id()) {
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::ULong:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        return true;
    default:
        return false;
    }
}

} // namespace

std::optional<QVariant> ScriptValues::plain(const QVariant &value)
{
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<QJSValue>()) {
        const auto script = value.value<QJSValue>();
        return script.isCallable() ? std::nullopt : plain(script.toVariant());
    }
    if (type.id() == QMetaType::Nullptr)
        return QVariant();
    if (type.flags().testFlag(QMetaType::PointerToQObject))
        return std::nullopt;
    if (type.id() == QMetaType::QVariantMap) {
        QVariantMap map = value.toMap();
        for (QVariant &entry : map) {
            auto converted = plain(entry);
            if (!converted)
                return std::nullopt;
            entry = *std::move(converted);
        }
        return QVariant(map);
    }
    if (type.id() == QMetaType::QVariantList) {
        QVariantList list = value.toList();
        for (QVariant &entry : list) {
            auto converted = plain(entry);
            if (!converted)
                return std::nullopt;
            entry = *std::move(converted);
        }
        return QVariant(list);
    }
    return value;
}

std::optional<QVariant> ScriptValues::converted(const QVariant &value, QMetaType type)
{
    if (type.id() == QMetaType::QVariant)
        return value;
    QVariant converted = value;
    if (!converted.convert(type))
        return std::nullopt;
    const bool isNumber = isWholeNumber(value.metaType()) || value.typeId() == QMetaType::Double;
    if (isNumber && isWholeNumber(type) && converted.toDouble() != value.toDouble())
        return std::nullopt; // QVariant rounds, and turns round what is too large
    return converted;
}

std::optional<QVariantMap> ScriptValues::plainFields(const QVariantMap &values, QString *functionName)
{
    QVariantMap result;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        auto converted = plain(*value);
        if (!converted) {
            *functionName = value.key();
            return std::nullopt;
        }
        if (const ModelInfo *const model = modelOf(*converted))
            converted = model->key(converted->constData());
        result.insert(value.key(), *std::move(converted));
    }
    return result;
}

std::optional<QVariantMap> ScriptValues::object(const QJSValue &value)
{
    if (value.isCallable())
        return std::nullopt;
    const QVariant variant = value.toVariant();
    if (variant.typeId() != QMetaType::QVariantMap)
        return std::nullopt;
    return variant.toMap();
}

QVariant ScriptValues::shown(const Sender &sender)
{
    const QObject *const object = sender.object();
    return object && object->thread() != QThread::currentThread() ? QVariant() : sender.toVariant();
}

std::optional<Sender> ScriptValues::sender(const QVariant &value)
{
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<QJSValue>())
        return sender(value.value<QJSValue>().toVariant());
    if (!value.isValid() || type.id() == QMetaType::Nullptr)
        return Sender();
    if (type.flags().testFlag(QMetaType::PointerToQObject))
        return Sender(value.value<QObject *>());
    if (type.id() == QMetaType::QString)
        return Sender(value.toString());
    return std::nullopt;
}

QString ScriptValues::senderProblem(const QVariant &value)
{
    return QStringLiteral("sender can't be a %1; set it to an object, the name of a sender, or undefined.")
        .arg(QLatin1StringView(value.typeName()));
}

const ModelInfo *ScriptValues::modelOf(const QVariant &value)
{
    if (!value.metaType().flags().testFlag(QMetaType::IsGadget))
        return nullptr;
    const auto models = ModelInfo::all();
    for (const ModelInfo *const model : models) {
        if (model->type() == value.metaType())
            return model;
    }
    return nullptr;
}

QString ScriptValues::unknownModel(const QString &label)
{
    QStringList labels;
    const auto models = ModelInfo::all();
    for (const ModelInfo *const model : models)
        labels.append(model->label());
    return QStringLiteral(
               "There is no model \"%1\"; there %2. Use the class, or ModelInfo::of<T>(), once before.")
        .arg(label,
             labels.isEmpty() ? QStringLiteral("is none yet")
                              : QStringLiteral("is %1").arg(labels.join(QStringLiteral(", "))));
}

QString ScriptValues::fieldNames(const ModelInfo &model)
{
    return QStringLiteral("its fields are %1").arg(model.fieldNames());
}

QString ScriptValues::kindName(DatabaseError::Kind kind)
{
    using Kind = DatabaseError::Kind;
    switch (kind) {
    case Kind::InvalidModel:
        return QStringLiteral("InvalidModel");
    case Kind::InvalidArgument:
        return QStringLiteral("InvalidArgument");
    case Kind::InvalidValue:
        return QStringLiteral("InvalidValue");
    case Kind::NotConfigured:
        return QStringLiteral("NotConfigured");
    case Kind::ConnectionFailed:
        return QStringLiteral("ConnectionFailed");
    case Kind::ConnectionLost:
        return QStringLiteral("ConnectionLost");
    case Kind::StatementFailed:
        return QStringLiteral("StatementFailed");
    case Kind::ConstraintViolated:
        return QStringLiteral("ConstraintViolated");
    case Kind::Protected:
        return QStringLiteral("Protected");
    case Kind::Locked:
        return QStringLiteral("Locked");
    case Kind::StorageFull:
        return QStringLiteral("StorageFull");
    case Kind::NotFound:
        return QStringLiteral("NotFound");
    case Kind::NotUnique:
        return QStringLiteral("NotUnique");
    case Kind::NotSaved:
        return QStringLiteral("NotSaved");
    case Kind::NotUpdated:
        return QStringLiteral("NotUpdated");
    case Kind::Vetoed:
        return QStringLiteral("Vetoed");
    case Kind::TransactionFailed:
        return QStringLiteral("TransactionFailed");
    }
    Q_UNREACHABLE();
}
