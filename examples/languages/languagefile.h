// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "language.h"

#include <QHash>
#include <QJsonArray>
#include <QString>

#include <optional>

/// The table of languages in a JSON file of iso-codes' shape:
/// `{"639-3": [{"alpha_3": "aaa", "name": "Ghotuo", "scope": "I", "type": "L"}, …]}`.
class LanguageFile {
public:
    /// Opens the file; error() says in one line if it can't be read or has another shape.
    explicit LanguageFile(const QString &path);

    const QString &error() const { return m_error; }
    int count() const { return int(m_records.size()); }

    /// The language in the record @p index; nothing if the record is malformed or repeats a code, and
    /// error() says which one and why. Ask for the records in their order.
    std::optional<Language> read(int index);

private:
    std::nullopt_t fail(int index, const QString &code, const QString &why);

    QString m_path;
    QString m_error;
    QJsonArray m_records;
    QHash<QString, int> m_recordOfCode;
};
