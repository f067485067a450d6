// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QAbstractItemModel;

/// Whether a view shows what is in the database, asked without Signalbox: plain SQL on a connection of its
/// own, and the view's own model.
class Verdict {
public:
    /// Reads the languages that @p search finds from the SQLite file @p path.
    Verdict(const QString &path, const QString &search);

    /// How many rows the database has, found or not.
    int rowsInDatabase() const { return m_rowsInDatabase; }

    /// What is wrong with what @p model shows, in one line; empty if it is exactly what was found.
    QString difference(const QAbstractItemModel *model) const;

    /// Why the database could not be read; empty if it was.
    const QString &error() const { return m_error; }

private:
    QStringList m_rows; // one text per row
    int m_rowsInDatabase = 0;
    QString m_error;
};
