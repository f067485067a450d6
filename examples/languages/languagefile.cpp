// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "languagefile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

LanguageFile::LanguageFile(const QString &path) : m_path(path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_error = QStringLiteral("%1: %2").arg(path, file.errorString());
        return;
    }
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        m_error = QStringLiteral("%1: not JSON: %2 at byte %3")
                      .arg(path, parseError.errorString())
                      .arg(parseError.offset);
        return;
    }
    const QJsonValue records = document.object().value(QLatin1StringView("639-3"));
    if (!records.isArray()) {
        m_error = QStringLiteral("%1: has no array \"639-3\"").arg(path);
        return;
    }
    m_records = records.toArray();
}

std::nullopt_t LanguageFile::fail(int index, const QString &code, const QString &why)
{
    m_error = QStringLiteral("%1: record %2%3: %4")
                  .arg(m_path)
                  .arg(index + 1)
                  .arg(code.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(code), why);
    return std::nullopt;
}

std::optional<Language> LanguageFile::read(int index)
{
    struct Key {
        QLatin1StringView name;
        QString Language::*field;
        bool required;
    };
    static const Key keys[] = {
        {QLatin1StringView("alpha_3"), &Language::code, true},
        {QLatin1StringView("name"), &Language::name, true},
        {QLatin1StringView("scope"), &Language::scope, true},
        {QLatin1StringView("type"), &Language::type, true},
        {QLatin1StringView("alpha_2"), &Language::shortCode, false},
    };
    if (!m_records[index].isObject())
        return fail(index, {}, QStringLiteral("is not an object"));
    const QJsonObject record = m_records[index].toObject();
    Language language;
    for (const Key &key : keys) {
        const QJsonValue value = record.value(key.name);
        if (value.isUndefined() && !key.required)
            continue;
        if (!value.isString() || value.toString().isEmpty())
            return fail(index, language.code,
                        QStringLiteral("\"%1\" is missing or not a text").arg(key.name));
        language.*key.field = value.toString();
    }
    if (const int earlier = m_recordOfCode.value(language.code, -1); earlier >= 0)
        return fail(index, language.code,
                    QStringLiteral("the code is in record %1 already").arg(earlier + 1));
    m_recordOfCode.insert(language.code, index);
    return language;
}
