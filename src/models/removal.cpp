// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "removal_p.h"

#include "dialect_p.h"
#include "modelsignals.h"
#include "querysql_p.h"

#include <algorithm>

namespace Signalbox {
namespace {

using Kind = DatabaseError::Kind;

// How many keys go into one statement.
constexpr qsizetype batchSize = 500;

template <typename Do>
Result<Done> inBatches(const QList<qint64> &keys, Do operation)
{
    for (qsizetype from = 0; from < keys.size(); from += batchSize) {
        if (const auto done = operation(keys.mid(from, batchSize)); !done)
            return done.error();
    }
    return Done{};
}

} // namespace

// The foreign keys of all models that are known.
QList<Removal::Reference> Removal::referencesTo(const ModelInfo &model)
{
    QList<Reference> references;
    const auto models = ModelInfo::all();
    for (const ModelInfo *other : models) {
        for (int i = 0; i < other->fields().size(); ++i) {
            const FieldInfo &field = other->fields()[i];
            if (field.kind == FieldInfo::Kind::ForeignKey && &field.target() == &model)
                references.append({other, i});
        }
    }
    return references;
}

bool Removal::standsAlone(const ModelInfo &model)
{
    const auto models = ModelInfo::all();
    return std::none_of(models.cbegin(), models.cend(), [&model](const ModelInfo *other) {
        const auto isTarget = [&](const ManyToManyInfo &relation) {
            return other == &model || &relation.target() == &model;
        };
        const auto refers = [&](const FieldInfo &field) {
            return field.target && field.onDelete != OnDelete::DoNothing && &field.target() == &model;
        };
        return std::any_of(other->manyToMany().cbegin(), other->manyToMany().cend(), isTarget)
            || std::any_of(other->fields().cbegin(), other->fields().cend(), refers);
    });
}

// Whether rows of the model can be deleted without loading them.
bool Removal::canGoUnseen(const ModelInfo &model)
{
    return !ModelEmitter(model).isRemovalHeard() && standsAlone(model);
}

Removal::Instances &Removal::instancesOf(const ModelInfo &model)
{
    if (!m_models.contains(&model))
        m_models.append(&model);
    return m_instances[&model];
}

// @return the keys of those that are new. @param referred the model that they refer to and so must go before
QList<qint64> Removal::add(const ModelInfo &model, Instances instances, const ModelInfo *referred)
{
    QList<qint64> fresh;
    if (instances.empty())
        return fresh;
    Instances &known = instancesOf(model);
    QSet<qint64> keys;
    for (const Doomed &doomed : known)
        keys.insert(doomed.key);
    for (auto doomed = instances.begin(); doomed != instances.end();) {
        const auto next = std::next(doomed);
        if (!keys.contains(doomed->key)) {
            fresh << doomed->key;
            known.splice(known.end(), instances, doomed);
        }
        doomed = next;
    }
    if (referred)
        m_dependencies[referred].insert(&model);
    return fresh;
}

Result<Done> Removal::collect(const ModelInfo &model, void *live)
{
    const qint64 key = model.key(live);
    Instances instances;
    instances.push_back({key, {}, live});
    return collectReferring(model, add(model, std::move(instances), nullptr));
}

Result<Done> Removal::collect(const QueryDescription &query)
{
    const ModelInfo &model = query.model();
    if (canGoUnseen(model)) {
        const auto keys = detail::keys(query);
        if (!keys)
            return keys.error();
        m_unseen.append({&model, model.label(), model.table(), model.primaryKey().column, *keys});
        return Done{};
    }
    Instances instances;
    const auto next = [&]() -> void * {
        instances.push_back({0, QVariant(model.type()), nullptr});
        return instances.back().address();
    };
    if (const auto loaded = detail::load(query, next); !loaded)
        return loaded.error();
    for (Doomed &doomed : instances)
        doomed.key = model.key(doomed.address());
    return collectReferring(model, add(model, std::move(instances), nullptr));
}

Result<Removal::Instances> Removal::load(const ModelInfo &model, int field, const QList<qint64> &keys)
{
    Instances instances;
    const auto loaded = inBatches(keys, [&](const QList<qint64> &batch) {
        QueryDescription query(model, m_connection.alias());
        query.filter(QString(model.fields()[field].name + QLatin1StringView("__in")),
                     QVariantList(batch.cbegin(), batch.cend()));
        return detail::load(query, [&]() -> void * {
            instances.push_back({0, QVariant(model.type()), nullptr});
            return instances.back().address();
        });
    });
    if (!loaded)
        return loaded.error();
    for (Doomed &doomed : instances)
        doomed.key = model.key(doomed.address());
    return instances;
}

Result<Done> Removal::collectReferring(const ModelInfo &model, const QList<qint64> &keys)
{
    if (keys.isEmpty())
        return Done{};
    std::optional<DatabaseError> error; // of protected rows: all others are collected first, as in Django
    const auto references = referencesTo(model);
    for (const Reference &reference : references) {
        const auto collected = collectReferring(reference, model, keys);
        if (!collected && collected.error().kind() != Kind::Protected)
            return collected;
        if (!collected && !error)
            error = collected.error();
    }
    if (error)
        return *error;
    collectPairs(model, keys);
    return Done{};
}

Result<Done> Removal::collectReferring(const Reference &reference, const ModelInfo &model,
                                       const QList<qint64> &keys)
{
    const ModelInfo &other = *reference.model;
    const FieldInfo &field = other.fields()[reference.field];
    switch (field.onDelete) {
    case OnDelete::DoNothing:
        return Done{};
    case OnDelete::SetNull:
        m_nullings.append({&other, field.column, keys});
        return Done{};
    case OnDelete::Protect: {
        if (preInit().hasListeners(other.sender()) || postInit().hasListeners(other.sender())) {
            const auto instances = load(other, reference.field, keys);
            if (!instances)
                return instances.error();
            return instances->empty()
                ? Result<Done>(Done{})
                : Result<Done>(protectedBy(reference, model, qsizetype(instances->size())));
        }
        QueryDescription query(other, m_connection.alias());
        query.filter(QString(field.name + QLatin1StringView("__in")),
                     QVariantList(keys.cbegin(), keys.cend()));
        const auto count = detail::count(query);
        if (!count)
            return count.error();
        return *count > 0 ? Result<Done>(protectedBy(reference, model, *count)) : Result<Done>(Done{});
    }
    case OnDelete::Cascade:
        break;
    }
    if (canGoUnseen(other)) {
        m_unseen.append({&other, other.label(), other.table(), field.column, keys});
        return Done{};
    }
    auto instances = load(other, reference.field, keys);
    if (!instances)
        return instances.error();
    return collectReferring(other,
                            add(other, std::move(instances).value(), field.isNullable ? nullptr : &model));
}

DatabaseError Removal::protectedBy(const Reference &reference, const ModelInfo &model, qsizetype count) const
{
    return DatabaseError(
        Kind::Protected,
        QStringLiteral("Can't remove %1: %2 of %3 refer to it by %4, which protects it; remove them first.")
            .arg(model.label())
            .arg(count)
            .arg(reference.model->label(), reference.model->fields()[reference.field].name));
}

// The pairs of many-to-many relations, whichever side goes. Nobody hears of them.
void Removal::collectPairs(const ModelInfo &model, const QList<qint64> &keys)
{
    const auto models = ModelInfo::all();
    for (const ModelInfo *owner : models) {
        for (const ManyToManyInfo &relation : owner->manyToMany()) {
            const QString name = relation.sender.name();
            if (owner == &model)
                m_unseen.append({nullptr, name, relation.table, relation.sourceColumn, keys});
            if (&relation.target() == &model)
                m_unseen.append({nullptr, name, relation.table, relation.targetColumn, keys});
        }
    }
}

// Models whose rows refer to others go before those; if they go round in circles, all stay as they were
// collected.
void Removal::sort()
{
    QList<const ModelInfo *> sorted;
    while (sorted.size() < m_models.size()) {
        const qsizetype before = sorted.size();
        for (const ModelInfo *model : std::as_const(m_models)) {
            const auto &needed = m_dependencies[model];
            const bool isFree = std::all_of(needed.cbegin(), needed.cend(),
                                            [&](const ModelInfo *other) { return sorted.contains(other); });
            if (!sorted.contains(model) && isFree)
                sorted.append(model);
        }
        if (sorted.size() == before)
            return;
    }
    m_models = sorted;
}

Result<Removed> Removal::run()
{
    for (auto &[model, instances] : m_instances)
        instances.sort([](const Doomed &a, const Doomed &b) { return a.key < b.key; });
    sort();
    for (const auto step :
         {&Removal::announce, &Removal::deleteUnseen, &Removal::setNull, &Removal::deleteInstances}) {
        if (const auto done = (this->*step)(); !done)
            return done.error();
    }
    return m_removed;
}

Result<Done> Removal::announce()
{
    for (const ModelInfo *model : std::as_const(m_models)) {
        const ModelEmitter emitter(*model, m_connection.alias());
        for (Doomed &doomed : m_instances[model]) {
            if (const auto allowed = emitter.preDelete(doomed.address(), m_origin); !allowed)
                return allowed.error();
        }
    }
    return Done{};
}

Result<Done> Removal::deleteUnseen()
{
    for (const Deletion &deletion : std::as_const(m_unseen)) {
        if (const auto deleted = deleteRows(deletion.table, deletion.column, deletion.keys, deletion.name);
            !deleted)
            return deleted.error();
    }
    return Done{};
}

Result<Done> Removal::setNull()
{
    for (const Nulling &nulling : std::as_const(m_nullings)) {
        const QString sql =
            QStringLiteral("UPDATE %1 SET %2 = NULL WHERE %2 IN (%3)")
                .arg(Dialect::quoted(nulling.model->table()), Dialect::quoted(nulling.column));
        const auto done = inBatches(nulling.keys, [&](const QList<qint64> &batch) {
            return execute(sql, batch, nulling.model->label());
        });
        if (!done)
            return done;
    }
    return Done{};
}

Result<Done> Removal::deleteInstances()
{
    for (const ModelInfo *model : std::as_const(m_models)) {
        Instances &instances = m_instances[model];
        QList<qint64> keys;
        for (Doomed &doomed : instances) // receivers may have changed them
            keys << model->key(doomed.address());
        const auto deleted = deleteRows(model->table(), model->primaryKey().column, keys, model->label());
        if (!deleted)
            return deleted.error();
        const bool areFound = *deleted == keys.size();
        const ModelEmitter emitter(*model, m_connection.alias());
        for (auto doomed = instances.rbegin(); doomed != instances.rend(); ++doomed)
            emitter.postDelete(doomed->address(), m_origin, ModelEmitter::nextRevision(), areFound);
    }
    return Done{};
}

Result<int> Removal::deleteRows(const QString &table, const QString &column, const QList<qint64> &keys,
                                const QString &name)
{
    const QString sql = QStringLiteral("DELETE FROM %1 WHERE %2 IN (%3)")
                            .arg(Dialect::quoted(table), Dialect::quoted(column));
    int count = 0;
    const auto done = inBatches(keys, [&](const QList<qint64> &batch) {
        const auto deleted = execute(sql, batch, name);
        count += deleted ? *deleted : 0;
        return deleted;
    });
    if (!done)
        return done.error();
    m_removed.count += count;
    if (count > 0)
        m_removed.perModel[name] += count;
    return count;
}

// @p sql has a place for the keys.
Result<int> Removal::execute(const QString &sql, const QList<qint64> &keys, const QString &name)
{
    QStringList marks;
    marks.fill(QStringLiteral("?"), keys.size());
    const QString what = QStringLiteral("Can't remove %1").arg(name);
    const auto prepared = m_connection.prepared(sql.arg(marks.join(QLatin1StringView(", "))), what);
    if (!prepared)
        return prepared.error();
    for (int i = 0; i < keys.size(); ++i)
        (*prepared)->bindValue(i, keys[i]);
    if (const auto done = m_connection.run(**prepared, what); !done)
        return done.error();
    return (*prepared)->numRowsAffected();
}

} // namespace Signalbox
