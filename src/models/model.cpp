// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "model.h"

#include "modelsql_p.h"
#include "threadconnection_p.h"
#include "transaction.h"

#include <atomic>
#include <optional>

namespace Signalbox {
namespace {

using Kind = DatabaseError::Kind;

DatabaseError invalidModel(const ModelInfo &model)
{
    return DatabaseError(Kind::InvalidModel,
                         QStringLiteral("%1 can't be a model: %2.")
                             .arg(QLatin1StringView(model.type().name()), model.error()));
}

QString describe(const char *verb, const ModelInfo &model, qint64 key)
{
    return key ? QStringLiteral("Can't %1 %2 %3").arg(QLatin1StringView(verb), model.label()).arg(key)
               : QStringLiteral("Can't %1 a new %2").arg(QLatin1StringView(verb), model.label());
}

// Binds every field but the key; @return how many.
int bindFields(QSqlQuery &query, const ModelInfo &model, const void *instance)
{
    int bound = 0;
    for (int i = 0; i < model.fields().size(); ++i) {
        if (model.fields()[i].property == model.primaryKey().property)
            continue;
        QVariant value = model.value(instance, i);
        // A null string or byte array would become NULL.
        if (value.metaType().id() == QMetaType::QString && value.toString().isNull())
            value = QLatin1StringView("");
        else if (value.metaType().id() == QMetaType::QByteArray && value.toByteArray().isNull())
            value = QByteArray("");
        query.bindValue(bound++, value);
    }
    return bound;
}

Result<Done> readFields(const QSqlQuery &query, const ModelInfo &model, void *instance)
{
    for (int i = 0; i < model.fields().size(); ++i) {
        const QVariant value = query.value(i);
        if (!model.setValue(instance, i, value)) {
            return DatabaseError(Kind::StatementFailed,
                                 QStringLiteral("Can't load a %1: the table holds %2 as %3, which is no %4.")
                                     .arg(model.label(), value.toString(), model.fields()[i].name,
                                          QLatin1StringView(model.fields()[i].type.name())));
        }
    }
    return Done{};
}

struct Change {
    int rows;
    QVariant newKey; // if it was an INSERT
};

// Runs a prepared statement that changes rows.
Result<Change> change(ThreadConnection &connection, const ModelInfo &model, const QString &sql,
                      const QString &what, const void *instance, qint64 key, bool bindsFields, bool bindsKey)
{
    const auto prepared = connection.prepared(sql, what);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    const int bound = bindsFields ? bindFields(query, model, instance) : 0;
    if (bindsKey)
        query.bindValue(bound, key);
    if (const auto done = ThreadConnection::run(query, what); !done)
        return done.error();
    const Change changed{query.numRowsAffected(), query.lastInsertId()};
    query.finish();
    return changed;
}

Result<Saved> insertOrUpdate(ThreadConnection &connection, const ModelInfo &model, void *instance)
{
    const qint64 key = model.key(instance);
    const QString what = describe("save", model, key);
    if (key) {
        const auto updated = change(connection, model, model.sql().update, what, instance, key, true, true);
        if (!updated)
            return updated.error();
        if (updated->rows > 0)
            return Saved{false};
    }
    const QString &sql = key ? model.sql().insertWithKey : model.sql().insert;
    const auto inserted = change(connection, model, sql, what, instance, key, true, key != 0);
    if (!inserted)
        return inserted.error();
    if (!key)
        model.setKey(instance, inserted->newKey.toLongLong());
    return Saved{true};
}

// Drawn after a statement and before its commit. While a row is written and not committed nobody else can
// write it, so the revisions of a row grow in the order of its commits.
quint64 nextRevision()
{
    static std::atomic<quint64> revision = 0;
    return ++revision;
}

// Writes the row, in a transaction of its own unless there is one.
Result<Saved> write(const ModelInfo &model, void *instance, const QString &database, quint64 *revision)
{
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    std::optional<Transaction> own;
    if (!(*connection)->isInTransaction()) {
        own.emplace(database);
        if (!own->isActive())
            return own->commit().error();
    }
    const qint64 keyBefore = model.key(instance);
    auto saved = insertOrUpdate(**connection, model, instance);
    if (!saved)
        return saved;
    *revision = nextRevision();
    if (own) {
        if (const auto committed = own->commit(); !committed) {
            model.setKey(instance, keyBefore);
            return committed.error();
        }
    }
    return saved;
}

} // namespace

Result<Done> detail::createTable(const ModelInfo &model, const QString &database)
{
    if (!model.isValid())
        return invalidModel(model);
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    return (*connection)
        ->execute(model.sql().createTable, QStringLiteral("Can't create the table of %1").arg(model.label()));
}

Result<Saved> detail::save(const ModelInfo &model, void *instance, const QString &database)
{
    if (!model.isValid())
        return invalidModel(model);
    const Sender sender = model.sender();
    if (preSave().hasListeners(sender))
        preSave().send(sender, PreSave{{Instance(model, instance), database}});

    quint64 revision = 0;
    const auto saved = write(model, instance, database, &revision);
    if (saved && postSave().hasListeners(sender))
        postSave().send(sender, PostSave{{Instance(model, instance), database, revision}, saved->created});
    return saved;
}

Result<Removed> detail::remove(const ModelInfo &model, void *instance, const QString &database)
{
    if (!model.isValid())
        return invalidModel(model);
    const qint64 key = model.key(instance);
    if (!key) {
        return DatabaseError(
            Kind::NotSaved,
            QStringLiteral("Can't remove a %1 that has no key: it was not saved, or was removed.")
                .arg(model.label()));
    }
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    // What receivers throw must undo the deletion, so it gets a level of its own if anybody listens.
    const Sender sender = model.sender();
    const bool isHeard = preDelete().hasListeners(sender) || postDelete().hasListeners(sender);
    std::optional<Transaction> own;
    if (isHeard || !(*connection)->isInTransaction()) {
        own.emplace(database);
        if (!own->isActive())
            return own->commit().error();
    }
    if (preDelete().hasListeners(sender))
        preDelete().send(sender, PreDelete{{Instance(model, instance), database}});
    const auto removed = change(**connection, model, model.sql().remove, describe("remove", model, key),
                                instance, key, false, true);
    if (!removed)
        return removed.error();
    const quint64 revision = nextRevision();
    if (postDelete().hasListeners(sender))
        postDelete().send(sender, PostDelete{{Instance(model, instance), database, revision}});
    if (own) {
        if (const auto committed = own->commit(); !committed)
            return committed.error();
    }
    model.setKey(instance, 0);
    return Removed{removed->rows};
}

Result<Done> detail::load(const ModelInfo &model, void *instance, qint64 key, const QString &database)
{
    if (!model.isValid())
        return invalidModel(model);
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    const QString what = describe("load", model, key);
    const auto prepared = (*connection)->prepared(model.sql().select, what);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    query.bindValue(0, key);
    if (const auto done = ThreadConnection::run(query, what); !done)
        return done.error();
    Result<Done> result =
        DatabaseError(Kind::NotFound, QStringLiteral("There is no %1 %2.").arg(model.label()).arg(key));
    if (query.next())
        result = readFields(query, model, instance);
    query.finish();
    return result;
}

Result<Done> detail::loadAll(const ModelInfo &model, const QString &database,
                             const std::function<void *()> &next)
{
    if (!model.isValid())
        return invalidModel(model);
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    const QString what = QStringLiteral("Can't load %1").arg(model.label());
    const auto prepared = (*connection)->prepared(model.sql().selectAll, what);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    if (const auto done = ThreadConnection::run(query, what); !done)
        return done.error();
    Result<Done> result = Done{};
    while (result && query.next())
        result = readFields(query, model, next());
    query.finish();
    return result;
}

} // namespace Signalbox
