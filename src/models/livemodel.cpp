// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "livemodel_p.h"

#include "modelslogging_p.h"
#include "operations.h"
#include "transaction.h"

namespace Signalbox {
namespace {

// A list, or a single one; a list of JavaScript comes as it likes.
QStringList texts(const QVariant &value)
{
    if (value.metaType().id() == QMetaType::QString)
        return value.toString().isEmpty() ? QStringList() : QStringList(value.toString());
    if (!value.canConvert<QVariantList>())
        return value.isValid() && !value.isNull() ? QStringList(value.toString()) : QStringList();
    QStringList texts;
    const auto list = value.value<QVariantList>();
    for (const QVariant &one : list)
        texts << one.toString();
    return texts;
}

// A foreign key is shown as its key.
QVariant shown(const FieldInfo &field, const QVariant &value)
{
    if (field.kind != FieldInfo::Kind::ForeignKey)
        return value;
    const qint64 key = static_cast<const ForeignKeyBase *>(value.constData())->key();
    return key ? QVariant(key) : QVariant();
}

} // namespace

LiveModel::LiveModel(QObject *parent) : QAbstractTableModel(parent), d(std::make_shared<Private>(this)) { }

LiveModel::LiveModel(const QString &label, const QString &database, QObject *parent) : LiveModel(parent)
{
    d->label = label;
    d->database = database;
    d->connectModel();
    d->load();
}

LiveModel::~LiveModel()
{
    d->leave();
}

QString LiveModel::model() const
{
    return d->label;
}

QString LiveModel::database() const
{
    return d->database;
}

QVariantMap LiveModel::filter() const
{
    return d->filter;
}

QString LiveModel::search() const
{
    return d->search;
}

QStringList LiveModel::searchFields() const
{
    return d->searchFields;
}

QStringList LiveModel::orderBy() const
{
    return d->orderBy;
}

int LiveModel::limit() const
{
    return d->limit;
}

QStringList LiveModel::columns() const
{
    return d->columnNames;
}

QVariantMap LiveModel::headers() const
{
    return d->headers;
}

int LiveModel::count() const
{
    return d->rows.size();
}

bool LiveModel::isLoading() const
{
    return d->isLoading();
}

QString LiveModel::error() const
{
    return d->error;
}

// Another property was set. Slots of the first signal may destroy us.
void LiveModel::wanted(void (Private::*require)(), void (LiveModel::*changed)())
{
    const auto self = d;
    (self.get()->*require)();
    if (self->q)
        Q_EMIT(this->*changed)();
}

void LiveModel::setModel(const QString &label)
{
    if (label == d->label)
        return;
    d->label = label;
    d->connectModel();
    wanted(&Private::requireReset, &LiveModel::modelChanged);
}

void LiveModel::setDatabase(const QString &database)
{
    if (database == d->database)
        return;
    d->setDatabase(database);
    wanted(&Private::requireReset, &LiveModel::databaseChanged);
}

void LiveModel::setFilter(const QVariantMap &filter)
{
    if (filter == d->filter)
        return;
    d->filter = filter;
    wanted(&Private::requireQuery, &LiveModel::filterChanged);
}

void LiveModel::setSearch(const QString &text)
{
    if (text == d->search)
        return;
    d->search = text;
    wanted(&Private::requireQuery, &LiveModel::searchChanged);
}

void LiveModel::setSearchFields(const QStringList &fields)
{
    if (fields == d->searchFields)
        return;
    d->searchFields = fields;
    wanted(&Private::requireQuery, &LiveModel::searchFieldsChanged);
}

void LiveModel::setOrderBy(const QStringList &fields)
{
    d->unsorted.reset();
    if (fields == d->orderBy)
        return;
    d->orderBy = fields;
    wanted(&Private::requireQuery, &LiveModel::orderByChanged);
}

QVariant LiveModel::orderByVariant() const
{
    return d->orderBy;
}

void LiveModel::setOrderByVariant(const QVariant &fields)
{
    setOrderBy(texts(fields));
}

void LiveModel::setLimit(int limit)
{
    limit = std::max(limit, -1);
    if (limit == d->limit)
        return;
    d->limit = limit;
    wanted(&Private::requireQuery, &LiveModel::limitChanged);
}

void LiveModel::setColumns(const QStringList &columns)
{
    if (columns == d->columnNames)
        return;
    d->columnNames = columns;
    wanted(&Private::requireReset, &LiveModel::columnsChanged);
}

void LiveModel::setHeaders(const QVariantMap &headers)
{
    if (headers == d->headers)
        return;
    const auto self = d; // slots may destroy us
    d->headers = headers;
    if (!d->columns.isEmpty())
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, int(d->columns.size()) - 1);
    if (self->q)
        Q_EMIT headersChanged();
}

