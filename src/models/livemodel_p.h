// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "livecolumns_p.h"
#include "liveinbox_p.h"
#include "livemodel.h"
#include "livenews_p.h"
#include "liverelations_p.h"
#include "liverows_p.h"

#include <QtCore/QTimer>

#include <Signalbox/Connection>

#include <vector>

namespace Signalbox {

/// What a LiveModel does: hears of changes, reads the table and changes the rows, a slice of them in each
/// turn of the event loop. Signals of the item model call user code, which may destroy the LiveModel: `q` is
/// nullptr then.
class LiveModel::Private : public std::enable_shared_from_this<LiveModel::Private> {
public:
    explicit Private(LiveModel *model);
    void leave(); ///< q is being destroyed

    /// @name What is wanted
    /// @{
    QString label;
    QString database = QStringLiteral("default");
    QVariantMap filter;
    QString search;
    QStringList searchFields;
    QStringList orderBy;
    int limit = -1;
    QStringList columnNames;
    QVariantMap headers; ///< by the name of the column
    std::optional<QStringList> unsorted; ///< what orderBy was before sort() set it
    /// @}

    /// @name What is shown
    /// @{
    const ModelInfo *info = nullptr;
    QList<LiveColumn> columns;
    LiveRows rows;
    LiveRelations relations;
    QString error;
    /// @}

    LiveModel *q;

    void connectModel();
    void setDatabase(const QString &alias);
    void requireReset() { require(m_needsReset); }
    void requireQuery() { require(m_needsQuery); }
    void requireReload();
    bool isLoading() const { return m_isLoading; }
    void load(); ///< at once
    void setError(const QString &text);
    /// An edit succeeded: the error of one before is over.
    void clearEditError();

    /// Shows the changes of the rows @p keys, before others that wait, unless they have to wait themselves.
    void show(const QList<qint64> &keys);
    void schedule(int milliseconds = 0);

private:
    void require(bool &what);
    void updateLoading();

    // livemodelevents.cpp
    void connectRelations(const LiveRelations &followed);
    void connectTarget(const ModelInfo &target, bool showsFields);
    void connectPairs(const ManyToManyInfo &relation);
    void receive(LiveMail mail);
    void noteRemovedTarget(const ModelInfo &target, qint64 key, quint64 revision);
    bool isDue() const;
    bool mayWork();
    void work(const std::function<void()> &step);
    void doWhatIsDue();
    void applySlice();

    // livemodelloading.cpp
    QueryDescription wanted(const ModelInfo &model) const;
    Result<QList<LiveRow>> read(const QueryDescription &query) const;
    void reset();
    void requery();
    void reconcile(const QList<LiveRow> &target, QSet<qint64> changed);
    void removeAllBut(const QHash<qint64, int> &places);
    void arrange(const QList<LiveRow> &target, const QHash<qint64, int> &places);
    void insertMissing(const QList<LiveRow> &target);
    void failed(const DatabaseError &why);

    // livemodelbatch.cpp
    struct Batch;
    bool apply(const QList<LiveChange> &changes);
    bool readUnsure(const QList<qint64> &keys, Batch &batch);
    void sortOut(LiveRow row, bool exists, Batch &batch);
    bool isBeyondWhatIsKnown(Batch &batch) const;
    void apply(Batch &batch);
    void applyRemovals(const QList<qint64> &keys);
    void applyUpdates(const QList<LiveRow> &updates, QSet<qint64> &changed);
    void applyInsertions(QList<LiveRow> insertions);
    void makeRoom(QList<LiveRow> &insertions);

    // livemodelchanges.cpp
    void removeRun(int first, int last);
    void moveRow(int from, int before, const LiveRow *replacement = nullptr);
    void insertRun(int at, const QList<LiveRow> &run);
    void rearrange(const std::function<void()> &change);
    void announce(const QSet<qint64> &changed);
    void announceCount(int before);

    class Reader;
    // Children of q, to go with it to another thread.
    QTimer *m_timer;
    Reader *m_reader;
    std::shared_ptr<LiveInbox> m_inbox;
    std::vector<ScopedConnection> m_connections;
    std::vector<ScopedConnection> m_relationConnections;
    LiveNews m_news;
    bool m_needsReset = false;
    bool m_needsQuery = false;
    bool m_isLoading = false;
    bool m_isWorking = false;
    bool m_hasFailed = false; // the last load; the next event is a reason to try again
    bool m_rereadsRelated = false; // with the next load
    bool m_mayHoldMore = false; // the table, beyond the limit
};

} // namespace Signalbox
