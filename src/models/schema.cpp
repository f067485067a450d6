// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "schema.h"

#include "dialect_p.h"
#include "modelsignals.h"
#include "operations.h"
#include "threadconnection_p.h"
#include "transaction.h"

#include <QtCore/QCryptographicHash>

namespace Signalbox {
namespace {

using Kind = DatabaseError::Kind;

// Creates the tables of models.
class Schema {
public:
    Schema(QList<const ModelInfo *> models, ThreadConnection &connection)
        : m_models(std::move(models)), m_connection(connection), m_dialect(connection.dialect())
    {
        // Grows while it is walked: what is referred to is needed as well.
        // NOLINTNEXTLINE(modernize-loop-convert)
        for (qsizetype i = 0; i < m_models.size(); ++i) {
            for (const FieldInfo &field : m_models[i]->fields())
                need(field.target);
            for (const ManyToManyInfo &relation : m_models[i]->manyToMany())
                need(relation.target);
        }
    }

    // Notes what is missing.
    Result<Done> plan()
    {
        for (const ModelInfo *model : std::as_const(m_models)) {
            if (!model->isValid())
                return detail::invalidModel(*model);
            QStringList columns;
            for (const FieldInfo &field : model->fields())
                columns << field.column;
            if (const auto planned = plan(model->table(), columns, model->label()); !planned)
                return planned;
            for (const ManyToManyInfo &relation : model->manyToMany()) {
                const auto planned = plan(relation.table, {relation.sourceColumn, relation.targetColumn},
                                          relation.sender.name());
                if (!planned)
                    return planned;
            }
        }
        return Done{};
    }

    Result<Done> create()
    {
        QStringList statements;
        QStringList later; // what refers to tables that may come after
        for (const ModelInfo *model : std::as_const(m_models)) {
            if (m_missing.contains(model->table()))
                describe(*model, statements, later);
            for (const ManyToManyInfo &relation : model->manyToMany()) {
                if (m_missing.contains(relation.table))
                    describe(*model, relation, statements, later);
            }
        }
        statements += later;
        for (const QString &sql : std::as_const(statements)) {
            if (const auto done = m_connection.execute(sql, QStringLiteral("Can't create the tables")); !done)
                return done;
        }
        return Done{};
    }

    const QStringList &missing() const { return m_missing; }

    QStringList apps() const
    {
        QStringList apps;
        for (const ModelInfo *model : m_models) {
            if (!apps.contains(model->app()))
                apps << model->app();
        }
        return apps;
    }

private:
    void need(const ModelInfo &(*target)())
    {
        if (target && !m_models.contains(&target()))
            m_models.append(&target());
    }

    Result<Done> plan(const QString &table, const QStringList &columns, const QString &label)
    {
        const QString what = QStringLiteral("Can't look at the table of %1").arg(label);
        const auto rows = m_connection.prepared(m_dialect.listColumns(), what);
        if (!rows)
            return rows.error();
        (*rows)->bindValue(0, table);
        if (const auto done = m_connection.run(**rows, what); !done)
            return done;
        QStringList known;
        while ((*rows)->next())
            known << (*rows)->value(0).toString();
        (*rows)->finish();
        if (known.isEmpty()) {
            m_missing << table;
            return Done{};
        }
        for (const QString &column : columns) {
            if (!known.contains(column, Qt::CaseInsensitive)) {
                return DatabaseError(
                    Kind::StatementFailed,
                    QStringLiteral("The table %1 has no column %2, which %3 needs; add it, or "
                                   "drop the table.")
                        .arg(table, column, label));
            }
        }
        return Done{};
    }

    // The reference of @p column to @p target, deferred so that a transaction may put things right.
    QString reference(const ModelInfo &target) const
    {
        return QStringLiteral("REFERENCES %1 (%2) DEFERRABLE INITIALLY DEFERRED")
            .arg(Dialect::quoted(target.table()), Dialect::quoted(target.primaryKey().column));
    }

    void refer(const QString &table, const QString &column, const ModelInfo &target, QString *definition,
               QStringList *later) const
    {
        if (m_dialect.mayReferAhead()) {
            *definition += QLatin1Char(' ') + reference(target);
        } else {
            *later << QStringLiteral("ALTER TABLE %1 ADD FOREIGN KEY (%2) %3")
                          .arg(Dialect::quoted(table), Dialect::quoted(column), reference(target));
        }
    }

