// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "tablerows.h"

#include "anymodel.h"
#include "librarydatabase.h"
#include "librarymodels.h"
#include "tracenames.h"

#include <map>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

// By the first two columns.
QJsonArray sortedRows(const QJsonArray &rows)
{
    std::multimap<std::pair<QString, QString>, QJsonValue> sorted;
    for (const QJsonValue &row : rows)
        sorted.emplace(std::pair(row[0].toString(), row[1].toString()), row);
    QJsonArray array;
    for (const auto &[columns, row] : sorted)
        array.append(row);
    return array;
}

} // namespace

QJsonObject tableRows(KeyNames &names)
{
    QJsonObject tables;
    for (const auto &model : allModels()) {
        const ModelInfo &info = model->info();
        QStringList columns;
        for (const FieldInfo &field : info.fields())
            columns << field.column;
        QJsonArray rows;
        QSqlQuery query = LibraryDatabase::execute(
            u"SELECT %1 FROM %2 ORDER BY id"_s.arg(columns.join(u", "_s), info.table()));
        while (query.next()) {
            QJsonArray row{names.of(info, query.value(0).toLongLong())};
            for (int i = 1; i < columns.size(); ++i) {
                const FieldInfo &field = info.fields()[i];
                row.append(field.target ? names.of(field.target(), query.value(i).toLongLong())
                                        : QJsonValue::fromVariant(query.value(i)));
            }
            rows.append(row);
        }
        if (!rows.isEmpty())
            tables.insert(shortened(info.label()), sortedRows(rows));
    }
    const ModelInfo &book = ModelInfo::of<Book>();
    for (const ManyToManyInfo &relation : book.manyToMany()) {
        QJsonArray rows;
        QSqlQuery query = LibraryDatabase::execute(
            u"SELECT %1, %2 FROM %3"_s.arg(relation.sourceColumn, relation.targetColumn, relation.table));
        while (query.next())
            rows.append(QJsonArray{names.of(book, query.value(0).toLongLong()),
                                   names.of(relation.target(), query.value(1).toLongLong())});
        if (!rows.isEmpty())
            tables.insert(shortened(relation.sender.name()), sortedRows(rows));
    }
    return tables;
}
