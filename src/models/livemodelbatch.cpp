// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// How a LiveModel applies what it heard: each row is found by its key and put to its place, without a look
// at the others.
#include "livemodel_p.h"

#include "instancevalues_p.h"
#include "modelemitter.h"

#include <algorithm>

namespace Signalbox {

/// What has to be done for some changes.
struct LiveModel::Private::Batch {
    QList<qint64> removals;
    QList<LiveRow> updates;
    QList<LiveRow> insertions;
};

// @return whether there may be more of it in this turn: q is alive, and nothing is to be read anew
bool LiveModel::Private::apply(const QList<LiveChange> &changes)
{
    if (!info || m_hasFailed)
        return true;
    Batch batch;
    QList<qint64> unsure;
    for (const LiveChange &change : changes) {
        switch (m_news.judge(change, rows.find(change.key))) {
        case LiveNews::Verdict::Stale:
            break;
        case LiveNews::Verdict::Unsure:
            unsure << change.key;
            break;
        case LiveNews::Verdict::Trusted:
            LiveRow row{change.key, change.instance, {}, change.revision};
            const bool exists = change.kind == LiveChange::Kind::Saved;
            if (exists)
                row.values = InstanceValues::all(*info, row.instance.constData());
            sortOut(std::move(row), exists, batch);
        }
    }
    if (!unsure.isEmpty() && !readUnsure(unsure, batch))
        return false;
    if (isBeyondWhatIsKnown(batch)) {
        requery(); // of all that is known by now
        return false;
    }
    apply(batch);
    return q && !m_needsQuery;
}

// @return false if it failed, or q is gone.
bool LiveModel::Private::readUnsure(const QList<qint64> &keys, Batch &batch)
{
    QueryDescription query = *rows.query();
    query.setLimit(-1);
    const quint64 revision = ModelEmitter::lastRevision();
    QSet<qint64> missing(keys.cbegin(), keys.cend());
    QList<LiveRow> found;
    const auto read = readByKeys(query, keys, [&](const QVariant &instance) {
        const qint64 key = info->key(instance.constData());
        if (missing.remove(key))
            found.append({key, instance, InstanceValues::all(*info, instance.constData()), revision, true});
    });
    if (!q)
        return false;
    if (!read) {
        failed(read.error());
        return false;
    }
    for (LiveRow &row : found)
        sortOut(std::move(row), true, batch);
    for (const qint64 key : std::as_const(missing))
        sortOut({.key = key, .revision = revision, .isRead = true}, false, batch);
    return true;
}

void LiveModel::Private::sortOut(LiveRow row, bool exists, Batch &batch)
{
    const bool isShown = rows.find(row.key);
    if (exists && rows.query()->matches(row.values)) {
        (isShown ? batch.updates : batch.insertions).append(std::move(row));
        return;
    }
    if (isShown)
        batch.removals << row.key;
    m_news.forgetRow(row.key, row.revision, row.isRead);
}

// Behind a full window the table may hold rows that nobody loaded. @return whether these are needed now;
// otherwise the batch has nothing that belongs there.
bool LiveModel::Private::isBeyondWhatIsKnown(Batch &batch) const
{
    if (!m_mayHoldMore || rows.size() == 0)
        return false; // there is room for none if the window is full and empty
    const auto &query = *rows.query();
    const QVariantList last = rows.at(rows.size() - 1).values;
    const auto isBehind = [&](const LiveRow &row) { return query.compare(row.values, last) > 0; };
    return !batch.removals.isEmpty() || std::any_of(batch.updates.cbegin(), batch.updates.cend(), isBehind);
}

void LiveModel::Private::apply(Batch &batch)
{
    const int before = rows.size();
    QSet<qint64> changed;
    if (!relations.links().isEmpty()) {
        const auto followed = relations.follow(batch.updates + batch.insertions);
        const auto refreshed = followed ? relations.refresh(rows, maximumBatch()) : followed;
        if (!q)
            return;
        if (!refreshed)
            return failed(refreshed.error());
        changed = *followed + *refreshed;
    }
    applyRemovals(batch.removals);
    if (q)
        applyUpdates(batch.updates, changed);
    if (q)
        announce(changed);
    if (q)
        applyInsertions(std::move(batch.insertions));
    announceCount(before);
}

void LiveModel::Private::applyRemovals(const QList<qint64> &keys)
{
    QList<int> indexes;
    for (const qint64 key : keys)
        indexes << rows.indexOf(key);
    // From the end, so that the rows before keep their numbers.
    std::sort(indexes.begin(), indexes.end(), std::greater<>());
    for (qsizetype i = 0; i < indexes.size() && q;) {
        const int last = indexes[i];
        int first = last;
        while (++i < indexes.size() && indexes[i] == first - 1)
            --first;
        removeRun(first, last);
    }
}

void LiveModel::Private::applyUpdates(const QList<LiveRow> &updates, QSet<qint64> &changed)
{
    QList<LiveRow> movers;
    for (const LiveRow &row : updates) {
        const LiveRow &old = *rows.find(row.key);
        if (old.values != row.values)
            changed.insert(row.key);
        if (rows.query()->compare(old.values, row.values) != 0)
            movers << row;
        else
            rows.replace(row);
    }
    for (qsizetype i = 0; i < movers.size() && q; ++i) {
        const LiveRow &row = movers[i];
        const int from = rows.indexOf(row.key);
        const int before = rows.destinationOf(from, row.values);
        if (before != from)
            moveRow(from, before, &row);
        else
            rows.replace(row);
    }
}

void LiveModel::Private::applyInsertions(QList<LiveRow> insertions)
{
    const auto &query = *rows.query();
    std::sort(insertions.begin(), insertions.end(),
              [&](const LiveRow &a, const LiveRow &b) { return query.compare(a.values, b.values) < 0; });
    makeRoom(insertions);
    // New rows that no old row separates go together.
    for (qsizetype i = 0; i < insertions.size() && q;) {
        const int at = rows.placeOf(insertions[i].values);
        QList<LiveRow> run;
        do
            run << insertions[i++];
        while (i < insertions.size()
               && (at == rows.size() || query.compare(insertions[i].values, rows.at(at).values) < 0));
        insertRun(at, run);
    }
}

// Takes out what the limit leaves no room for: the last ones, old or new.
void LiveModel::Private::makeRoom(QList<LiveRow> &insertions)
{
    const auto &query = *rows.query();
    if (query.limit() < 0 || insertions.isEmpty())
        return;
    const auto forget = [&](const LiveRow &row) { m_news.forgetRow(row.key, row.revision, row.isRead); };
    const auto drop = [&] {
        forget(insertions.last());
        relations.forget(insertions.last().key);
        insertions.removeLast();
    };
    // Behind a full window there may be others before them.
    while (
        m_mayHoldMore && !insertions.isEmpty()
        && (rows.size() == 0 || query.compare(insertions.last().values, rows.at(rows.size() - 1).values) > 0))
        drop();
    int kept = rows.size();
    while (kept + insertions.size() > query.limit()) {
        m_mayHoldMore = true;
        if (!insertions.isEmpty()
            && (kept == 0 || query.compare(insertions.last().values, rows.at(kept - 1).values) > 0))
            drop();
        else
            forget(rows.at(--kept));
    }
    if (kept < rows.size())
        removeRun(kept, rows.size() - 1);
}

} // namespace Signalbox
