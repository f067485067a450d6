// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "operations.h"

#include "removal_p.h"

namespace Signalbox {
namespace {

using Kind = DatabaseError::Kind;

// The instance of a class that nothing refers to, without collecting.
Result<Removed> removeAlone(ThreadConnection &connection, const ModelInfo &model, void *instance)
{
    const ModelEmitter emitter(model, connection.alias());
    const QVariant origin = emitter.isRemovalHeard() ? QVariant(model.type(), instance) : QVariant();
    if (const auto allowed = emitter.preDelete(instance, origin); !allowed)
        return allowed.error();
    const qint64 key = model.key(instance); // a receiver may have changed it
    const Attempt what("remove", model, key);
    const auto prepared = connection.prepared(connection.sql(model).remove, what);
    if (!prepared)
        return prepared.error();
    (*prepared)->bindValue(0, key);
    if (const auto done = connection.run(**prepared, what); !done)
        return done.error();
    Removed removed{(*prepared)->numRowsAffected(), {}};
    if (removed.count > 0)
        removed.perModel.insert(model.label(), removed.count);
    emitter.postDelete(instance, origin, ModelEmitter::nextRevision(), removed.count > 0);
    return removed;
}

// Runs @p operation in a transaction. A veto comes before anything is changed.
template <typename Operation>
Result<Removed> inScope(ThreadConnection &connection, Operation operation)
{
    OperationScope scope(connection);
    if (!scope.begun())
        return scope.begun().error();
    Result<Removed> removed = operation();
    if (!removed) {
        if (removed.error().kind() == Kind::Vetoed)
            scope.abandon();
        return removed;
    }
    const auto committed = scope.commit();
    return committed ? removed : committed.error();
}

} // namespace

Result<Removed> detail::remove(const ModelInfo &model, void *instance, const QString &database)
{
    if (!model.isValid())
        return invalidModel(model);
    if (!model.key(instance)) {
        return DatabaseError(
            Kind::NotSaved,
            QStringLiteral("Can't remove a %1 that has no key: it was not saved, or was removed.")
                .arg(model.label()));
    }
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    Result<Removed> removed = Removed{};
    if (Removal::standsAlone(model)) {
        removed = inScope(**connection, [&] { return removeAlone(**connection, model, instance); });
    } else {
        // What stands against it while it is collected fails no transaction.
        Removal removal(**connection, QVariant(model.type(), instance));
        if (const auto collected = removal.collect(model, instance); !collected)
            return collected.error();
        removed = inScope(**connection, [&] { return removal.run(); });
    }
    if (removed)
        model.setKey(instance, 0);
    return removed;
}

Result<Removed> detail::remove(const QueryDescription &query)
{
    if (query.error())
        return *query.error();
    if (query.limit() >= 0 || query.offset() > 0)
        return DatabaseError(
            Kind::InvalidArgument,
            QStringLiteral("Can't remove %1: the query has a limit.").arg(query.model().label()));
    const auto connection = ThreadConnection::of(query.database());
    if (!connection)
        return connection.error();
    Removal removal(**connection, {});
    if (const auto collected = removal.collect(query); !collected)
        return collected.error();
    return inScope(**connection, [&] { return removal.run(); });
}

} // namespace Signalbox
