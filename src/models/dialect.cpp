// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "dialect_p.h"

#include "fieldtype_p.h"
#include "postgresqldialect_p.h"
#include "sqlitedialect_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUuid>

namespace Signalbox {
namespace {

using Kind = FieldInfo::Kind;

QString toJson(const FieldInfo &field, const QVariant &value)
{
    const QJsonDocument document = field.type.id() == QMetaType::QJsonObject
        ? QJsonDocument(value.toJsonObject())
        : QJsonDocument(value.toJsonArray());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

bool beginsWithMark(const QVariant &text)
{
    return text.toString().startsWith(QChar(QChar::ByteOrderMark));
}

} // namespace

const Dialect *Dialect::find(const QString &driver)
{
    static const SqliteDialect sqlite;
    static const PostgresqlDialect postgresql;
    if (driver == QLatin1StringView("QSQLITE"))
        return &sqlite;
    if (driver == QLatin1StringView("QPSQL"))
        return &postgresql;
    return nullptr;
}

QString Dialect::supportedDrivers()
{
    return QStringLiteral("QSQLITE (SQLite) or QPSQL (PostgreSQL)");
}

QVariant Dialect::bound(const FieldInfo &field, const QVariant &value) const
{
    if (FieldType::isNull(field, value)) {
        const bool isNumber = field.kind == Kind::ForeignKey;
        return QVariant(QMetaType(isNumber ? QMetaType::LongLong : QMetaType::QString));
    }
    switch (field.kind) {
    case Kind::Text: // what is not to be NULL must not look like it
        return value.toString().isNull() ? QVariant(QStringLiteral("")) : value;
    case Kind::Bytes:
        return value.toByteArray().isNull() ? QVariant(QByteArray("")) : value;
    case Kind::ForeignKey:
        return static_cast<const ForeignKeyBase *>(value.constData())->key();
    case Kind::Enum:
        return value.toLongLong();
    case Kind::DateTime:
        return value.toDateTime().toUTC();
    case Kind::Uuid:
        return value.toUuid().toString(QUuid::WithoutBraces);
    case Kind::Json:
        return toJson(field, value);
    default:
        return value;
    }
}

QString Dialect::problemWith(const FieldInfo &field, const QVariant &value) const
{
    QString problem = FieldType::problemWith(field, value);
    const QStringList texts = problem.isEmpty() ? FieldType::textsIn(field, value) : QStringList();
    for (const QString &text : texts) {
        if (problem.isEmpty())
            problem = problemWithCharacters(text);
    }
    if (problem.isEmpty() && field.kind == Kind::Text && beginsWithMark(value))
        return QStringLiteral("it begins with the character U+FEFF, which would be dropped");
    return problem;
}

QString Dialect::problemWithLookup(const FieldInfo &field, const QVariant &value) const
{
    if (field.kind != Kind::Text)
        return {};
    if (bindingDropsMark() && beginsWithMark(value))
        return QStringLiteral("it begins with the character U+FEFF, which would be dropped");
    return problemWithCharacters(value.toString());
}

std::optional<QVariant> Dialect::read(const FieldInfo &field, const QVariant &stored) const
{
    if (stored.isNull())
        return FieldType::convert(field, {});
    switch (field.kind) {
    case Kind::DateTime: {
        const QDateTime time = stored.toDateTime();
        return time.isValid() ? std::optional<QVariant>(time.toUTC()) : std::nullopt;
    }
    case Kind::Uuid: {
        const QUuid uuid = QUuid::fromString(stored.toString());
        return uuid.isNull() ? std::nullopt : std::optional<QVariant>(uuid);
    }
    case Kind::Enum: {
        QVariant number = stored.toInt();
        return number.convert(field.type) ? std::optional(number) : std::nullopt;
    }
    default:
        return FieldType::convert(field, stored);
    }
}

} // namespace Signalbox
