// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "livecolumns_p.h"
#include "liverows_p.h"

#include <QtCore/QSet>

namespace Signalbox {

/// What the rows of a LiveModel refer to and are related to, as far as its columns show it: the keys, and
/// the fields of these instances. What an event tells of is read again, so that the order of events does not
/// matter.
class LiveRelations {
public:
    LiveRelations() = default;

    /// With what @p columns need and, to know whose references became NULL, the foreign keys with
    /// OnDelete::SetNull.
    LiveRelations(const ModelInfo &model, const QString &database, const QList<LiveColumn> &columns);

    /// One relation of the rows' model.
    struct Link {
        int field = -1; ///< a foreign key; -1 if it is many-to-many
        const ManyToManyInfo *relation = nullptr;
        const ModelInfo *target = nullptr;
        bool showsFields = false; ///< of the target
        QHash<qint64, QList<qint64>> targetsOf = {}; ///< rows that have some
        QHash<qint64, QSet<qint64>> rowsOf = {};
        QHash<qint64, QVariantList> values = {}; ///< of the targets that exist
        QSet<qint64> changedTargets = {};
        QSet<qint64> changedRows = {}; ///< whose pairs changed
    };
    const QList<Link> &links() const { return m_links; }

    /// Reads what @p rows, new or changed, refer and are related to. @return those whose relations changed
    Result<QSet<qint64>> follow(const QList<LiveRow> &rows);
    /// The same for all @p rows that are shown, and for what is known of their targets already.
    Result<QSet<qint64>> reread(const QList<LiveRow> &rows);
    void forget(qint64 row);

    /// @name What happened
    /// @{
    /// An instance of @p target was saved or deleted.
    void noteTarget(const ModelInfo &target, qint64 key, bool isDeleted);
    void notePairs(const ManyToManyInfo &relation, const QSet<qint64> &rows);
    /// The rows that are related to @p target.
    QSet<qint64> relatedTo(const ManyToManyInfo &relation, qint64 target) const;
    bool isChanged() const;
    /// Reads again what was noted and concerns @p shown, of each relation at most @p most rows and @p most
    /// instances that they are related to. @return the rows that show it
    Result<QSet<qint64>> refresh(const LiveRows &shown, qsizetype most);
    /// @}

    QVariant value(const LiveColumn &column, qint64 row) const;

private:
    const Link *find(const LiveColumn &column) const;
    Link &linkFor(int field, const ManyToManyInfo *relation, const ModelInfo *target);
    static bool relate(Link &link, qint64 row, const QList<qint64> &targets);
    Result<Done> readPairs(Link &link, const QList<qint64> &rows, QSet<qint64> &changed) const;
    Result<Done> readTargets(Link &link, const QList<qint64> &keys) const;

    const ModelInfo *m_model = nullptr;
    QString m_database;
    QList<Link> m_links;
    QSet<qint64> m_changed; // which nobody was told of: a later read failed
};

/// Reads the instances of @p query's model with @p keys, in a few statements. The filters of @p query hold.
Result<Done> readByKeys(const QueryDescription &query, const QList<qint64> &keys,
                        const std::function<void(const QVariant &instance)> &add);

} // namespace Signalbox
