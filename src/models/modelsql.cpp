// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelsql_p.h"

#include "modelinfo.h"

#include <QtCore/QStringList>

namespace Signalbox {
namespace {

struct ColumnType {
    QMetaType::Type type;
    const char *column;
};

constexpr ColumnType columnTypes[] = {
    {QMetaType::LongLong, "integer"}, {QMetaType::Int, "integer"}, {QMetaType::UInt, "integer"},
    {QMetaType::Bool, "bool"},        {QMetaType::Double, "real"}, {QMetaType::QString, "text"},
    {QMetaType::QByteArray, "blob"},
};

QString quoted(const QString &name)
{
    return QLatin1Char('"') + name + QLatin1Char('"');
}

} // namespace

const char *ModelSql::columnType(QMetaType type)
{
    for (const ColumnType &known : columnTypes) {
        if (known.type == type.id())
            return known.column;
    }
    return nullptr;
}

QString ModelSql::supportedTypes()
{
    QStringList names;
    for (const ColumnType &known : columnTypes)
        names.append(QLatin1StringView(QMetaType(known.type).name()));
    return names.join(QLatin1StringView(", "));
}

ModelSql::ModelSql(const ModelInfo &model)
{
    const QString table = quoted(model.table());
    const QString key = quoted(model.primaryKey().name);
    QStringList columns;
    QStringList definitions;
    QStringList names; // without the key, as the next two
    QStringList assignments;
    QStringList marks;
    for (const FieldInfo &field : model.fields()) {
        const QString column = quoted(field.name);
        columns << column;
        if (field.property == model.primaryKey().property) {
            // Never handed out twice, so that a late event can't be about a new row with an old key.
            definitions << column + QLatin1StringView(" integer PRIMARY KEY AUTOINCREMENT");
            continue;
        }
        definitions
            << QStringLiteral("%1 %2 NOT NULL").arg(column, QLatin1StringView(columnType(field.type)));
        names << column;
        assignments << column + QLatin1StringView(" = ?");
        marks << QStringLiteral("?");
    }
    if (names.isEmpty())
        assignments << QStringLiteral("%1 = %1").arg(key);

    const QLatin1StringView comma(", ");
    createTable = QStringLiteral("CREATE TABLE IF NOT EXISTS %1 (%2)").arg(table, definitions.join(comma));
    insert = names.isEmpty()
        ? QStringLiteral("INSERT INTO %1 DEFAULT VALUES").arg(table)
        : QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)").arg(table, names.join(comma), marks.join(comma));
    insertWithKey =
        QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
            .arg(table, (names + QStringList(key)).join(comma), (marks << QStringLiteral("?")).join(comma));
    update = QStringLiteral("UPDATE %1 SET %2 WHERE %3 = ?").arg(table, assignments.join(comma), key);
    remove = QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(table, key);
    const QString selection = QStringLiteral("SELECT %1 FROM %2").arg(columns.join(comma), table);
    select = QStringLiteral("%1 WHERE %2 = ?").arg(selection, key);
    selectAll = QStringLiteral("%1 ORDER BY %2").arg(selection, key);
}

} // namespace Signalbox
