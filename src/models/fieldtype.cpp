// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "fieldtype_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>
#include <QtCore/QUuid>

#include <algorithm>
#include <cmath>
#include <limits>

namespace Signalbox {
namespace {

using Kind = FieldInfo::Kind;

struct KnownType {
    QMetaType::Type type;
    Kind kind;
};

constexpr KnownType knownTypes[] = {
    {QMetaType::LongLong, Kind::Integer}, {QMetaType::Int, Kind::Integer},
    {QMetaType::UInt, Kind::Integer},     {QMetaType::Bool, Kind::Bool},
    {QMetaType::Double, Kind::Real},      {QMetaType::QString, Kind::Text},
    {QMetaType::QByteArray, Kind::Bytes}, {QMetaType::QDateTime, Kind::DateTime},
    {QMetaType::QDate, Kind::Date},       {QMetaType::QTime, Kind::Time},
    {QMetaType::QUuid, Kind::Uuid},       {QMetaType::QJsonObject, Kind::Json},
    {QMetaType::QJsonArray, Kind::Json},
};

// Whether a qint64 holds the number @p value as it is; QVariant would round it or turn it round.
bool isWhole(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Double:
    case QMetaType::Float: {
        const double number = value.toDouble();
        return number == std::trunc(number) && number >= -0x1p63 && number < 0x1p63;
    }
    case QMetaType::ULong:
    case QMetaType::ULongLong:
        return value.toULongLong() <= quint64(std::numeric_limits<qint64>::max());
    default:
        return true;
    }
}

// A foreign key by whatever names an instance: a key, another foreign key, nothing.
std::optional<QVariant> foreignKey(const FieldInfo &field, const QVariant &value)
{
    qint64 key = 0;
    if (value.metaType().metaObject() == &ForeignKeyBase::staticMetaObject) {
        key = static_cast<const ForeignKeyBase *>(value.constData())->key();
    } else if (value.isValid() && !value.isNull()) {
        bool isNumber = false;
        key = value.toLongLong(&isNumber);
        if (!isNumber || !isWhole(value))
            return std::nullopt;
    }
    QVariant converted(field.type);
    static_cast<ForeignKeyBase *>(converted.data())->setKey(key);
    return converted;
}

template <typename Visitor>
void visitJson(const QJsonValue &value, const Visitor &visitor)
{
    visitor(value);
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &one : array)
            visitJson(one, visitor);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            visitor(QJsonValue(entry.key()));
            visitJson(entry.value(), visitor);
        }
    }
}

QJsonValue toJsonValue(const FieldInfo &field, const QVariant &value)
{
    return field.type.id() == QMetaType::QJsonObject ? QJsonValue(value.toJsonObject())
                                                     : QJsonValue(value.toJsonArray());
}

qint64 keyIn(const QVariant &value)
{
    return static_cast<const ForeignKeyBase *>(value.constData())->key();
}

template <typename T>
std::strong_ordering order(const T &a, const T &b)
{
    return a < b ? std::strong_ordering::less
        : b < a  ? std::strong_ordering::greater
                 : std::strong_ordering::equal;
}

// By code points, as UTF-8 sorts; QString sorts by UTF-16 units.
std::strong_ordering orderTexts(const QString &a, const QString &b)
{
    const auto [inA, inB] = std::mismatch(a.cbegin(), a.cend(), b.cbegin(), b.cend());
    if (inA == a.cend() || inB == b.cend())
        return order(a.size(), b.size());
    const bool isPlain = inA->isSurrogate() == inB->isSurrogate();
    return isPlain ? order(inA->unicode(), inB->unicode()) : order(inA->isSurrogate(), inB->isSurrogate());
}

} // namespace

std::optional<FieldInfo::Kind> FieldType::kindOf(QMetaType type)
{
    for (const KnownType &known : knownTypes) {
        if (known.type == type.id())
            return known.kind;
    }
    if (type.flags().testFlag(QMetaType::IsEnumeration))
        return Kind::Enum;
    return std::nullopt;
}

QString FieldType::supportedTypes()
{
    QStringList names;
    for (const KnownType &known : knownTypes)
        names.append(QLatin1StringView(QMetaType(known.type).name()));
    return names.join(QLatin1StringView(", "))
        + QLatin1StringView(", enumerations, ForeignKey<T>, ManyToMany<T>");
}

