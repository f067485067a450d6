// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QTimer>

#include <Signalbox/Connection>

#include <deque>
#include <optional>
#include <vector>

namespace Signalbox {

struct ModelEvent;

/// All instances of a model class as an item model that follows every save and delete, from any thread.
/// One class for widgets and QML: a column and a role for each field, a row for each instance, in the order
/// of the keys.
///
/// Changes arrive as insertions, removals and dataChanged() of single rows or runs of neighbouring rows,
/// never as a reset, so selection, scroll position and open editors stay. They come in batches: what has
/// been committed since the last pass of the event loop, and at the latest every maximumBatch() events.
///
/// Events of two threads that write the same row may arrive in another order than they were committed in;
/// the model goes by ModelEvent::revision and shows the newest.
///
/// Rows are read-only.
///
/// *Errors.* If the model is unknown or can't be loaded, the model stays empty, error() says why, and a
/// warning is logged; it follows events all the same once the class is known.
///
/// *Thread.* Belongs to the thread it lives in, whose event loop must run. Instances saved by others reach
/// it after their commit, never before. Loading runs in its own thread; do not load it within a transaction
/// of that thread, whose uncommitted rows it would show.
class SIGNALBOX_MODELS_EXPORT LiveModel : public QAbstractTableModel {
    Q_OBJECT
    /// The label of the model class, e.g. "library.Book". Default: empty, which shows nothing.
    Q_PROPERTY(QString model READ model WRITE setModel NOTIFY modelChanged FINAL)
    /// The alias of the database. Default: "default".
    Q_PROPERTY(QString database READ database WRITE setDatabase NOTIFY databaseChanged FINAL)
    /// How many rows there are.
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /// Why the rows could not be loaded; empty if they were.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)

public:
    /// Shows nothing until a model is set.
    explicit LiveModel(QObject *parent = nullptr);

    /// Shows the model labelled @p label in @p database; loads it at once.
    explicit LiveModel(const QString &label, const QString &database = QStringLiteral("default"),
                       QObject *parent = nullptr);
    ~LiveModel() override;

    QString model() const { return m_label; }
    QString database() const { return m_database; }
    int count() const { return int(m_rows.size()); }
    QString error() const { return m_error; }

    /// Shows another model or database. The rows are loaded in the next pass of the event loop.
    void setModel(const QString &label);
    void setDatabase(const QString &database);

    /// The row of the instance with the key @p key; -1 if there is none.
    Q_INVOKABLE int indexOf(qint64 key) const;

    /// The instance in @p row, as a gadget; invalid if there is no such row.
    Q_INVOKABLE QVariant get(int row) const;

    /// How many events are collected at most before the rows change.
    static constexpr int maximumBatch() { return 500; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void modelChanged();
    void databaseChanged();
    void countChanged();
    void errorChanged();

private:
    struct Row {
        qint64 key;
        QVariant instance;
        quint64 revision = 0; // of the event it came with; 0 if it was loaded
    };
    using Rows = QList<Row>;
    struct Change {
        qint64 key;
        std::optional<QVariant> instance; // none if it was deleted
        quint64 revision;
    };

    void connectSignals();
    void scheduleLoad();
    void load();
    void setError(const QString &error);
    void note(const ModelEvent &event, bool exists);
    bool isStale(const Change &change) const;
    void applyPending();
    void rememberDeletion(qint64 key, quint64 revision);
    void applyRemovals(const QList<Change> &changes);
    void applyUpdates(const QList<Change> &changes);
    void applyInsertions(const QList<Change> &changes);
    Rows::const_iterator lowerBound(qint64 key) const;

    QString m_label;
    QString m_database = QStringLiteral("default");
    QString m_error;
    const ModelInfo *m_info = nullptr;
    Rows m_rows; // in the order of the keys
    QHash<qint64, Change> m_pending; // by key
    QHash<qint64, quint64> m_deleted; // the revisions of the latest deletions, by key
    std::deque<qint64> m_deletedKeys; // those keys, the oldest first
    std::vector<ScopedConnection> m_connections;
    bool m_isApplying = false; // rows are changing; slots that save must not change them from within
    QTimer m_applyTimer;
    QTimer m_loadTimer;
};

} // namespace Signalbox
