// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// How a LiveModel reads the table, and applies what differs from the rows that are shown.
#include "livemodel_p.h"

#include "instancevalues_p.h"
#include "modelemitter.h"
#include "operations.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace Signalbox {
namespace {

// Which of @p places, all different, have to move so that they ascend, if as many as can be stay.
std::vector<bool> toMove(const QList<int> &places)
{
    QList<int> tails; // the index of the smallest end of an ascending chain of each length
    QList<int> previous(places.size(), -1); // in the best chain that ends here
    for (int i = 0; i < places.size(); ++i) {
        const auto longer = std::lower_bound(tails.begin(), tails.end(), places[i],
                                             [&](int tail, int place) { return places[tail] < place; });
        if (longer != tails.begin())
            previous[i] = *std::prev(longer);
        if (longer == tails.end())
            tails << i;
        else
            *longer = i;
    }
    std::vector<bool> moves(size_t(places.size()), true);
    for (int i = tails.isEmpty() ? -1 : tails.last(); i >= 0; i = previous[i])
        moves[size_t(i)] = false;
    return moves;
}

} // namespace

QueryDescription LiveModel::Private::wanted(const ModelInfo &model) const
{
    QueryDescription query(model, database);
    query.filter(filter);
    query.search(search, searchFields);
    query.orderBy(orderBy);
    query.setLimit(limit);
    return query;
}

Result<QList<LiveRow>> LiveModel::Private::read(const QueryDescription &query) const
{
    const ModelInfo &model = query.model();
    const quint64 revision = ModelEmitter::lastRevision();
    QList<QVariant> instances;
    const auto loaded = detail::load(query, [&] { return instances.emplaceBack(model.type()).data(); });
    if (!loaded)
        return loaded.error();
    QList<LiveRow> found;
    found.reserve(instances.size());
    for (const QVariant &instance : std::as_const(instances)) {
        const void *address = instance.constData();
        found.append({model.key(address), instance, InstanceValues::all(model, address), revision, true});
    }
    // A receiver of post_init may have changed them.
    const auto isBefore = [&](const LiveRow &a, const LiveRow &b) {
        return query.compare(a.values, b.values) < 0;
    };
    if (!std::is_sorted(found.cbegin(), found.cend(), isBefore))
        std::sort(found.begin(), found.end(), isBefore);
    return found;
}

void LiveModel::Private::reset()
{
    m_needsReset = false;
    m_needsQuery = false;
    m_inbox->take();
    m_news = {};
    m_news.allRead(ModelEmitter::lastRevision());
    m_relationConnections.clear();
    const ModelInfo *const model = ModelInfo::find(label);
    QString problem;
    std::optional<DatabaseError> unread;
    std::optional<QueryDescription> query;
    QList<LiveColumn> shown;
    QList<LiveRow> found;
    LiveRelations followed;
    if (model) {
        query = wanted(*model);
        if (const auto parsed = LiveColumns::parse(*model, columnNames); !parsed) {
            problem = parsed.error().text();
        } else {
            shown = *parsed;
            followed = LiveRelations(*model, database, shown);
            connectRelations(followed);
            auto rowsRead = read(*query);
            const auto related =
                rowsRead ? followed.follow(*rowsRead) : Result<QSet<qint64>>(rowsRead.error());
            if (related)
                found = *std::move(rowsRead);
            else
                unread = related.error();
        }
    } else if (!label.isEmpty()) {
        problem =
            QStringLiteral("There is no model \"%1\"; use the class, or ModelInfo::of<T>(), once before.")
                .arg(label);
    }
    if (!q)
        return;
    const int before = rows.size();
    q->beginResetModel();
    if (!q)
        return;
    info = model;
    columns = shown;
    relations = std::move(followed);
    rows.clear();
    rows.setQuery(query);
    QList<LiveRows::Row> made;
    made.reserve(found.size());
    for (LiveRow &row : found)
        made << std::make_shared<LiveRow>(std::move(row));
    rows.insert(0, made);
    m_hasFailed = unread || !problem.isEmpty();
    m_mayHoldMore = query && query->limit() >= 0 && rows.size() >= query->limit();
    q->endResetModel();
    if (unread)
        failed(*unread);
    else
        setError(problem);
    announceCount(before);
}

