// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include <QtCore/QString>

#include <string>

namespace Signalbox {

/// Texts of which upper and lower case are the same, in every database and in memory: Unicode's simple case
/// folding as Qt has it, character by character. The databases' own rules differ by their versions and
/// settings, so they are given the forms of each character instead.
namespace CaseFolding {

/// @p text with each character folded; as many characters as before.
QString folded(const QString &text);

/// The characters whose folded form is @p character, by ascending code points; at least one.
std::u32string formsOf(char32_t character);

/// Text that matches @p folded in a language in which "[abc]" is one of three characters.
/// @param isSpecial whether a character means something else there. @param escaped how it is written then, %1
QString pattern(const QString &folded, bool (*isSpecial)(char32_t), const QString &escaped);

/// How the part of a text is looked for: where it must begin and end.
enum class Anchor : quint8 { None, Beginning, Both };

/// Whether @p text, up to a NUL, has @p part, which is folded, in it.
bool matches(const QString &text, const QString &part, Anchor anchor);

} // namespace CaseFolding
} // namespace Signalbox
