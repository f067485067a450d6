// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "livemodel.h"

#include "model.h"
#include "modelslogging_p.h"

#include <QtCore/QScopedValueRollback>

#include <algorithm>

namespace Signalbox {

LiveModel::LiveModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_applyTimer.setSingleShot(true);
    connect(&m_applyTimer, &QTimer::timeout, this, &LiveModel::applyPending);
    m_loadTimer.setSingleShot(true);
    connect(&m_loadTimer, &QTimer::timeout, this, &LiveModel::load);
}

LiveModel::LiveModel(const QString &label, const QString &database, QObject *parent) : LiveModel(parent)
{
    m_label = label;
    m_database = database;
    connectSignals();
    load();
}

LiveModel::~LiveModel() = default;

void LiveModel::setModel(const QString &label)
{
    if (label == m_label)
        return;
    m_label = label;
    connectSignals();
    scheduleLoad();
    Q_EMIT modelChanged();
}

void LiveModel::setDatabase(const QString &database)
{
    if (database == m_database)
        return;
    m_database = database;
    scheduleLoad();
    Q_EMIT databaseChanged();
}

// Hears the model before it loads it, so that nothing is missed; an event that the loaded rows contain
// already changes nothing.
void LiveModel::connectSignals()
{
    const ConnectOptions options{.sender = Sender(m_label), .phase = Phase::AfterCommit};
    m_connections.clear();
    if (m_label.isEmpty())
        return;
    m_connections.push_back(postSave().connect(
        this, [this](const PostSave &event) { note(event, true); }, options));
    m_connections.push_back(postDelete().connect(
        this, [this](const PostDelete &event) { note(event, false); }, options));
}

// Until then the rows stay as they are: what happens meanwhile is in the table when it is read.
void LiveModel::scheduleLoad()
{
    m_applyTimer.stop();
    m_pending.clear();
    m_loadTimer.start(0);
}

void LiveModel::load()
{
    if (m_isApplying) {
        scheduleLoad();
        return;
    }
    beginResetModel();
    m_pending.clear();
    m_deleted.clear();
    m_deletedKeys.clear();
    m_rows.clear();
    m_info = ModelInfo::find(m_label);
    QString error;
    if (m_info) {
        QList<QVariant> instances;
        const auto next = [&] { return instances.emplaceBack(m_info->type()).data(); };
        if (const auto loaded = detail::load(QueryDescription(*m_info, m_database), next)) {
            m_rows.reserve(instances.size());
            for (const QVariant &instance : std::as_const(instances))
                m_rows.append({m_info->key(instance.constData()), instance});
        } else {
            error = loaded.error().text();
        }
    } else if (!m_label.isEmpty()) {
        error = QStringLiteral("There is no model \"%1\"; use the class, or ModelInfo::of<T>(), once before.")
                    .arg(m_label);
    }
    endResetModel();
    setError(error);
    Q_EMIT countChanged();
}