// What was heard before is committed, so it is in what is read.
void LiveModel::Private::requery()
{
    if (!info || columns.isEmpty())
        return reset();
    receive(m_inbox->take());
    if (!q)
        return;
    m_needsQuery = false;
    m_news.discard();
    const QueryDescription query = wanted(*info);
    const quint64 revision = ModelEmitter::lastRevision();
    const auto target = read(query);
    const bool rereads = std::exchange(m_rereadsRelated, false);
    const auto related = !target ? Result<QSet<qint64>>(target.error())
        : rereads                ? relations.reread(*target)
                                 : relations.follow(*target);
    if (!q)
        return;
    if (!related) {
        failed(related.error());
        if (query.error())
            reconcile({}, {});
        return;
    }
    m_news.allRead(revision);
    m_hasFailed = false;
    m_mayHoldMore = query.limit() >= 0 && target->size() >= query.limit();
    rows.setQuery(query);
    reconcile(*target, *related);
    setError({});
}

// The rows stay as they are. The database may answer later on.
void LiveModel::Private::failed(const DatabaseError &why)
{
    using Kind = DatabaseError::Kind;
    constexpr int pause = 1000;
    m_hasFailed = true;
    m_rereadsRelated = true; // what was to be read may be forgotten
    if (why.kind() != Kind::InvalidArgument && why.kind() != Kind::InvalidModel) {
        m_needsQuery = true;
        schedule(pause);
    }
    setError(why.text());
}

// Makes the rows equal to @p target, whose order is the query's. @param changed has other relations
void LiveModel::Private::reconcile(const QList<LiveRow> &target, QSet<qint64> changed)
{
    const int before = rows.size();
    QHash<qint64, int> places;
    places.reserve(target.size());
    for (int i = 0; i < target.size(); ++i)
        places.insert(target[i].key, i);
    removeAllBut(places);
    for (const LiveRow &row : target) {
        const LiveRow *const old = q ? rows.find(row.key) : nullptr;
        if (!old)
            continue;
        if (old->values != row.values)
            changed.insert(row.key);
        rows.replace(row);
    }
    if (q)
        arrange(target, places);
    if (q)
        announce(changed);
    if (q)
        insertMissing(target);
    announceCount(before);
}

void LiveModel::Private::removeAllBut(const QHash<qint64, int> &places)
{
    for (int last = rows.size() - 1; last >= 0 && q; --last) {
        int first = last + 1;
        while (first > 0 && !places.contains(rows.at(first - 1).key))
            --first;
        if (first > last)
            continue;
        removeRun(first, last);
        last = first;
    }
}

void LiveModel::Private::arrange(const QList<LiveRow> &target, const QHash<qint64, int> &places)
{
    constexpr qsizetype manyMoves = 32;
    const QList<qint64> keys = rows.keys();
    QList<int> present;
    for (const qint64 key : keys)
        present << places.value(key);
    if (std::is_sorted(present.cbegin(), present.cend()))
        return;
    const std::vector<bool> moves = toMove(present);
    QSet<qint64> movers;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (moves[size_t(i)])
            movers.insert(keys[i]);
    }
    QList<qint64> order;
    for (const LiveRow &row : target) {
        if (rows.find(row.key))
            order << row.key;
    }
    if (movers.size() > manyMoves) {
        rearrange([&] { rows.reorder(order); });
        return;
    }
    for (qsizetype i = 0; i < order.size() && q; ++i) {
        if (!movers.contains(order[i]))
            continue;
        const int from = rows.indexOf(order[i]);
        const int before = i > 0 ? rows.indexOf(order[i - 1]) + 1 : 0; // behind its neighbour, which stands
        if (from != before)
            moveRow(from, before);
    }
}

void LiveModel::Private::insertMissing(const QList<LiveRow> &target)
{
    for (qsizetype i = 0; i < target.size() && q; ++i) {
        const int at = int(i);
        QList<LiveRow> run;
        while (i < target.size() && !rows.find(target[i].key))
            run << target[i++];
        if (!run.isEmpty())
            insertRun(at, run);
    }
}

} // namespace Signalbox
