// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "operations.h"

#include "dialect_p.h"
#include "fieldtype_p.h"
#include "instancevalues_p.h"
#include "modelsignals.h"
#include "querysql_p.h"
#include "rowwriter_p.h"

namespace Signalbox {
namespace {

using Kind = DatabaseError::Kind;

// Which fields SaveOptions::updateFields means; an error if it can't be meant.
Result<QList<int>> fieldsToUpdate(const ModelInfo &model, const QStringList &names)
{
    QList<int> fields;
    for (const QString &name : names) {
        const int field = model.fieldIndex(name);
        if (field < 0 || field == model.primaryKeyIndex()) {
            return DatabaseError(
                Kind::InvalidArgument,
                QStringLiteral("Can't save %1: updateFields has \"%2\", which is no field, or "
                               "the primary key.")
                    .arg(model.label(), name));
        }
        if (!fields.contains(field))
            fields << field;
    }
    return fields;
}

class Save {
public:
    Save(const ModelInfo &model, void *instance, const SaveOptions &options)
        : m_model(model), m_instance(instance), m_options(options), m_emitter(model, options.database)
    { }

    Result<Saved> run()
    {
        const auto &names = m_options.updateFields;
        if (m_options.forceInsert && (m_options.forceUpdate || (names && !names->isEmpty()))) {
            return DatabaseError(Kind::InvalidArgument,
                                 QStringLiteral("Can't save %1: forceInsert contradicts forceUpdate and "
                                                "updateFields.")
                                     .arg(m_model.label()));
        }
        if (names) {
            if (names->isEmpty())
                return Saved{false};
            const auto fields = fieldsToUpdate(m_model, *names);
            if (!fields)
                return fields.error();
            m_fields = *fields;
        }
        if (const auto allowed = m_emitter.preSave(m_instance, m_options); !allowed)
            return allowed.error();
        const auto saved = writeInTransaction();
        if (saved)
            m_emitter.postSave(m_instance, saved->created, m_options, m_revision, m_changes);
        return saved;
    }

private:
    // In a transaction of its own unless there is one.
    Result<Saved> writeInTransaction()
    {
        const auto connection = ThreadConnection::of(m_options.database);
        if (!connection)
            return connection.error();
        RowWriter writer(**connection, m_model);
        QVariantList values = InstanceValues::all(m_model, m_instance);
        if (const auto storable = writer.check(values); !storable)
            return storable.error();
        OperationScope scope(**connection);
        if (!scope.begun())
            return scope.begun().error();
        auto saved = write(writer, values);
        if (!saved)
            return saved;
        m_revision = ModelEmitter::nextRevision();
        if (const auto committed = scope.commit(); !committed)
            return committed.error();
        if (postSave().hasListeners(m_model.sender()))
            m_changes = InstanceValues::changes(m_model, m_instance, values);
        remember(std::move(values));
        return saved;
    }

    Result<Saved> write(RowWriter &writer, QVariantList &values)
    {
        QVariant &key = values[m_model.primaryKeyIndex()];
        const bool mustUpdate = m_options.forceUpdate || m_options.updateFields;
        if (mustUpdate && key.toLongLong() == 0) {
            return DatabaseError(
                Kind::NotSaved,
                QStringLiteral("Can't update a %1 that has no key: it was not saved, or was removed.")
                    .arg(m_model.label()));
        }
        if (key.toLongLong() != 0 && !m_options.forceInsert) {
            const auto updated = writer.update(values, m_options.updateFields ? &m_fields : nullptr);
            if (!updated)
                return updated.error();
            if (*updated)
                return Saved{false};
            if (mustUpdate) {
                return DatabaseError(Kind::NotUpdated,
                                     QStringLiteral("Can't update %1 %2: there is no such row.")
                                         .arg(m_model.label(), key.toString()));
            }
        }
        const auto inserted = writer.insert(values);
        if (!inserted)
            return inserted.error();
        key = *inserted;
        return Saved{true};
    }

    // What the row holds now. Of fields that were not written nothing new is known.
    void remember(QVariantList values)
    {
        InstanceState &state = m_model.state(m_instance);
        m_model.setKey(m_instance, values[m_model.primaryKeyIndex()].toLongLong());
        if (m_options.updateFields && state.stored()) {
            QVariantList known = *state.stored();
            for (const int field : m_fields)
                known[field] = values[field];
            values = std::move(known);
        }
        state.setStored(std::move(values), m_options.database);
    }