void LiveModel::setError(const QString &error)
{
    if (!error.isEmpty())
        qCWarning(lcModels).noquote() << "LiveModel:" << error;
    if (error == m_error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

void LiveModel::note(const ModelEvent &event, bool exists)
{
    if (event.database != m_database || m_loadTimer.isActive())
        return;
    Change change{event.instance.key(), std::nullopt, event.revision};
    const auto pending = m_pending.constFind(change.key);
    if (pending != m_pending.cend() && pending->revision > change.revision)
        return;
    if (exists)
        change.instance = event.instance.toVariant();
    m_pending.insert(change.key, change);
    if (m_pending.size() >= maximumBatch() && !m_isApplying)
        applyPending();
    else if (!m_applyTimer.isActive())
        m_applyTimer.start(0);
}

// Whether something newer is known of the row.
bool LiveModel::isStale(const Change &change) const
{
    const int row = indexOf(change.key);
    const quint64 known = row >= 0 ? m_rows[row].revision : m_deleted.value(change.key);
    return known > change.revision;
}

void LiveModel::applyPending()
{
    if (m_isApplying) { // a slot of ours runs an event loop
        m_applyTimer.start(0);
        return;
    }
    m_applyTimer.stop();
    const auto pending = std::exchange(m_pending, {});
    if (!m_info) {
        // The class was registered after the load; its table can be read now.
        scheduleLoad();
        return;
    }
    QList<Change> changes;
    changes.reserve(pending.size());
    for (const Change &change : pending) {
        if (!isStale(change))
            changes.append(change);
    }
    std::sort(changes.begin(), changes.end(), [](const Change &a, const Change &b) { return a.key < b.key; });

    const QScopedValueRollback applying(m_isApplying, true);
    const qsizetype before = m_rows.size();
    applyRemovals(changes);
    applyUpdates(changes);
    applyInsertions(changes);
    if (m_rows.size() != before)
        Q_EMIT countChanged();
}

// Late news of a deleted row must not bring it back. What is late is so by moments, so a limited number of
// deletions will do.
void LiveModel::rememberDeletion(qint64 key, quint64 revision)
{
    constexpr size_t remembered = 10000;
    if (!m_deleted.contains(key))
        m_deletedKeys.push_back(key);
    m_deleted.insert(key, revision);
    if (m_deletedKeys.size() > remembered) {
        m_deleted.remove(m_deletedKeys.front());
        m_deletedKeys.pop_front();
    }
}

void LiveModel::applyRemovals(const QList<Change> &changes)
{
    // From the end, so that the rows before keep their numbers; neighbours go together.
    int first = -1;
    int last = -1;
    const auto removeRun = [&] {
        if (first < 0)
            return;
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        first = -1;
    };
    for (auto change = changes.crbegin(); change != changes.crend(); ++change) {
        if (!change->instance)
            rememberDeletion(change->key, change->revision);
        const int row = change->instance ? -1 : indexOf(change->key);
        if (row < 0)
            continue;
        if (row != first - 1) {
            removeRun();
            last = row;
        }
        first = row;
    }
    removeRun();
}

void LiveModel::applyUpdates(const QList<Change> &changes)
{
    int first = -1;
    int last = -1;
    const auto announceRun = [&] {
        if (first >= 0)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
        first = -1;
    };
    for (const auto &[key, instance, revision] : changes) {
        const int row = instance ? indexOf(key) : -1;
        if (row < 0)
            continue;
        m_rows[row] = {key, *instance, revision};
        if (first < 0 || row != last + 1) {
            announceRun();
            first = row;
        }
        last = row;
    }
    announceRun();
}

void LiveModel::applyInsertions(const QList<Change> &changes)
{
    // New rows that no old row separates are inserted together.
    for (qsizetype i = 0; i < changes.size(); ++i) {
        if (!changes[i].instance || indexOf(changes[i].key) >= 0)
            continue;
        const qsizetype row = lowerBound(changes[i].key) - m_rows.cbegin();
        Rows run;
        for (; i < changes.size(); ++i) {
            const auto &[key, instance, revision] = changes[i];
            if (row < m_rows.size() && key >= m_rows[row].key)
                break;
            if (instance)
                run.append({key, *instance, revision});
        }
        --i;
        beginInsertRows({}, int(row), int(row + run.size() - 1));
        m_rows.insert(row, run.size(), {});
        std::move(run.begin(), run.end(), m_rows.begin() + row);
        endInsertRows();
    }
}

LiveModel::Rows::const_iterator LiveModel::lowerBound(qint64 key) const
{
    return std::lower_bound(m_rows.cbegin(), m_rows.cend(), key,
                            [](const Row &row, qint64 wanted) { return row.key < wanted; });
}

int LiveModel::indexOf(qint64 key) const
{
    const auto row = lowerBound(key);
    return row != m_rows.cend() && row->key == key ? int(row - m_rows.cbegin()) : -1;
}

QVariant LiveModel::get(int row) const
{
    return row < 0 || row >= count() ? QVariant() : m_rows[row].instance;
}

int LiveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

int LiveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_info ? 0 : int(m_info->fields().size());
}

QVariant LiveModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const bool ofColumn = role == Qt::DisplayRole || role == Qt::EditRole;
    const int field = ofColumn ? index.column() : role - Qt::UserRole;
    if (field < 0 || field >= m_info->fields().size())
        return {};
    return m_info->value(m_rows[index.row()].instance.constData(), field);
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    return m_info->fields()[section].name;
}

QHash<int, QByteArray> LiveModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < columnCount(); ++i)
        names.insert(Qt::UserRole + i, m_info->fields()[i].name.toUtf8());
    return names;
}

} // namespace Signalbox
