// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "liverelations_p.h"

#include "dialect_p.h"
#include "instancevalues_p.h"
#include "operations.h"
#include "threadconnection_p.h"

#include <algorithm>
#include <utility>

namespace Signalbox {
namespace {

constexpr qsizetype batchSize = 500; // keys in one statement
constexpr qsizetype manyKeys = 5000; // more are quicker read with all others

// Keys for one statement; of few different lengths, as statements are kept.
QVariantList batch(const QList<qint64> &keys, qsizetype from)
{
    QVariantList some;
    for (qsizetype i = from; i < std::min(from + batchSize, keys.size()); ++i)
        some << keys[i];
    qsizetype length = 1;
    while (length < some.size())
        length *= 4;
    while (some.size() < std::min(length, batchSize))
        some << some.last();
    return some;
}

// Takes at most @p most that matter, and all that does not.
template <typename Matters>
QList<qint64> takeSome(QSet<qint64> &keys, qsizetype most, Matters matters)
{
    QList<qint64> taken;
    for (auto key = keys.begin(); key != keys.end() && taken.size() < most;) {
        if (matters(*key))
            taken << *key;
        key = keys.erase(QSet<qint64>::const_iterator(key));
    }
    return taken;
}

qint64 keyOf(const QVariant &reference)
{
    return static_cast<const ForeignKeyBase *>(reference.constData())->key();
}

} // namespace

Result<Done> readByKeys(const QueryDescription &query, const QList<qint64> &keys,
                        const std::function<void(const QVariant &instance)> &add)
{
    QList<QVariant> instances;
    const auto next = [&] { return instances.emplaceBack(query.model().type()).data(); };
    if (keys.size() > manyKeys) {
        if (const auto loaded = detail::load(query, next); !loaded)
            return loaded;
    } else {
        for (qsizetype from = 0; from < keys.size(); from += batchSize) {
            QueryDescription some = query;
            some.filter(u"pk__in", batch(keys, from));
            if (const auto loaded = detail::load(some, next); !loaded)
                return loaded;
        }
    }
    std::for_each(instances.cbegin(), instances.cend(), add);
    return Done{};
}

LiveRelations::LiveRelations(const ModelInfo &model, const QString &database,
                             const QList<LiveColumn> &columns)
    : m_model(&model), m_database(database)
{
    for (const LiveColumn &column : columns) {
        if (column.target) {
            Link &link = linkFor(column.relation ? -1 : column.field, column.relation, column.target);
            link.showsFields = link.showsFields || column.targetField >= 0;
        }
    }
    for (int field = 0; field < model.fields().size(); ++field) {
        const FieldInfo &info = model.fields()[field];
        if (info.kind == FieldInfo::Kind::ForeignKey && info.onDelete == OnDelete::SetNull)
            linkFor(field, nullptr, &info.target());
    }
}

LiveRelations::Link &LiveRelations::linkFor(int field, const ManyToManyInfo *relation,
                                            const ModelInfo *target)
{
    for (Link &link : m_links) {
        if (link.field == field && link.relation == relation)
            return link;
    }
    return m_links.emplaceBack(Link{.field = field, .relation = relation, .target = target});
}

const LiveRelations::Link *LiveRelations::find(const LiveColumn &column) const
{
    for (const Link &link : m_links) {
        if (link.relation == column.relation && (link.relation || link.field == column.field))
            return &link;
    }
    return nullptr;
}

// @return whether it is a change.
bool LiveRelations::relate(Link &link, qint64 row, const QList<qint64> &targets)
{
    const QList<qint64> before = link.targetsOf.value(row);
    if (before == targets)
        return false;
    for (const qint64 target : before) {
        const auto rows = link.rowsOf.find(target);
        rows->remove(row);
        if (rows->isEmpty()) { // its events are not followed any more
            link.rowsOf.remove(target);
            link.values.remove(target);
        }
    }
    for (const qint64 target : targets)
        link.rowsOf[target].insert(row);
    if (targets.isEmpty())
        link.targetsOf.remove(row);
    else
        link.targetsOf.insert(row, targets);
    return true;
}

Result<QSet<qint64>> LiveRelations::follow(const QList<LiveRow> &rows)
{
    QList<qint64> keys;
    for (const LiveRow &row : rows)
        keys << row.key;
    for (Link &link : m_links) {
        if (link.relation) {
            if (const auto read = readPairs(link, keys, m_changed); !read)
                return read.error();
        } else {
            for (const LiveRow &row : rows) {
                const qint64 target = keyOf(row.values[link.field]);
                if (relate(link, row.key, target ? QList<qint64>{target} : QList<qint64>()))
                    m_changed.insert(row.key);
            }
        }
        QSet<qint64> missing;
        for (const qint64 key : std::as_const(keys)) {
            const auto targets = link.targetsOf.value(key);
            for (const qint64 target : targets) {
                if (!link.values.contains(target))
                    missing.insert(target);
            }
        }
        if (const auto read = readTargets(link, missing.values()); !read)
            return read.error();
    }
    return std::exchange(m_changed, {});
}

Result<QSet<qint64>> LiveRelations::reread(const QList<LiveRow> &rows)
{
    QList<QHash<qint64, QVariantList>> before;
    for (Link &link : m_links)
        before << std::exchange(link.values, {});
    const auto followed = follow(rows);
    if (!followed) { // they are shown on
        for (qsizetype i = 0; i < m_links.size(); ++i)
            m_links[i].values.insert(before[i]);
        return followed;
    }
    QSet<qint64> changed = *followed;
    for (qsizetype i = 0; i < m_links.size(); ++i) {
        const Link &link = m_links[i];
        for (auto shown = link.rowsOf.cbegin(); shown != link.rowsOf.cend(); ++shown) {
            if (link.values.value(shown.key()) != before[i].value(shown.key()))
                changed.unite(*shown);
        }
    }
    return changed;
}

void LiveRelations::forget(qint64 row)
{
    for (Link &link : m_links) {
        relate(link, row, {});
        link.changedRows.remove(row);
    }
}

// By the table of pairs: RelatedSet would ask once for each row.
Result<Done> LiveRelations::readPairs(Link &link, const QList<qint64> &rows, QSet<qint64> &changed) const
{
    const auto opened = ThreadConnection::of(m_database);
    if (!opened)
        return opened.error();
    ThreadConnection &connection = **opened;
    const ManyToManyInfo &relation = *link.relation;
    const QString what = QStringLiteral("Can't read %1").arg(relation.sender.name());
    const QString source = Dialect::quoted(relation.sourceColumn);
    const QString target = Dialect::quoted(relation.targetColumn);
    QHash<qint64, QList<qint64>> found;
    for (const qint64 row : rows)
        found.insert(row, {});
    const auto read = [&](const QString &where, const QVariantList &bound) -> Result<Done> {
        const auto query =
            connection.prepared(QStringLiteral("SELECT %1, %2 FROM %3%4 ORDER BY %1, %2")
                                    .arg(source, target, Dialect::quoted(relation.table), where),
                                what);
        if (!query)
            return query.error();
        for (int i = 0; i < bound.size(); ++i)
            (*query)->bindValue(i, bound[i]);
        if (const auto done = connection.run(**query, what); !done)
            return done.error();
        while ((*query)->next()) {
            if (const auto row = found.find((*query)->value(0).toLongLong()); row != found.end())
                *row << (*query)->value(1).toLongLong();
        }
        (*query)->finish();
        return Done{};
    };
    if (rows.size() > manyKeys) {
        if (const auto done = read({}, {}); !done)
            return done;
    }
    for (qsizetype from = 0; rows.size() <= manyKeys && from < rows.size(); from += batchSize) {
        const QVariantList some = batch(rows, from);
        const QString marks = QStringList(some.size(), QStringLiteral("?")).join(QLatin1Char(','));
        if (const auto done = read(QStringLiteral(" WHERE %1 IN (%2)").arg(source, marks), some); !done)
            return done;
    }
    for (auto row = found.cbegin(); row != found.cend(); ++row) {
        if (relate(link, row.key(), *row))
            changed.insert(row.key());
    }
    return Done{};
}

Result<Done> LiveRelations::readTargets(Link &link, const QList<qint64> &keys) const
{
    if (!link.showsFields || keys.isEmpty())
        return Done{};
    QHash<qint64, QVariantList> found;
    const auto read =
        readByKeys(QueryDescription(*link.target, m_database), keys, [&](const QVariant &instance) {
            found.insert(link.target->key(instance.constData()),
                         InstanceValues::all(*link.target, instance.constData()));
        });
    if (!read)
        return read;
    for (const qint64 key : keys) {
        if (const auto values = found.constFind(key); values != found.cend())
            link.values.insert(key, *values);
        else
            link.values.remove(key);
    }
    return Done{};
}

void LiveRelations::noteTarget(const ModelInfo &target, qint64 key, bool isDeleted)
{
    for (Link &link : m_links) {
        const auto rows = link.rowsOf.constFind(key);
        if (link.target != &target || rows == link.rowsOf.cend())
            continue;
        if (link.showsFields)
            link.changedTargets.insert(key);
        if (link.relation && isDeleted)
            link.changedRows.unite(*rows); // the pairs went along, and no signal tells of it
    }
}

void LiveRelations::notePairs(const ManyToManyInfo &relation, const QSet<qint64> &rows)
{
    for (Link &link : m_links) {
        if (link.relation == &relation)
            link.changedRows.unite(rows);
    }
}

QSet<qint64> LiveRelations::relatedTo(const ManyToManyInfo &relation, qint64 target) const
{
    for (const Link &link : m_links) {
        if (link.relation == &relation)
            return link.rowsOf.value(target);
    }
    return {};
}

bool LiveRelations::isChanged() const
{
    return std::any_of(m_links.cbegin(), m_links.cend(), [](const Link &link) {
        return !link.changedTargets.isEmpty() || !link.changedRows.isEmpty();
    });
}

Result<QSet<qint64>> LiveRelations::refresh(const LiveRows &shown, qsizetype most)
{
    for (Link &link : m_links) {
        const auto rows = takeSome(link.changedRows, most, [&](qint64 row) { return shown.find(row); });
        const auto isFollowed = [&](qint64 target) { return link.rowsOf.contains(target); };
        const auto some = takeSome(link.changedTargets, most, isFollowed);
        QSet<qint64> targets(some.cbegin(), some.cend());
        if (!rows.isEmpty()) {
            if (const auto read = readPairs(link, rows, m_changed); !read)
                return read.error();
            for (const qint64 row : rows) {
                const auto related = link.targetsOf.value(row);
                for (const qint64 target : related) {
                    if (!link.values.contains(target))
                        targets.insert(target);
                }
            }
        }
        targets.removeIf([&](qint64 target) { return !isFollowed(target); }); // any more
        if (const auto read = readTargets(link, targets.values()); !read)
            return read.error();
        for (const qint64 target : std::as_const(targets))
            m_changed.unite(link.rowsOf.value(target));
    }
    return std::exchange(m_changed, {});
}

QVariant LiveRelations::value(const LiveColumn &column, qint64 row) const
{
    const Link *const link = find(column);
    if (!link)
        return {};
    const QList<qint64> targets = link->targetsOf.value(row);
    if (column.kind == LiveColumn::Kind::RelatedKeys)
        return QVariantList(targets.cbegin(), targets.cend());
    if (column.kind == LiveColumn::Kind::FieldOfReferred)
        return targets.isEmpty() ? QVariant() : link->values.value(targets.first()).value(column.targetField);
    QStringList texts;
    for (const qint64 target : targets) {
        if (const auto values = link->values.constFind(target); values != link->values.cend())
            texts << values->value(column.targetField).toString();
    }
    return texts.join(QLatin1StringView(", "));
}

} // namespace Signalbox
