// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "relatedset.h"

#include "dialect_p.h"
#include "modelsignals.h"
#include "operations.h"
#include "threadconnection_p.h"

#include <algorithm>

namespace Signalbox {
namespace {

DatabaseError unsaved(const ManyToManyInfo &relation)
{
    return DatabaseError(DatabaseError::Kind::NotSaved,
                         QStringLiteral("Can't change %1: one of the instances has no key; save it first.")
                             .arg(relation.sender.name()));
}

} // namespace

/// One operation on the pairs of one instance.
class RelatedSet::Work {
public:
    Work(const RelatedSet &set, ThreadConnection &connection, QList<qint64> keys, bool clearFirst)
        : m_set(set), m_relation(set.m_relation), m_connection(connection), m_keys(std::move(keys)),
          m_clearFirst(clearFirst),
          m_own(set.m_isReverse ? m_relation.targetColumn : m_relation.sourceColumn),
          m_other(set.m_isReverse ? m_relation.sourceColumn : m_relation.targetColumn),
          m_key(ownModel().key(set.m_instance))
    { }

    Result<Done> add() { return add(m_keys); }
    Result<Done> remove() { return remove(m_keys); }
    Result<Done> clear();
    Result<Done> set();
    Result<QList<qint64>> present(const QString &own, const QString &other) const;
    Result<QList<qint64>> present() const { return present(m_own, m_other); }

private:
    const ModelInfo &ownModel() const { return m_set.m_isReverse ? m_relation.target() : m_set.m_owner; }
    Result<Done> add(const QList<qint64> &keys);
    Result<Done> remove(const QList<qint64> &keys);
    Result<Done> insert(const QString &own, const QString &other, const QList<qint64> &keys);
    Result<Done> erase(const QString &own, const QString &other, const QList<qint64> *keys);
    Result<Done> eraseBothWays(const QList<qint64> *keys);
    Result<QSqlQuery *> execute(const QString &sql, const QVariantList &values) const;
    void announce(Action action, QList<qint64> *keys)
    {
        ModelEmitter(ownModel(), m_connection.alias())
            .m2mChanged(m_relation, action, m_set.m_instance, m_set.m_isReverse, m_set.otherModel().label(),
                        keys);
    }

