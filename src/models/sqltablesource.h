// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelemitter.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlRecord>
#include <QtSql/QSqlTableModel>

#include <concepts>
#include <memory>

namespace Signalbox {

namespace detail {

/// The part of SqlTableSource that does not depend on its base: rows as instances, and their signals.
class SIGNALBOX_MODELS_EXPORT SqlTableEvents {
public:
    SqlTableEvents(const ModelInfo &model, const QString &database)
        : m_model(model), m_emitter(model, database)
    { }

    const ModelInfo &model() const { return m_model; }

    /// @name Around one statement
    /// The first is called before it and says what stands against it; what receivers change goes into
    /// @p values. The second is called after it succeeded.
    /// @{
    QSqlError beforeInsert(const QSqlDatabase &database, QSqlRecord *values);
    void inserted(const QSqlDatabase &database);
    QSqlError beforeUpdate(const QSqlDatabase &database, const QVariant &key, QSqlRecord *values);
    void updated();
    QSqlError beforeDelete(const QSqlDatabase &database, const QVariant &key);
    void deleted();
    /// @}

private:
    QSqlError load(const QSqlDatabase &database, const QVariant &key);
    QSqlError take(const QSqlDatabase &database, const QSqlRecord &values);
    QSqlError allowSave(const QSqlDatabase &database, QSqlRecord *values);

    const ModelInfo &m_model;
    const ModelEmitter m_emitter;
    QVariant m_instance; // the one that the statement is about
};

} // namespace detail

/// Makes a QSqlTableModel, or a class derived from it, fire the model signals for what is edited in it:
/// @code
/// class Titles : public QSqlTableModel { … };                         // as it was
/// class Titles : public SqlTableSource<QSqlTableModel> { … };         // with pre_save, post_save, …
///
/// SqlTableSource<> books(ModelInfo::of<Book>());                      // or used as it is
/// books.select();
/// @endcode
/// Each row that it inserts, updates or deletes is an instance of a model, whose table it shows; the model's
/// columns and key are those of the table. pre_save and pre_delete are sent before the statement, and may
/// change what is saved or veto it, which is a failed submit with lastError(). post_save and post_delete are
/// sent after it succeeded, so with QSqlTableModel::OnManualSubmit when submitAll() comes to the row.
///
/// *Transactions.* If the application runs one around submitAll(), it brackets it by an ExternalTransaction,
/// so that nobody in other threads is told before the commit. *Errors.* Exceptions of receivers leave
/// submit(), submitAll() or setData(). *Thread.* That of the model.
template <std::derived_from<QSqlTableModel> Base = QSqlTableModel>
class SqlTableSource : public Base {
public:
    /// @param database the alias that the signals carry; that of the same database, if it has one
    explicit SqlTableSource(const ModelInfo &model, const QString &database = QStringLiteral("default"),
                            QObject *parent = nullptr, const QSqlDatabase &connection = QSqlDatabase())
        : Base(parent, connection), m_events(model, database)
    {
        Base::setTable(model.table());
    }

protected:
    /// @name Called by QSqlTableModel
    /// @{

    /// Sends the signals around the statement.
    bool insertRowIntoTable(const QSqlRecord &values) override
    {
        QSqlRecord changed = values;
        if (!isAllowed(m_events.beforeInsert(Base::database(), &changed))
            || !Base::insertRowIntoTable(changed))
            return false;
        m_events.inserted(Base::database());
        return true;
    }

    bool updateRowInTable(int row, const QSqlRecord &values) override
    {
        QSqlRecord changed = values;
        if (!isAllowed(m_events.beforeUpdate(Base::database(), keyOf(row), &changed))
            || !Base::updateRowInTable(row, changed))
            return false;
        m_events.updated();
        return true;
    }

    bool deleteRowFromTable(int row) override
    {
        if (!isAllowed(m_events.beforeDelete(Base::database(), keyOf(row))) || !Base::deleteRowFromTable(row))
            return false;
        m_events.deleted();
        return true;
    }
    /// @}

private:
    QVariant keyOf(int row) const
    {
        return Base::primaryValues(row).value(m_events.model().primaryKey().column);
    }
    bool isAllowed(const QSqlError &error)
    {
        if (error.isValid())
            Base::setLastError(error);
        return !error.isValid();
    }

    detail::SqlTableEvents m_events;
};

} // namespace Signalbox
