// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "operations.h"
#include "threadconnection_p.h"

#include <QtCore/QSet>

#include <list>
#include <map>

namespace Signalbox {

/// Collects what a removal takes along, and removes it, in the order of Django's collector.
class Removal {
public:
    Removal(ThreadConnection &connection, const QVariant &origin) : m_connection(connection), m_origin(origin)
    { }

    /// Whether no row of another table can refer to one of @p model.
    static bool standsAlone(const ModelInfo &model);

    /// Adds the instance at @p live, and all that refers to it.
    Result<Done> collect(const ModelInfo &model, void *live);

    /// Adds what @p query means, and all that refers to it.
    Result<Done> collect(const QueryDescription &query);

    /// Removes what was collected, with its signals. The keys of instances stay.
    Result<Removed> run();

private:
    struct Doomed {
        qint64 key;
        QVariant loaded; // the instance, unless it is the one at live
        void *live;
        void *address() { return live ? live : loaded.data(); }
    };
    using Instances = std::list<Doomed>; // whose addresses stay
    struct Reference {
        const ModelInfo *model; // whose field refers
        int field;
    };
    struct Deletion { // of rows that nobody hears of
        const ModelInfo *model; // nullptr for pairs of a many-to-many relation
        QString name; // the label, or that of the relation
        QString table;
        QString column;
        QList<qint64> keys;
    };
    struct Nulling {
        const ModelInfo *model;
        QString column;
        QList<qint64> keys;
    };
    struct Batch {
        const ModelInfo *model;
        QList<qint64> keys;
    };

    static QList<Reference> referencesTo(const ModelInfo &model);
    static bool canGoUnseen(const ModelInfo &model);
    Instances &instancesOf(const ModelInfo &model);
    QList<qint64> add(const ModelInfo &model, Instances instances, const ModelInfo *referred);
    Result<Done> collectReferring(const ModelInfo &model, const QList<qint64> &keys);
    Result<Done> collectReferring(const Reference &reference, const ModelInfo &model,
                                  const QList<qint64> &keys);
    Result<Instances> load(const ModelInfo &model, int field, const QList<qint64> &keys);
    void collectPairs(const ModelInfo &model, const QList<qint64> &keys);
    DatabaseError protectedBy(const Reference &reference, const ModelInfo &model, qsizetype count) const;
    void sort();
    Result<Done> announce();
    Result<Done> deleteUnseen();
    Result<Done> setNull();
    Result<Done> deleteInstances();
    Result<int> deleteRows(const QString &table, const QString &column, const QList<qint64> &keys,
                           const QString &name);
    Result<int> execute(const QString &sql, const QList<qint64> &keys, const QString &name);

    ThreadConnection &m_connection;
    const QVariant m_origin;
    QList<const ModelInfo *> m_models; // in the order of their collection
    std::map<const ModelInfo *, Instances> m_instances;
    std::map<const ModelInfo *, QSet<const ModelInfo *>> m_dependencies; // what must be deleted before
    QList<Deletion> m_unseen;
    QList<Nulling> m_nullings;
    Removed m_removed;
};

} // namespace Signalbox