    QString index(const QString &table, const QString &column) const
    {
        constexpr qsizetype longest = 63; // for PostgreSQL, which cuts off the rest
        QString name = QStringLiteral("%1_%2_idx").arg(table, column);
        if (name.size() > longest) {
            const auto digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha1).toHex();
            name = name.first(longest - 13) + QLatin1Char('_') + QString::fromLatin1(digest.first(12));
        }
        return QStringLiteral("CREATE INDEX IF NOT EXISTS %1 ON %2 (%3)")
            .arg(Dialect::quoted(name), Dialect::quoted(table), Dialect::quoted(column));
    }

    void describe(const ModelInfo &model, QStringList &statements, QStringList &later) const
    {
        QStringList definitions;
        for (const FieldInfo &field : model.fields()) {
            QString definition = Dialect::quoted(field.column) + QLatin1Char(' ');
            if (field.property == model.primaryKey().property) {
                definitions << definition + m_dialect.primaryKeyType();
                continue;
            }
            definition += m_dialect.columnType(field);
            if (!field.isNullable)
                definition += QLatin1StringView(" NOT NULL");
            if (field.isUnique)
                definition += QLatin1StringView(" UNIQUE");
            if (field.defaultValue) {
                QString text = *field.defaultValue;
                definition += QStringLiteral(" DEFAULT '%1'")
                                  .arg(text.replace(QLatin1Char('\''), QLatin1StringView("''")));
            }
            if (field.target)
                refer(model.table(), field.column, field.target(), &definition, &later);
            if (field.isIndexed && !field.isUnique)
                later << index(model.table(), field.column);
            definitions << definition;
        }
        statements << QStringLiteral("CREATE TABLE %1 (%2)")
                          .arg(Dialect::quoted(model.table()), definitions.join(QLatin1StringView(", ")));
    }

    void describe(const ModelInfo &model, const ManyToManyInfo &relation, QStringList &statements,
                  QStringList &later) const
    {
        QString source = Dialect::quoted(relation.sourceColumn) + QLatin1StringView(" bigint NOT NULL");
        QString target = Dialect::quoted(relation.targetColumn) + QLatin1StringView(" bigint NOT NULL");
        refer(relation.table, relation.sourceColumn, model, &source, &later);
        refer(relation.table, relation.targetColumn, relation.target(), &target, &later);
        statements << QStringLiteral("CREATE TABLE %1 (%2, %3, PRIMARY KEY (%4, %5))")
                          .arg(Dialect::quoted(relation.table), source, target,
                               Dialect::quoted(relation.sourceColumn),
                               Dialect::quoted(relation.targetColumn));
        later << index(relation.table, relation.targetColumn);
    }

    QList<const ModelInfo *> m_models;
    ThreadConnection &m_connection;
    const Dialect &m_dialect;
    QStringList m_missing;
};

} // namespace

Result<Synced> syncdb(const QString &database)
{
    return detail::syncdb(ModelInfo::all(), database);
}

Result<Synced> detail::syncdb(QList<const ModelInfo *> models, const QString &database)
{
    for (const ModelInfo *model : std::as_const(models)) {
        if (!model->isValid())
            return invalidModel(*model);
    }
    const auto connection = ThreadConnection::of(database);
    if (!connection)
        return connection.error();
    if ((*connection)->isInTransaction()) {
        return DatabaseError(Kind::InvalidArgument,
                             QStringLiteral("Can't create tables within a transaction; end it first."));
    }
    Schema schema(std::move(models), **connection);
    if (const auto planned = schema.plan(); !planned)
        return planned.error();
    const QStringList apps = schema.apps();
    for (const QString &app : apps)
        preMigrate().send(Sender(app), {.app = app, .database = database, .plan = schema.missing()});
    if (!schema.missing().isEmpty()) {
        Transaction transaction(database);
        if (transaction.isActive()) {
            if (const auto created = schema.create(); !created)
                return created.error();
        }
        if (const auto committed = transaction.commit(); !committed)
            return committed.error();
    }
    for (const QString &app : apps)
        postMigrate().send(Sender(app), {.app = app, .database = database, .plan = schema.missing()});
    return Synced{schema.missing()};
}

} // namespace Signalbox
