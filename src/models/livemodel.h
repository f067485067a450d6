// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelsglobal.h"
#include "querydescription.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <memory>
#include <optional>

namespace Signalbox {

/// Instances of a model class as an item model that follows every save, delete and change of a relation, from
/// any thread. One class for widgets and QML:
/// @code
/// LiveModel books("library.Book");
/// books.setFilter({{"year__gte", 1990}});
/// books.setOrderBy({"-year", "title"});
/// tableView.setModel(&books);
/// @endcode
///
/// **Rows** are the instances that pass filter and are found by search, in the order of orderBy, at most
/// limit of them: QueryDescription says what filters and orders there are. With a limit, rows that leave make
/// room for the next, which are queried.
///
/// **Columns** are fields ("title"); fields of the instance that a foreign key refers to ("author.name");
/// many-to-many relations ("tags"), as the ascending keys of the related instances in a QVariantList; and
/// fields of these ("tags.name"), as one text with ", " between them. The last three follow the other
/// instances and the relation, too, and are read-only.
///
/// **Roles.** Qt::DisplayRole and Qt::EditRole are the value of the column; Qt::DisplayRole has keys as one
/// text, as views show no lists. Beside them each field has a role
/// of its own, whether it is a column or not: Qt::UserRole + its place in ModelInfo::fields(), named as the
/// field. So has each column that is no field; dots in its name become underscores: "author_name". A foreign
/// key is the key (qint64), and invalid if it refers to nothing.
///
/// **Changes** arrive as insertions, removals, moves and dataChanged() of single rows or runs of neighbouring
/// rows, never as a reset, so selection, scroll position and open editors stay. Another filter, search,
/// order or limit is applied in the same way, and if it moves many rows it is a layoutChanged() with
/// persistent indexes that follow; only another model, database or list of columns is a reset.
///
/// **A flood** is shown in slices: from the event loop, each time for some milliseconds that all models of
/// the thread share, and at least maximumBatch() rows; timers, input and painting come between. What a row
/// went through meanwhile is one change, so what waits needs memory by the number of rows that were written,
/// not of events. Rows that one transaction wrote may come in different slices.
///
/// Followed are saves and removals through the library, and bulkCreate() and Query::update() with
/// BulkOptions::signal. Events of two threads that write the same row may arrive in another order than they
/// were committed in; the model goes by ModelEvent::revision and, where that does not tell, reads the row
/// again. Of other programs it hears nothing; call reload().
///
/// **Editing.** Columns that are fields can be edited, except the primary key: setData() saves that one
/// field, removeRows() removes instances, both at once and in the model's thread.
///
/// *Errors.* If the model, a field or a lookup is unknown, or the database can't be read, the model is empty,
/// error() says why and a warning is logged; it follows again when that is corrected. An edit that fails
/// leaves the rows unchanged and error() says why, until one succeeds or the rows are loaded again.
///
/// *Thread.* Belongs to the thread it lives in, whose event loop must run, and which reads the rows.
/// Instances saved by others reach it after their commit, never before. While that thread has a transaction
/// open in the same database the rows stay as they are, as they would show what is not committed yet. To read
/// all rows, at first or because of another filter, order or limit, takes that thread as long as the query
/// does.
///
/// Slots of its signals may do anything; what changes the rows takes effect after the present step.
class SIGNALBOX_MODELS_EXPORT LiveModel : public QAbstractTableModel {
    Q_OBJECT
    /// The label of the model class, e.g. "library.Book". Default: empty, which shows nothing.
    Q_PROPERTY(QString model READ model WRITE setModel NOTIFY modelChanged FINAL)
    /// The alias of the database. Default: "default".
    Q_PROPERTY(QString database READ database WRITE setDatabase NOTIFY databaseChanged FINAL)
    /// Which instances, as of QueryDescription: `({year__gte: 1990})`. All must hold. Default: empty, which
    /// means all.
    Q_PROPERTY(QVariantMap filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    /// Words that people type, as of QueryDescription: each must be in one of searchFields, whatever its
    /// case; beside filter. Default: empty, which finds all.
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged FINAL)
    /// The text fields to search in. Default: empty, which means all of them.
    Q_PROPERTY(
        QStringList searchFields READ searchFields WRITE setSearchFields NOTIFY searchFieldsChanged FINAL)
    /// The fields to order by, with "-" before one that descends; a list or a single one. Default: empty,
    /// which means by the keys. Reads as a list.
    Q_PROPERTY(QVariant orderBy READ orderByVariant WRITE setOrderByVariant NOTIFY orderByChanged FINAL)
    /// How many rows at most. Default: -1, which means all.
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged FINAL)
    /// What the columns show. Default: empty, which means all fields.
    Q_PROPERTY(QStringList columns READ columns WRITE setColumns NOTIFY columnsChanged FINAL)
    /// What headers show, by the names of columns: `({title: "Title"})`. Default: empty, which shows those
    /// names.
    Q_PROPERTY(QVariantMap headers READ headers WRITE setHeaders NOTIFY headersChanged FINAL)
    /// How many rows there are. Default: 0.
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /// Whether properties were set and the rows are not those yet. Default: false.
    Q_PROPERTY(bool loading READ isLoading NOTIFY loadingChanged FINAL)
    /// Why the rows could not be loaded, or the last edit was refused; empty otherwise. Default: empty.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)

public:
    /// Shows nothing until a model is set.
    explicit LiveModel(QObject *parent = nullptr);

