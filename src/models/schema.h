// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Signalbox {

/// What syncdb() did.
struct Synced {
    QStringList created; ///< the tables it created
};

/// Creates what is missing in @p database for all model classes that are known, and for those they refer to:
/// their tables, those of their many-to-many relations, indexes and references. Tables that are there stay as
/// they are.
///
/// Order of events: pre_migrate for each app, in the order in which the first of its models became known;
/// then the tables, in one transaction; then post_migrate for each app. Both are sent with nothing to do,
/// too, and outside of any transaction. An exception of a pre_migrate receiver leaves syncdb() and nothing
/// was created; one of post_migrate leaves it, too, but the tables stay.
///
/// *Errors.* A table that lacks a column of its model is an error that names it, and nothing is created.
/// Within a transaction syncdb() is refused. *Thread.* Works in the calling one.
SIGNALBOX_MODELS_EXPORT Result<Synced> syncdb(const QString &database = QStringLiteral("default"));

/// The same for the models @p T only, and those they refer to; makes them known.
template <typename... T>
requires(sizeof...(T) > 0) Result<Synced> syncdb(const QString &database = QStringLiteral("default"));

/// Makes the model classes @p T known, in this order: by their labels, to syncdb(), and to removals, which
/// take along only what known classes refer with.
template <typename... T>
void registerModels()
{
    ((void)ModelInfo::of<T>(), ...);
}

namespace detail {

SIGNALBOX_MODELS_EXPORT Result<Synced> syncdb(QList<const ModelInfo *> models, const QString &database);

} // namespace detail

template <typename... T>
requires(sizeof...(T) > 0) Result<Synced> syncdb(const QString &database)
{
    return detail::syncdb({&ModelInfo::of<T>()...}, database);
}

} // namespace Signalbox
