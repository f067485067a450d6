// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelemitter.h"
#include "querydescription.h"

#include <QtCore/QMap>
#include <QtCore/QVariant>

#include <functional>

/// @file
/// What can be done with instances and rows, for classes that are known by their ModelInfo only: the typed
/// functions of Model, Query and RelatedSet, LiveModel and the QML module are made of these. All of it
/// works in the calling thread, on that thread's connection.

namespace Signalbox {

/// What a save did.
struct Saved {
    bool created; ///< whether it inserted a row
};

/// What a removal did.
struct Removed {
    int count = 0; ///< how many rows were deleted, in all tables: 0 if the row was gone already
    QMap<QString, int> perModel = {}; ///< the same by label; pairs of a many-to-many relation by its name
};

/// How bulkCreate() and Query::update() work.
struct BulkOptions {
    QString database = QStringLiteral("default"); ///< of bulkCreate(); a query knows its own
    /// Whether post_bulk_create or post_bulk_update tells of it. LiveModel hears them.
    bool signal = false;
};

namespace detail {

SIGNALBOX_MODELS_EXPORT DatabaseError invalidModel(const ModelInfo &model);

/// @name Instances, by their addresses
/// @{
SIGNALBOX_MODELS_EXPORT Result<Done> make(const ModelInfo &model, void *instance, QVariantMap values);
SIGNALBOX_MODELS_EXPORT Result<Saved> save(const ModelInfo &model, void *instance,
                                           const SaveOptions &options);
SIGNALBOX_MODELS_EXPORT Result<Removed> remove(const ModelInfo &model, void *instance,
                                               const QString &database);
SIGNALBOX_MODELS_EXPORT Result<Done> load(const ModelInfo &model, void *instance, qint64 key,
                                          const QString &database);
SIGNALBOX_MODELS_EXPORT Result<Done> bulkCreate(const ModelInfo &model, const QList<void *> &instances,
                                                const BulkOptions &options);
/// @}

/// @name Queries
/// @{
/// Loads what @p query means, each instance into the address that @p next returns.
SIGNALBOX_MODELS_EXPORT Result<Done> load(const QueryDescription &query, const std::function<void *()> &next);
SIGNALBOX_MODELS_EXPORT Result<qint64> count(const QueryDescription &query);
SIGNALBOX_MODELS_EXPORT Result<QList<qint64>> keys(const QueryDescription &query);
SIGNALBOX_MODELS_EXPORT Result<int> update(const QueryDescription &query, const QVariantMap &values,
                                           bool signal);
SIGNALBOX_MODELS_EXPORT Result<Removed> remove(const QueryDescription &query);
/// @}

} // namespace detail
} // namespace Signalbox