std::optional<QVariant> FieldType::convert(const FieldInfo &field, const QVariant &value)
{
    if (field.kind == Kind::ForeignKey)
        return foreignKey(field, value);
    if (!value.isValid())
        return QVariant(field.type);
    if (value.metaType() == field.type)
        return value;
    if (field.kind == Kind::Json) {
        if (value.metaType().id() == QMetaType::QString) {
            const auto document = QJsonDocument::fromJson(value.toString().toUtf8());
            if (field.type.id() == QMetaType::QJsonObject)
                return document.isObject() ? std::optional<QVariant>(document.object()) : std::nullopt;
            return document.isArray() ? std::optional<QVariant>(document.array()) : std::nullopt;
        }
    }
    const bool isNumber = field.kind == Kind::Integer || field.kind == Kind::Enum;
    if (isNumber && !isWhole(value))
        return std::nullopt;
    QVariant converted = value;
    if (!converted.convert(field.type))
        return std::nullopt;
    if (field.kind == Kind::Integer && converted.toLongLong() != value.toLongLong())
        return std::nullopt; // it does not fit
    const bool isText = value.typeId() == QMetaType::QString && !value.toString().isEmpty();
    if (isText && field.kind != Kind::Text && field.kind != Kind::Bytes && isNull(field, converted))
        return std::nullopt; // no date, time or UUID
    return converted;
}

bool FieldType::isNull(const FieldInfo &field, const QVariant &value)
{
    switch (field.kind) {
    case Kind::ForeignKey:
        return keyIn(value) == 0;
    case Kind::DateTime:
        return !value.toDateTime().isValid();
    case Kind::Date:
        return !value.toDate().isValid();
    case Kind::Time:
        return !value.toTime().isValid();
    case Kind::Uuid:
        return value.toUuid().isNull();
    case Kind::Text:
        return field.isNullable && value.toString().isNull();
    case Kind::Bytes:
        return field.isNullable && value.toByteArray().isNull();
    case Kind::Json:
        return field.isNullable
            && (field.type.id() == QMetaType::QJsonObject ? value.toJsonObject().isEmpty()
                                                          : value.toJsonArray().isEmpty());
    default:
        return false;
    }
}

QString FieldType::problemWith(const FieldInfo &field, const QVariant &value)
{
    if (!field.isNullable && isNull(field, value))
        return QStringLiteral("it is not set; set it, or give the field the option \"null\"");
    if (field.maxLength > 0 && value.toString().size() > field.maxLength) {
        return QStringLiteral("it has %1 characters, and %2 are the limit")
            .arg(value.toString().size())
            .arg(field.maxLength);
    }
    return problemInAnyUse(field, value);
}

QString FieldType::problemInAnyUse(const FieldInfo &field, const QVariant &value)
{
    if (field.kind == Kind::Real && std::isnan(value.toDouble()))
        return QStringLiteral("it is not a number");
    if (field.kind == Kind::DateTime || field.kind == Kind::Date) {
        const QDate date = field.kind == Kind::Date ? value.toDate() : value.toDateTime().toUTC().date();
        if (date.isValid() && (date.year() < 1 || date.year() > 9999))
            return QStringLiteral("its year is not one of 1 to 9999");
    }
    const QStringList texts = textsIn(field, value);
    if (!std::all_of(texts.cbegin(), texts.cend(), [](const QString &text) { return text.isValidUtf16(); }))
        return QStringLiteral("it is no valid Unicode: half of a surrogate pair is missing");
    if (field.kind == Kind::Json) {
        bool isFinite = true;
        visitJson(toJsonValue(field, value), [&isFinite](const QJsonValue &part) {
            isFinite = isFinite && (!part.isDouble() || std::isfinite(part.toDouble()));
        });
        if (!isFinite) // it would become null
            return QStringLiteral("it contains a number that is not finite, which JSON can't hold");
    }
    return {};
}

QStringList FieldType::textsIn(const FieldInfo &field, const QVariant &value)
{
    if (field.kind == Kind::Text)
        return {value.toString()};
    QStringList texts;
    if (field.kind == Kind::Json) {
        visitJson(toJsonValue(field, value), [&texts](const QJsonValue &part) {
            if (part.isString())
                texts << part.toString();
        });
    }
    return texts;
}

std::strong_ordering FieldType::compare(const FieldInfo &field, const QVariant &a, const QVariant &b)
{
    const bool isNullA = isNull(field, a);
    const bool isNullB = isNull(field, b);
    if (isNullA || isNullB)
        return order(!isNullA, !isNullB);
    switch (field.kind) {
    case Kind::Integer:
    case Kind::Enum:
    case Kind::Bool:
        return order(a.toLongLong(), b.toLongLong());
    case Kind::ForeignKey:
        return order(keyIn(a), keyIn(b));
    case Kind::Real:
        return order(a.toDouble(), b.toDouble());
    case Kind::Text:
        return orderTexts(a.toString(), b.toString());
    case Kind::Bytes:
        return order(a.toByteArray(), b.toByteArray());
    case Kind::DateTime:
        return order(a.toDateTime().toMSecsSinceEpoch(), b.toDateTime().toMSecsSinceEpoch());
    case Kind::Date:
        return order(a.toDate(), b.toDate());
    case Kind::Time:
        return order(a.toTime(), b.toTime());
    case Kind::Uuid:
        return order(a.toUuid().toString(), b.toUuid().toString());
    case Kind::Json:
        return std::strong_ordering::equal; // has no order
    }
    Q_UNREACHABLE();
}

} // namespace Signalbox
