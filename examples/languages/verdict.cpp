// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "verdict.h"

#include <QAbstractItemModel>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace {

constexpr int columns = 6;

template <typename Value>
QString rowText(Value value)
{
    QStringList texts;
    for (int column = 0; column < columns; ++column)
        texts << value(column).toString();
    return texts.join(QStringLiteral(" | "));
}

// As QueryDescription::search() says, in other words.
bool isFound(const QString &search, const QString &code, const QString &name)
{
    const QStringList words = search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.cbegin(), words.cend(), [&](const QString &word) {
        return code.contains(word, Qt::CaseInsensitive) || name.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

Verdict::Verdict(const QString &path, const QString &search)
{
    const QString connection = QStringLiteral("verdict");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(path);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        if (query.exec(QStringLiteral("SELECT id, code, name, scope, type, shortCode FROM languages_language "
                                      "ORDER BY id"))) {
            while (query.next()) {
                ++m_rowsInDatabase;
                if (isFound(search, query.value(1).toString(), query.value(2).toString()))
                    m_rows << rowText([&](int column) { return query.value(column); });
            }
        } else {
            m_error = QStringLiteral("%1: %2").arg(path, query.lastError().text());
        }
    }
    QSqlDatabase::removeDatabase(connection);
}

QString Verdict::difference(const QAbstractItemModel *model) const
{
    if (!model)
        return QStringLiteral("the view has no model");
    if (model->rowCount() != m_rows.size()) {
        return QStringLiteral("the view shows %1 rows, the database has %2")
            .arg(model->rowCount())
            .arg(m_rows.size());
    }
    for (int row = 0; row < model->rowCount(); ++row) {
        const QString shown = rowText([&](int column) { return model->index(row, column).data(); });
        if (shown != m_rows[row])
            return QStringLiteral("row %1 shows \"%2\", the database has \"%3\"")
                .arg(row)
                .arg(shown, m_rows[row]);
    }
    return {};
}
