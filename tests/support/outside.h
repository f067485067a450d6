// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>

/// Runs @p statements on a connection of its own, as another program would, in any thread.
/// @param addConnection makes the connection of the name it is given, and need not open it
/// @return the first column of what the last one finds
template <typename AddConnection>
QVariantList runOutside(const QStringList &statements, AddConnection addConnection)
{
    QVariantList values;
    static std::atomic<int> count = 0;
    const QString name = QStringLiteral("outside %1").arg(++count);
    {
        QSqlDatabase database = addConnection(name);
        if (!database.open())
            qFatal("%s", qPrintable(database.lastError().text()));
        QSqlQuery query(database);
        for (const QString &sql : statements) {
            if (!query.exec(sql))
                qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        }
        while (query.next())
            values << query.value(0);
    }
    QSqlDatabase::removeDatabase(name);
    return values;
}
