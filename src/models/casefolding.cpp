// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "casefolding_p.h"

#include <QtCore/QChar>
#include <QtCore/QHash>

#include <algorithm>

namespace Signalbox {
namespace {

// Of the characters that have more than one form.
using Forms = QHash<char32_t, std::u32string>;

Forms collectForms()
{
    Forms forms;
    for (char32_t c = 0; c <= QChar::LastValidCodePoint; ++c) {
        if (const char32_t folded = QChar::toCaseFolded(c); folded != c)
            forms[folded] += c;
    }
    for (auto entry = forms.begin(); entry != forms.end(); ++entry) {
        *entry += entry.key();
        std::sort(entry->begin(), entry->end());
    }
    return forms;
}

} // namespace

QString CaseFolding::folded(const QString &text)
{
    std::u32string characters = text.toStdU32String();
    for (char32_t &character : characters)
        character = QChar::toCaseFolded(character);
    return QString::fromStdU32String(characters);
}

std::u32string CaseFolding::formsOf(char32_t character)
{
    static const Forms forms = collectForms();
    return forms.value(character, std::u32string(1, character));
}

QString CaseFolding::pattern(const QString &folded, bool (*isSpecial)(char32_t), const QString &escaped)
{
    QString pattern;
    for (const char32_t character : folded.toStdU32String()) {
        const std::u32string forms = formsOf(character);
        const QString text = QString::fromStdU32String(forms);
        if (forms.size() > 1)
            pattern += QLatin1Char('[') + text + QLatin1Char(']');
        else
            pattern += isSpecial(character) ? escaped.arg(text) : text;
    }
    return pattern;
}

bool CaseFolding::matches(const QString &text, const QString &part, Anchor anchor)
{
    const qsizetype end = text.indexOf(QChar(QChar::Null)); // where SQLite stops
    const QString whole = folded(end < 0 ? text : text.first(end));
    switch (anchor) {
    case Anchor::None:
        return whole.contains(part);
    case Anchor::Beginning:
        return whole.startsWith(part);
    case Anchor::Both:
        return whole == part;
    }
    Q_UNREACHABLE();
}

} // namespace Signalbox
