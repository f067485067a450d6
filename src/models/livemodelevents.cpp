// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// What a LiveModel hears, and when it gets to work.
#include "livemodel_p.h"

#include "modelsignals.h"
#include "threadconnection_p.h"

#include <QtCore/QScopedValueRollback>

namespace Signalbox {

using Kind = LiveChange::Kind;

LiveModel::Private::Private(LiveModel *model) : q(model), m_timer(new QTimer(model))
{
    m_timer->setSingleShot(true);
    QObject::connect(m_timer, &QTimer::timeout, model, [this] { work(); });
}

// Hears the model before it is loaded, so that nothing is missed; what the loaded rows contain already is
// recognised by its revision.
void LiveModel::Private::connectModel()
{
    const ConnectOptions options{.sender = Sender(label), .phase = Phase::AfterCommit};
    m_connections.clear();
    if (label.isEmpty())
        return;
    m_connections.push_back(postSave().connect(
        q,
        [this](const PostSave &event) {
            if (!concernsUs(event.database))
                return;
            // Fields that were not saved may have other values in the instance than in the table.
            const bool isWhole = !event.updateFields;
            note({event.instance.key(), event.revision, isWhole ? Kind::Saved : Kind::Unsure,
                  isWhole ? event.instance.toVariant() : QVariant()});
            heard();
        },
        options));
    m_connections.push_back(postDelete().connect(
        q,
        [this](const PostDelete &event) {
            if (!concernsUs(event.database))
                return;
            note({event.instance.key(), event.revision, event.found ? Kind::Deleted : Kind::Unsure});
            heard();
        },
        options));
    const auto hearBulk = [this](const BulkEvent &event) {
        if (!concernsUs(event.database))
            return;
        for (const QVariant &instance : event.instances)
            note({info->key(instance.constData()), event.revision, Kind::Saved, instance});
        for (const qint64 key : event.keys)
            note({key, event.revision, Kind::Unsure});
        heard();
    };
    m_connections.push_back(postBulkCreate().connect(q, hearBulk, options));
    m_connections.push_back(postBulkUpdate().connect(q, hearBulk, options));
}

void LiveModel::Private::connectRelations(const LiveRelations &followed)
{
    m_relationConnections.clear();
    for (const auto &link : followed.links()) {
        connectTarget(*link.target, link.showsFields);
        if (link.relation)
            connectPairs(*link.relation);
    }
}

void LiveModel::Private::connectTarget(const ModelInfo &target, bool showsFields)
{
    const ConnectOptions options{.sender = target.sender(), .phase = Phase::AfterCommit};
    m_relationConnections.push_back(postDelete().connect(
        q,
        [this, &target](const PostDelete &event) {
            if (concernsUs(event.database)) {
                noteRemovedTarget(target, event);
                heard();
            }
        },
        options));
    if (!showsFields)
        return;
    m_relationConnections.push_back(postSave().connect(
        q,
        [this, &target](const PostSave &event) {
            if (concernsUs(event.database)) {
                relations.noteTarget(target, event.instance.key(), false);
                heard();
            }
        },
        options));
    const auto hearBulk = [this, &target](const BulkEvent &event) {
        if (!concernsUs(event.database))
            return;
        for (const QVariant &instance : event.instances)
            relations.noteTarget(target, target.key(instance.constData()), false);
        for (const qint64 key : event.keys)
            relations.noteTarget(target, key, false);
        heard();
    };
    m_relationConnections.push_back(postBulkCreate().connect(q, hearBulk, options));
    m_relationConnections.push_back(postBulkUpdate().connect(q, hearBulk, options));
}

void LiveModel::Private::connectPairs(const ManyToManyInfo &relation)
{
    m_relationConnections.push_back(
        m2mChanged().connect(q,
                             [this, &relation](const M2mChanged &event) {
                                 if (concernsUs(event.database)) {
                                     notePairs(relation, event);
                                     heard();
                                 }
                             },
                             {.sender = relation.sender, .phase = Phase::AfterCommit}));
}

// Whether to note an event. What happens before a load is in the table when it is read.
bool LiveModel::Private::concernsUs(const QString &eventDatabase)
{
    if (eventDatabase != database || m_needsReset)
        return false;
    if (info && !m_hasFailed)
        return true;
    // The class was registered after the load, or the table can be read now.
    requireQuery();
    return false;
}

void LiveModel::Private::note(const LiveChange &change)
{
    m_news.note(change);
}

void LiveModel::Private::noteRemovedTarget(const ModelInfo &target, const PostDelete &event)
{
    const qint64 key = event.instance.key();
    relations.noteTarget(target, key, true);
    for (const auto &link : relations.links()) {
        if (link.target != &target || link.relation
            || info->fields()[link.field].onDelete != OnDelete::SetNull)
            continue;
        const auto nulled = link.rowsOf.value(key);
        for (const qint64 row : nulled)
            note({row, event.revision, Kind::Unsure});
        // Rows that are not shown became NULL as well, and events that are under way don't know it.
        m_news.distrustUpTo(event.revision);
        if (rows.query()->dependsOn(link.field))
            requireQuery();
    }
}

void LiveModel::Private::notePairs(const ManyToManyInfo &relation, const M2mChanged &event)
{
    const qint64 key = event.instance.key();
    const bool isWithinClass = &relation.target() == info;
    QSet<qint64> changed(event.keys->cbegin(), event.keys->cend());
    changed.unite(relations.relatedTo(relation, key)); // a clear names no keys
    if (!isWithinClass && !event.reverse)
        changed = {key};
    else if (isWithinClass)
        changed.insert(key);
    relations.notePairs(relation, changed);
}

void LiveModel::Private::heard()
{
    if (m_news.size() >= maximumBatch())
        work();
    else if (!m_news.isEmpty() || relations.isChanged())
        schedule();
}

void LiveModel::Private::require(bool &what)
{
    what = true;
    schedule();
    updateLoading();
}

void LiveModel::Private::updateLoading()
{
    const bool isLoading = m_needsReset || m_needsQuery;
    if (isLoading == m_isLoading)
        return;
    m_isLoading = isLoading;
    Q_EMIT q->loadingChanged();
}

void LiveModel::Private::schedule(int milliseconds)
{
    if (q && !m_timer->isActive())
        m_timer->start(milliseconds);
}

void LiveModel::Private::load()
{
    m_needsReset = true;
    work();
    if (q)
        updateLoading();
}

void LiveModel::Private::work()
{
    if (!q || m_isWorking) // from within a slot of ours: what is due is done after it
        return;
    if (ThreadConnection::inTransaction(database)) { // its end tells nobody if it is a rollback
        constexpr int pause = 20;
        schedule(pause);
        return;
    }
    const auto self = shared_from_this();
    {
        const QScopedValueRollback working(m_isWorking, true);
        m_timer->stop();
        if (m_needsReset)
            reset();
        else if (m_needsQuery)
            requery();
        else
            applyNews();
    }
    if (!q)
        return;
    if (m_needsReset || m_needsQuery || !m_news.isEmpty() || relations.isChanged())
        schedule();
    updateLoading();
}

void LiveModel::Private::setError(const QString &text)
{
    if (!q || text == error)
        return;
    error = text;
    if (!text.isEmpty())
        q->warn(text);
    Q_EMIT q->errorChanged();
}

void LiveModel::Private::clearEditError()
{
    if (!m_hasFailed)
        setError({});
}

} // namespace Signalbox
