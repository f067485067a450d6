// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

#include <QHash>
#include <QJsonArray>
#include <QJsonValue>
#include <QString>

#include <map>

/// @file
/// What models, relations, senders and keys are called in a trace.

/// "Book.tags" for "library.Book_tags", "Book" for "library.Book".
QString shortened(const QString &label);

/// The sender that a trace calls @p name; "*" is any.
Signalbox::Sender senderOf(const QString &name);

/// Keys are named "b1", "b2" and so on, in the order in which they are first written: databases may hand out
/// different ones.
class KeyNames {
public:
    /// The name of the key, which gets one if it has none; null for 0.
    QJsonValue of(const Signalbox::ModelInfo &model, qint64 key);
    /// Those of all, sorted.
    QJsonArray ofAll(const Signalbox::ModelInfo &model, QList<qint64> keys);
    /// Throws std::invalid_argument if no key has that name.
    qint64 key(const QString &name) const;
    /// The highest one with a name; 0 if there is none.
    qint64 highest(const Signalbox::ModelInfo &model) const;

private:
    std::map<const Signalbox::ModelInfo *, std::map<qint64, QString>> m_names;
    QHash<QString, qint64> m_keys;
};
