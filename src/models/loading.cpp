// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "operations.h"

#include "dialect_p.h"
#include "fieldtype_p.h"
#include "instancevalues_p.h"
#include "modelsignals.h"
#include "querysql_p.h"

namespace Signalbox {
namespace {

using Kind = DatabaseError::Kind;

QString whatLoading(const ModelInfo &model)
{
    return QStringLiteral("Can't load %1").arg(model.label());
}

QVariantMap named(const ModelInfo &model, const QVariantList &values)
{
    QVariantMap map;
    for (qsizetype i = 0; i < values.size(); ++i)
        map.insert(model.fields()[i].name, values[i]);
    return map;
}

void sendPostInit(const ModelInfo &model, void *instance)
{
    if (postInit().hasListeners(model.sender()))
        postInit().send(model.sender(), PostInit{{Instance(model, instance)}});
}

// Turns rows into instances.
class Loader {
public:
    Loader(const ModelInfo &model, const ThreadConnection &connection)
        : m_model(model), m_database(connection.alias()), m_dialect(connection.dialect())
    { }

    // Of the query's present row.
    Result<QVariantList> values(const QSqlQuery &query) const
    {
        QVariantList values;
        values.reserve(m_model.fields().size());
        for (int i = 0; i < m_model.fields().size(); ++i) {
            const FieldInfo &field = m_model.fields()[i];
            const QVariant stored = query.value(i);
            auto value = m_dialect.read(field, stored);
            if (!value) {
                return DatabaseError(
                    Kind::StatementFailed,
                    QStringLiteral("Can't load a %1: the table holds %2 as %3, which is no %4.")
                        .arg(m_model.label(), stored.toString(), field.name,
                             QLatin1StringView(field.type.name())));
            }
            values.append(*std::move(value));
        }
        return values;
    }

    void fill(void *instance, QVariantList values) const
    {
        const bool isHeard = preInit().hasListeners(m_model.sender());
        if (isHeard)
            preInit().send(m_model.sender(), PreInit{Live<QVariantMap>(named(m_model, values)), true});
        for (int i = 0; i < values.size(); ++i)
            m_model.setValue(instance, i, values[i]);
        sendPostInit(m_model, instance);
        m_model.state(instance).setStored(std::move(values), m_database);
    }

    bool isHeard() const
    {
        return preInit().hasListeners(m_model.sender()) || postInit().hasListeners(m_model.sender());
    }

private:
    const ModelInfo &m_model;
    const QString m_database;
    const Dialect &m_dialect;
};

} // namespace

DatabaseError detail::invalidModel(const ModelInfo &model)
{
    return DatabaseError(Kind::InvalidModel,
                         QStringLiteral("%1 can't be a model: %2.")
                             .arg(QLatin1StringView(model.type().name()), model.error()));
}

Result<Done> detail::make(const ModelInfo &model, void *instance, QVariantMap values)
{
    if (!model.isValid())
        return invalidModel(model);
    if (preInit().hasListeners(model.sender()))
        preInit().send(model.sender(), PreInit{Live<QVariantMap>(&values), false});
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const int field = model.fieldIndex(value.key());
        if (field < 0) {
            return DatabaseError(
                Kind::InvalidArgument,
                QStringLiteral("Can't make a %1: it has no field \"%2\".").arg(model.label(), value.key()));
        }
        if (!model.setValue(instance, field, *value)) {
            return DatabaseError(Kind::InvalidArgument,
                                 QStringLiteral("Can't make a %1: \"%2\" (%3) is no value for %4.")
                                     .arg(model.label(), value->toString(),
                                          QLatin1StringView(value->typeName()), value.key()));
        }
    }
    sendPostInit(model, instance);
    return Done{};
}

Result<Done> detail::load(const QueryDescription &query, const std::function<void *()> &next)
{
    if (query.error())
        return *query.error();
    const ModelInfo &model = query.model();
    const auto connection = ThreadConnection::of(query.database());
    if (!connection)
        return connection.error();
    const QuerySql sql(query, **connection);
    const auto rows = sql.run(sql.select(), whatLoading(model));
    if (!rows)
        return rows.error();
    const Loader loader(model, **connection);
    // Receivers may run the same query: they must not be called while it is read.
    const bool isHeard = loader.isHeard();
    QList<QVariantList> read;
    Result<Done> result = Done{};
    while (result && (*rows)->next()) {
        auto values = loader.values(**rows);
        if (!values)
            result = values.error();
        else if (isHeard)
            read.append(*values);
        else
            loader.fill(next(), *std::move(values));
    }
    (*rows)->finish();
    for (auto values = read.begin(); result && values != read.end(); ++values)
        loader.fill(next(), std::move(*values));
    return result;
}

Result<Done> detail::load(const ModelInfo &model, void *instance, qint64 key, const QString &database)
{
    QueryDescription query(model, database);
    query.filter(QStringLiteral("pk"), key);
    bool isFound = false;
    const auto loaded = load(query, [&] {
        isFound = true;
        return instance;
    });
    if (loaded && !isFound)
        return DatabaseError(Kind::NotFound,
                             QStringLiteral("There is no %1 %2.").arg(model.label()).arg(key));
    return loaded;
}

namespace {

template <typename Read>
Result<Done> readRows(const QueryDescription &query, QuerySql::Statement (QuerySql::*statement)() const,
                      Read read)
{
    if (query.error())
        return *query.error();
    const auto connection = ThreadConnection::of(query.database());
    if (!connection)
        return connection.error();
    const QuerySql sql(query, **connection);
    const auto rows = sql.run((sql.*statement)(), whatLoading(query.model()));
    if (!rows)
        return rows.error();
    while ((*rows)->next())
        read((*rows)->value(0).toLongLong());
    (*rows)->finish();
    return Done{};
}

} // namespace

Result<qint64> detail::count(const QueryDescription &query)
{
    qint64 count = 0;
    const auto read = readRows(query, &QuerySql::count, [&](qint64 number) { count = number; });
    return read ? Result<qint64>(count) : read.error();
}

Result<QList<qint64>> detail::keys(const QueryDescription &query)
{
    QList<qint64> keys;
    const auto read = readRows(query, &QuerySql::selectKeys, [&](qint64 key) { keys << key; });
    return read ? Result<QList<qint64>>(keys) : read.error();
}

} // namespace Signalbox
