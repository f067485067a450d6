// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <QtCore/QStringList>

/// Wrong on purpose, and compiled by nobody: each linter has to find something here.

int Wrong_Name(QStringList names) // clang-tidy: the name, and a copy
{
    int characters = 0;
    for (QString name : names) // clazy: another copy
        characters += int(name.size());
    return characters;
}