    const RelatedSet &m_set;
    const ManyToManyInfo &m_relation;
    ThreadConnection &m_connection;
    const QList<qint64> m_keys;
    const bool m_clearFirst;
    const QString m_own; // the column of the instance's key
    const QString m_other;
    const qint64 m_key;
};

Result<QSqlQuery *> RelatedSet::Work::execute(const QString &sql, const QVariantList &values) const
{
    const QString what = QStringLiteral("Can't read or change %1").arg(m_relation.sender.name());
    const auto prepared = m_connection.prepared(sql, what);
    if (!prepared)
        return prepared;
    for (int i = 0; i < values.size(); ++i)
        (*prepared)->bindValue(i, values[i]);
    if (const auto done = m_connection.run(**prepared, what); !done)
        return done.error();
    return prepared;
}

Result<QList<qint64>> RelatedSet::Work::present(const QString &own, const QString &other) const
{
    const auto rows =
        execute(QStringLiteral("SELECT %1 FROM %2 WHERE %3 = ? ORDER BY %1")
                    .arg(Dialect::quoted(other), Dialect::quoted(m_relation.table), Dialect::quoted(own)),
                {m_key});
    if (!rows)
        return rows.error();
    QList<qint64> keys;
    while ((*rows)->next())
        keys << (*rows)->value(0).toLongLong();
    (*rows)->finish();
    return keys;
}

Result<Done> RelatedSet::Work::insert(const QString &own, const QString &other, const QList<qint64> &keys)
{
    const QString sql = m_connection.dialect().insertUnlessThere(
        Dialect::quoted(m_relation.table), {Dialect::quoted(own), Dialect::quoted(other)});
    for (const qint64 key : keys) {
        const auto inserted = execute(sql, {m_key, key});
        if (!inserted)
            return inserted.error();
        (*inserted)->finish();
    }
    return Done{};
}

// Pairs with @p keys; all if nullptr.
Result<Done> RelatedSet::Work::erase(const QString &own, const QString &other, const QList<qint64> *keys)
{
    const QString sql = QStringLiteral("DELETE FROM %1 WHERE %2 = ?")
                            .arg(Dialect::quoted(m_relation.table), Dialect::quoted(own));
    if (!keys) {
        const auto erased = execute(sql, {m_key});
        return erased ? Result<Done>(Done{}) : erased.error();
    }
    for (const qint64 key : *keys) {
        const auto erased =
            execute(sql + QStringLiteral(" AND %1 = ?").arg(Dialect::quoted(other)), {m_key, key});
        if (!erased)
            return erased.error();
    }
    return Done{};
}

Result<Done> RelatedSet::Work::eraseBothWays(const QList<qint64> *keys)
{
    const auto erased = erase(m_own, m_other, keys);
    return erased && m_relation.isSymmetrical ? erase(m_other, m_own, keys) : erased;
}

Result<Done> RelatedSet::Work::add(const QList<qint64> &keys)
{
    if (keys.isEmpty())
        return Done{};
    if (keys.first() <= 0)
        return unsaved(m_relation);
    const auto known = present();
    if (!known)
        return known.error();
    QList<qint64> missing;
    std::set_difference(keys.cbegin(), keys.cend(), known->cbegin(), known->cend(),
                        std::back_inserter(missing));
    announce(Action::PreAdd, &missing);
    if (const auto inserted = insert(m_own, m_other, missing); !inserted)
        return inserted;
    announce(Action::PostAdd, &missing);
    return m_relation.isSymmetrical ? insert(m_other, m_own, keys) : Result<Done>(Done{});
}

Result<Done> RelatedSet::Work::remove(const QList<qint64> &keys)
{
    if (keys.isEmpty())
        return Done{};
    QList<qint64> removed = keys;
    announce(Action::PreRemove, &removed);
    if (const auto erased = eraseBothWays(&removed); !erased)
        return erased;
    announce(Action::PostRemove, &removed);
    return Done{};
}

Result<Done> RelatedSet::Work::clear()
{
    announce(Action::PreClear, nullptr);
    if (const auto erased = eraseBothWays(nullptr); !erased)
        return erased;
    announce(Action::PostClear, nullptr);
    return Done{};
}

Result<Done> RelatedSet::Work::set()
{
    if (m_clearFirst) {
        const auto cleared = clear();
        return cleared ? add(m_keys) : cleared;
    }
    const auto known = present();
    if (!known)
        return known.error();
    QList<qint64> gone;
    QList<qint64> fresh;
    std::set_difference(known->cbegin(), known->cend(), m_keys.cbegin(), m_keys.cend(),
                        std::back_inserter(gone));
    std::set_difference(m_keys.cbegin(), m_keys.cend(), known->cbegin(), known->cend(),
                        std::back_inserter(fresh));
    const auto removed = remove(gone);
    return removed ? add(fresh) : removed;
}

RelatedSet::RelatedSet(const ModelInfo &owner, const ManyToManyInfo &relation, void *instance, bool isReverse,
                       const QString &database)
    : m_owner(owner), m_relation(relation), m_instance(instance), m_isReverse(isReverse), m_database(database)
{ }

// Whether the instance can be related to anything.
Result<Done> RelatedSet::check() const
{
    const ModelInfo &own = m_isReverse ? m_relation.target() : m_owner;
    if (!own.isValid() || !otherModel().isValid())
        return detail::invalidModel(own.isValid() ? otherModel() : own);
    return own.key(m_instance) == 0 ? Result<Done>(unsaved(m_relation)) : Result<Done>(Done{});
}

Result<Done> RelatedSet::run(Result<Done> (Work::*operation)(), QList<qint64> keys, bool clearFirst)
{
    std::sort(keys.begin(), keys.end());
    keys.resize(std::unique(keys.begin(), keys.end()) - keys.begin());
    if (const auto checked = check(); !checked)
        return checked;
    const auto connection = ThreadConnection::of(m_database);
    if (!connection)
        return connection.error();
    OperationScope scope(**connection);
    if (!scope.begun())
        return scope.begun();
    Work work(*this, **connection, std::move(keys), clearFirst);
    if (const auto done = (work.*operation)(); !done)
        return done;
    return scope.commit();
}

Result<Done> RelatedSet::add(const QList<qint64> &keys)
{
    return keys.isEmpty() ? check() : run(&Work::add, keys);
}

Result<Done> RelatedSet::remove(const QList<qint64> &keys)
{
    return keys.isEmpty() ? check() : run(&Work::remove, keys);
}

Result<Done> RelatedSet::clear()
{
    return run(&Work::clear, {});
}

Result<Done> RelatedSet::set(const QList<qint64> &keys, bool clearFirst)
{
    return run(&Work::set, keys, clearFirst);
}

Result<QList<qint64>> RelatedSet::keys() const
{
    if (const auto checked = check(); !checked)
        return checked.error();
    const auto connection = ThreadConnection::of(m_database);
    if (!connection)
        return connection.error();
    return Work(*this, **connection, {}, false).present();
}

} // namespace Signalbox