void LiveModel::reload()
{
    d->requireReload();
}

void LiveModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0) {
        setOrderBy(d->unsorted.value_or(d->orderBy));
        return;
    }
    if (column >= columnCount())
        return;
    const LiveColumn &by = d->columns[column];
    if (by.kind != LiveColumn::Kind::Field || d->info->fields()[by.field].kind == FieldInfo::Kind::Json) {
        warn(QStringLiteral("Can't order %1 by the column %2; order it by a field.").arg(d->label, by.name));
        return;
    }
    const auto self = d; // slots may destroy us
    const QString name = d->info->fields()[by.field].name;
    const QStringList before = d->unsorted.value_or(d->orderBy);
    setOrderBy({order == Qt::DescendingOrder ? QLatin1Char('-') + name : name});
    self->unsorted = before;
}

void LiveModel::warn(const QString &text) const
{
    qCWarning(lcModels).noquote() << "LiveModel:" << text;
}

std::optional<QueryDescription> LiveModel::description() const
{
    return d->rows.query();
}

int LiveModel::indexOf(qint64 key) const
{
    return d->rows.indexOf(key);
}

QVariant LiveModel::get(int row) const
{
    return row < 0 || row >= count() ? QVariant() : d->rows.at(row).instance;
}

int LiveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

int LiveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->columns.size());
}

QVariant LiveModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const LiveRow &row = d->rows.at(index.row());
    const bool isText = role == Qt::DisplayRole;
    if (isText || role == Qt::EditRole)
        role = d->columns[index.column()].role;
    const int field = role - Qt::UserRole;
    if (field >= 0 && field < d->info->fields().size())
        return shown(d->info->fields()[field], row.values[field]);
    for (const LiveColumn &column : std::as_const(d->columns)) {
        if (column.role != role)
            continue;
        const QVariant value = d->relations.value(column, row.key);
        if (isText && column.kind == LiveColumn::Kind::RelatedKeys) // views show no lists
            return value.toStringList().join(QLatin1StringView(", "));
        return column.kind == LiveColumn::Kind::FieldOfReferred && value.isValid()
            ? shown(column.target->fields()[column.targetField], value)
            : value;
    }
    return {};
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    const QString &name = d->columns[section].name;
    return d->headers.value(name, name);
}

QHash<int, QByteArray> LiveModel::roleNames() const
{
    return d->info ? LiveColumns::roleNames(*d->info, d->columns) : QHash<int, QByteArray>();
}

Qt::ItemFlags LiveModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !checkIndex(index))
        return flags;
    const LiveColumn &column = d->columns[index.column()];
    const bool isEditable =
        column.kind == LiveColumn::Kind::Field && column.field != d->info->primaryKeyIndex();
    return flags.setFlag(Qt::ItemIsEditable, isEditable);
}

bool LiveModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !checkIndex(index))
        return false;
    if (role == Qt::EditRole)
        role = d->columns[index.column()].role;
    const ModelInfo &info = *d->info;
    const int number = role - Qt::UserRole;
    if (number < 0 || number >= info.fields().size() || number == info.primaryKeyIndex())
        return false;
    const auto self = d; // receivers may destroy us
    const FieldInfo &field = info.fields()[number];
    const qint64 key = d->rows.at(index.row()).key;
    QVariant instance = d->rows.at(index.row()).instance;
    if (!info.setValue(instance.data(), number, value)) {
        d->setError(
            QStringLiteral("Can't save a %1: \"%2\" (%3) is no value for %4.")
                .arg(info.label(), value.toString(), QLatin1StringView(value.typeName()), field.name));
        return false;
    }
    const auto saved = detail::save(info, instance.data(),
                                    {.database = d->database, .updateFields = QStringList(field.name)});
    if (!saved) {
        self->setError(saved.error().text());
        return false;
    }
    self->clearEditError();
    self->show({key}); // it was told of already
    return true;
}

bool LiveModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || count > rowCount() - row)
        return false;
    const auto self = d; // receivers may destroy us
    const ModelInfo &info = *d->info;
    QList<qint64> keys;
    QVariantList instances;
    for (int i = row; i < row + count; ++i) {
        keys << d->rows.at(i).key;
        instances << d->rows.at(i).instance;
    }
    const QString alias = d->database;
    Transaction transaction(alias);
    for (QVariant &instance : instances) {
        if (const auto removed = detail::remove(info, instance.data(), alias); !removed) {
            self->setError(removed.error().text());
            return false;
        }
    }
    if (const auto committed = transaction.commit(); !committed) {
        self->setError(committed.error().text());
        return false;
    }
    self->clearEditError();
    self->show(keys);
    return true;
}

} // namespace Signalbox