    /// Shows the model labelled @p label in @p database; loads it at once, unless within a transaction.
    explicit LiveModel(const QString &label, const QString &database = QStringLiteral("default"),
                       QObject *parent = nullptr);
    ~LiveModel() override;

    QString model() const;
    QString database() const;
    QVariantMap filter() const;
    QString search() const;
    QStringList searchFields() const;
    /// Of the property `orderBy`.
    QStringList orderBy() const;
    int limit() const;
    QStringList columns() const;
    QVariantMap headers() const;
    int count() const;
    bool isLoading() const;
    QString error() const;

    /// @name The rows follow in the next pass of the event loop
    /// @{
    void setModel(const QString &label);
    void setDatabase(const QString &database);
    void setFilter(const QVariantMap &filter);
    void setSearch(const QString &text);
    void setSearchFields(const QStringList &fields);
    /// Of the property `orderBy`.
    void setOrderBy(const QStringList &fields);
    void setLimit(int limit);
    void setColumns(const QStringList &columns);
    /// Reads the rows again, and applies what differs.
    Q_INVOKABLE void reload();
    /// Orders by the column @p column, as a click on a header does: sets orderBy. -1 sets what orderBy was
    /// before the first of these calls, and nothing if there was none. Columns that are no fields, or
    /// JSON, can't be ordered by: a warning, and the order stays.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    /// @}

    /// Shown at once.
    void setHeaders(const QVariantMap &headers);

    /// The query whose rows are shown; none before the model is known.
    std::optional<QueryDescription> description() const;

    /// The row of the instance with the key @p key; -1 if there is none.
    Q_INVOKABLE int indexOf(qint64 key) const;

    /// The instance in @p row, as a gadget; invalid if there is no such row.
    Q_INVOKABLE QVariant get(int row) const;

    /// How many rows are judged and changed at a time, before it looks whether there is time for more.
    static constexpr int maximumBatch() { return 64; }

    /// @name As of any item model
    /// @{

    /// See the description of the class.
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// @}

    /// Saves one field, that of the column (Qt::EditRole) or of the role. When it returns true the row shows
    /// the value, unless this was called by a slot of the model or within a transaction: then it does so
    /// after it. @return false if there is nothing to edit, or it could not be saved.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    /// Removes instances, all or none. The rows go as setData() says.
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

Q_SIGNALS:
    void modelChanged();
    void databaseChanged();
    void filterChanged();
    void searchChanged();
    void searchFieldsChanged();
    void orderByChanged();
    void limitChanged();
    void columnsChanged();
    void headersChanged();
    void countChanged();
    void loadingChanged();
    void errorChanged();

protected:
    /// Says what is wrong, error() or a column that can't be ordered by. The default logs it in the category
    /// `signalbox.models`.
    virtual void warn(const QString &text) const;

private:
    class Private;
    QVariant orderByVariant() const;
    void setOrderByVariant(const QVariant &fields);
    void wanted(void (Private::*require)(), void (LiveModel::*changed)());

    std::shared_ptr<Private> d; // lives on while a slot of ours deletes us
};

} // namespace Signalbox