    const ModelInfo &m_model;
    void *const m_instance;
    const SaveOptions &m_options;
    const ModelEmitter m_emitter;
    QList<int> m_fields; // to update, if not all
    quint64 m_revision = 0;
    QVariantMap m_changes;
};

} // namespace

Result<Saved> detail::save(const ModelInfo &model, void *instance, const SaveOptions &options)
{
    if (!model.isValid())
        return invalidModel(model);
    return Save(model, instance, options).run();
}

Result<Done> detail::bulkCreate(const ModelInfo &model, const QList<void *> &instances,
                                const BulkOptions &options)
{
    if (!model.isValid())
        return invalidModel(model);
    if (instances.isEmpty())
        return Done{};
    const auto connection = ThreadConnection::of(options.database);
    if (!connection)
        return connection.error();
    RowWriter writer(**connection, model);
    QList<QVariantList> rows;
    for (const void *instance : instances) {
        rows << InstanceValues::all(model, instance);
        if (const auto storable = writer.check(rows.last()); !storable)
            return storable.error();
    }
    OperationScope scope(**connection);
    if (!scope.begun())
        return scope.begun().error();
    for (QVariantList &values : rows) {
        const auto inserted = writer.insert(values);
        if (!inserted)
            return inserted.error();
        values[model.primaryKeyIndex()] = *inserted;
    }
    const quint64 revision = ModelEmitter::nextRevision();
    if (const auto committed = scope.commit(); !committed)
        return committed.error();
    QVariantList snapshots;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        model.setKey(instances[i], rows[i][model.primaryKeyIndex()].toLongLong());
        model.state(instances[i]).setStored(std::move(rows[i]), options.database);
        if (options.signal)
            snapshots << QVariant(model.type(), instances[i]);
    }
    if (options.signal && postBulkCreate().hasListeners(model.sender())) {
        postBulkCreate().send(
            model.sender(),
            {.database = options.database, .revision = revision, .instances = std::move(snapshots)});
    }
    return Done{};
}

namespace {

Result<QList<std::pair<int, QVariant>>> assignments(const ModelInfo &model, const QVariantMap &values,
                                                    const Dialect &dialect)
{
    QList<std::pair<int, QVariant>> assignments;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const auto refuse = [&](const QString &why) {
            return DatabaseError(
                Kind::InvalidArgument,
                QStringLiteral("Can't update %1: %2.").arg(model.label(), why.arg(value.key())));
        };
        const int field = model.fieldIndex(value.key());
        if (field < 0 || field == model.primaryKeyIndex())
            return refuse(QStringLiteral("\"%1\" is no field, or the primary key"));
        const auto converted = FieldType::convert(model.fields()[field], *value);
        if (!converted)
            return refuse(QStringLiteral("the value for %1 is none of its type"));
        if (const QString problem = dialect.problemWith(model.fields()[field], *converted);
            !problem.isEmpty())
            return refuse(QStringLiteral("%1 can't be stored: ") + problem);
        assignments.append({field, *converted});
    }
    if (assignments.isEmpty())
        return DatabaseError(Kind::InvalidArgument,
                             QStringLiteral("Can't update %1: no values are given.").arg(model.label()));
    return assignments;
}

} // namespace

Result<int> detail::update(const QueryDescription &query, const QVariantMap &values, bool signal)
{
    if (query.error())
        return *query.error();
    const ModelInfo &model = query.model();
    if (query.limit() >= 0 || query.offset() > 0)
        return DatabaseError(Kind::InvalidArgument,
                             QStringLiteral("Can't update %1: the query has a limit.").arg(model.label()));
    const auto connection = ThreadConnection::of(query.database());
    if (!connection)
        return connection.error();
    const auto assigned = assignments(model, values, (*connection)->dialect());
    if (!assigned)
        return assigned.error();
    OperationScope scope(**connection);
    if (!scope.begun())
        return scope.begun().error();
    BulkEvent event{.database = query.database(), .values = values};
    if (signal) {
        const auto found = keys(query);
        if (!found)
            return found.error();
        event.keys = *found;
    }
    const QuerySql sql(query, **connection);
    const auto updated = sql.run(sql.update(*assigned), QStringLiteral("Can't update %1").arg(model.label()));
    if (!updated)
        return updated.error();
    const int count = (*updated)->numRowsAffected();
    (*updated)->finish();
    event.revision = ModelEmitter::nextRevision();
    if (const auto committed = scope.commit(); !committed)
        return committed.error();
    if (signal && !event.keys.isEmpty() && postBulkUpdate().hasListeners(model.sender()))
        postBulkUpdate().send(model.sender(), event);
    return count;
}

} // namespace Signalbox
