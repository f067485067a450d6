// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "anymodel.h"
#include "tracenames.h"

#include <QJsonArray>
#include <QJsonObject>

#include <map>

/// What the inputs of steps and reactions mean: instances, values, filters and targets. Each function throws
/// std::invalid_argument for what is unknown or does not fit.
class Operands {
public:
    using Held = AnyModel::Held;

    explicit Operands(KeyNames &names) : m_names(names) { }

    /// From now on @p instance is called @p name.
    void keep(const QString &name, const Held &instance) { m_instances[name] = instance; }
    /// The instance of that name; nullptr if there is none.
    const Held *find(const QString &name) const;
    const Held &held(QStringView name) const;

    QVariantMap values(const AnyModel &model, const QJsonObject &object) const;
    AnyModel::Search search(const AnyModel &model, const QJsonArray &filter) const;
    /// @p owner is the instance to which they are to be linked, or nullptr.
    QList<qint64> targets(const QJsonArray &array, const Held *owner) const;

private:
    QVariant value(const AnyModel &model, const QString &field, const QJsonValue &value) const;

    KeyNames &m_names;
    std::map<QString, Held> m_instances;
};

/// The set that @p instance has of the relation that a trace calls @p relation, from its far side if
/// @p reverse.
Signalbox::RelatedSet relatedSet(const AnyModel::Held &instance, const QString &relation, bool reverse);
