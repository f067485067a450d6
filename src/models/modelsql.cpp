// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelsql_p.h"

#include "dialect_p.h"
#include "modelinfo.h"

namespace Signalbox {

ModelSql::ModelSql(const ModelInfo &model, const Dialect &dialect)
    : table(Dialect::quoted(model.table())), key(Dialect::quoted(model.primaryKey().column))
{
    QStringList all;
    QStringList names; // without the key, as the next two
    QStringList assignments;
    QStringList marks;
    for (const FieldInfo &field : model.fields()) {
        const QString column = Dialect::quoted(field.column);
        all << column;
        if (field.property == model.primaryKey().property)
            continue;
        names << column;
        assignments << column + QLatin1StringView(" = ?");
        marks << QStringLiteral("?");
    }
    if (names.isEmpty())
        assignments << QStringLiteral("%1 = %1").arg(key);

    const QLatin1StringView comma(", ");
    const QString returning = dialect.returnsKeys() ? QLatin1StringView(" RETURNING ") + key : QString();
    columns = all.join(comma);
    insert = names.isEmpty()
        ? QStringLiteral("INSERT INTO %1 DEFAULT VALUES").arg(table)
        : QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)").arg(table, names.join(comma), marks.join(comma));
    insert += returning;
    insertWithKey =
        QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
            .arg(table, (names + QStringList(key)).join(comma), (marks << QStringLiteral("?")).join(comma));
    update = QStringLiteral("UPDATE %1 SET %2 WHERE %3 = ?").arg(table, assignments.join(comma), key);
    remove = QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(table, key);
    select = QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ?").arg(columns, table, key);
}

} // namespace Signalbox
