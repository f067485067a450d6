// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <stdexcept>

/// The traces in @p text, one JSON object a line. Throws std::invalid_argument with the line and what is
/// wrong with it, if one is no object, or lacks one of the @p keys, or its "steps".
QList<QJsonObject> readTraces(const QByteArray &text, const QStringList &keys);

/// The same of the file @p name.
QList<QJsonObject> readTraceFile(const QString &name, const QStringList &keys);

/// The entry @p name of @p map; throws std::invalid_argument "unknown <what> <name>" if there is none.
template <typename Map>
auto &knownIn(Map &map, const QString &name, const char *what)
{
    const auto found = map.find(name);
    if (found == map.end())
        throw std::invalid_argument("unknown " + std::string(what) + ' ' + name.toStdString());
    return found->second;
}
