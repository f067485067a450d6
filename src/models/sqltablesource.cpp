// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "sqltablesource.h"

#include "dialect_p.h"
#include "instancevalues_p.h"
#include "modelsql_p.h"

#include <QtSql/QSqlDriver>
#include <QtSql/QSqlField>
#include <QtSql/QSqlQuery>

namespace Signalbox {
namespace {

QSqlError refusal(const QString &text)
{
    return QSqlError(QString(), text, QSqlError::StatementError);
}

const Dialect *dialectOf(const QSqlDatabase &database)
{
    return Dialect::find(database.driverName());
}

QSqlError unknownDriver(const QSqlDatabase &database)
{
    return refusal(QStringLiteral("The driver %1 is not supported; use %2.")
                       .arg(database.driverName(), Dialect::supportedDrivers()));
}

} // namespace

// Makes m_instance the one whose row has the key @p key.
QSqlError detail::SqlTableEvents::load(const QSqlDatabase &database, const QVariant &key)
{
    const Dialect *dialect = dialectOf(database);
    if (!m_model.isValid())
        return refusal(m_model.error());
    if (!dialect)
        return unknownDriver(database);
    QSqlQuery query(database);
    query.prepare(ModelSql(m_model, *dialect).select);
    query.bindValue(0, key);
    if (!query.exec())
        return query.lastError();
    if (!query.next())
        return refusal(QStringLiteral("There is no %1 %2 any more.").arg(m_model.label(), key.toString()));
    m_instance = QVariant(m_model.type());
    for (int i = 0; i < m_model.fields().size(); ++i) {
        if (const auto value = dialect->read(m_model.fields()[i], query.value(i)))
            m_model.setValue(m_instance.data(), i, *value);
    }
    m_model.state(m_instance.data())
        .setStored(InstanceValues::all(m_model, m_instance.constData()), m_emitter.database());
    return {};
}

// Gives m_instance what is to be written.
QSqlError detail::SqlTableEvents::take(const QSqlDatabase &database, const QSqlRecord &values)
{
    const Dialect *dialect = dialectOf(database);
    for (int i = 0; i < m_model.fields().size(); ++i) {
        const FieldInfo &field = m_model.fields()[i];
        const int column = values.indexOf(field.column);
        if (column < 0 || !values.isGenerated(column))
            continue;
        const auto value = dialect->read(field, values.value(column));
        if (!value || !m_model.setValue(m_instance.data(), i, *value)) {
            return refusal(QStringLiteral("\"%1\" is no value for %2 of %3.")
                               .arg(values.value(column).toString(), field.name, m_model.label()));
        }
    }
    return {};
}

// Asks the receivers of pre_save, and writes what they change into @p values.
QSqlError detail::SqlTableEvents::allowSave(const QSqlDatabase &database, QSqlRecord *values)
{
    const Dialect *dialect = dialectOf(database);
    const QVariantList before = InstanceValues::all(m_model, m_instance.constData());
    if (const auto allowed = m_emitter.preSave(m_instance.data()); !allowed)
        return refusal(allowed.error().text());
    for (int i = 0; i < m_model.fields().size(); ++i) {
        const FieldInfo &field = m_model.fields()[i];
        const QVariant now = m_model.value(m_instance.constData(), i);
        if (now == before[i] || !values->contains(field.column))
            continue;
        values->setValue(field.column, dialect->bound(field, now));
        values->setGenerated(field.column, true);
    }
    return {};
}

QSqlError detail::SqlTableEvents::beforeInsert(const QSqlDatabase &database, QSqlRecord *values)
{
    if (!m_model.isValid())
        return refusal(m_model.error());
    if (!dialectOf(database))
        return unknownDriver(database);
    m_instance = QVariant(m_model.type());
    const QSqlError error = take(database, *values);
    return error.isValid() ? error : allowSave(database, values);
}

void detail::SqlTableEvents::inserted(const QSqlDatabase &database)
{
    if (m_model.key(m_instance.constData()) == 0) {
        QSqlQuery query(dialectOf(database)->lastKey(), database);
        if (query.next())
            m_model.setKey(m_instance.data(), query.value(0).toLongLong());
    }
    m_emitter.postSave(m_instance.data(), true);
}

QSqlError detail::SqlTableEvents::beforeUpdate(const QSqlDatabase &database, const QVariant &key,
                                               QSqlRecord *values)
{
    QSqlError error = load(database, key);
    if (!error.isValid())
        error = take(database, *values);
    return error.isValid() ? error : allowSave(database, values);
}

void detail::SqlTableEvents::updated()
{
    m_emitter.postSave(m_instance.data(), false);
}

QSqlError detail::SqlTableEvents::beforeDelete(const QSqlDatabase &database, const QVariant &key)
{
    if (const QSqlError error = load(database, key); error.isValid())
        return error;
    const auto allowed = m_emitter.preDelete(m_instance.data(), m_instance);
    return allowed ? QSqlError() : refusal(allowed.error().text());
}

void detail::SqlTableEvents::deleted()
{
    m_emitter.postDelete(m_instance.data(), m_instance);
}

} // namespace Signalbox
