// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "livecolumns_p.h"

namespace Signalbox {
namespace {

DatabaseError refused(const ModelInfo &model, const QString &name, const QString &why)
{
    return DatabaseError(DatabaseError::Kind::InvalidArgument,
                         QStringLiteral("Can't show \"%1\" of %2: %3.").arg(name, model.label(), why));
}

// A column of what the instance refers to or is related to.
Result<LiveColumn> ofOther(const ModelInfo &model, const QString &name)
{
    const qsizetype dot = name.indexOf(QLatin1Char('.'));
    const QString first = name.left(dot);
    LiveColumn column{.name = name, .relation = model.findManyToMany(first)};
    if (column.relation) {
        column.target = &column.relation->target();
        column.kind = dot < 0 ? LiveColumn::Kind::RelatedKeys : LiveColumn::Kind::FieldOfRelated;
    } else {
        column.field = model.fieldIndex(first);
        column.kind = LiveColumn::Kind::FieldOfReferred;
        if (column.field < 0)
            return refused(model, name,
                           QStringLiteral("there is no field or relation of that name; its fields are ")
                               + model.fieldNames());
        if (model.fields()[column.field].kind != FieldInfo::Kind::ForeignKey)
            return refused(model, name, QStringLiteral("%1 is no foreign key or relation").arg(first));
        column.target = &model.fields()[column.field].target();
    }
    if (!column.target->isValid())
        return refused(model, name, column.target->error());
    if (dot >= 0) {
        column.targetField = column.target->fieldIndex(QStringView(name).sliced(dot + 1));
        if (column.targetField < 0)
            return refused(model, name,
                           QStringLiteral("%1 has no such field; its fields are %2")
                               .arg(column.target->label(), column.target->fieldNames()));
    }
    return column;
}

} // namespace

Result<QList<LiveColumn>> LiveColumns::parse(const ModelInfo &model, const QStringList &names)
{
    QList<LiveColumn> columns;
    const int fields = int(model.fields().size());
    if (names.isEmpty()) {
        for (int field = 0; field < fields; ++field)
            columns.append(
                {.name = model.fields()[field].name, .field = field, .role = Qt::UserRole + field});
        return columns;
    }
    int nextRole = Qt::UserRole + fields;
    for (const QString &name : names) {
        if (const int field = model.fieldIndex(name); field >= 0) {
            columns.append({.name = name, .field = field, .role = Qt::UserRole + field});
            continue;
        }
        auto column = ofOther(model, name);
        if (!column)
            return column.error();
        columns.append(*std::move(column));
        columns.last().role = nextRole++;
    }
    return columns;
}

QHash<int, QByteArray> LiveColumns::roleNames(const ModelInfo &model, const QList<LiveColumn> &columns)
{
    QHash<int, QByteArray> names;
    for (int field = 0; field < model.fields().size(); ++field)
        names.insert(Qt::UserRole + field, model.fields()[field].name.toUtf8());
    for (const LiveColumn &column : columns) {
        if (column.kind != LiveColumn::Kind::Field)
            names.insert(column.role, column.name.toUtf8().replace('.', '_'));
    }
    return names;
}

} // namespace Signalbox
