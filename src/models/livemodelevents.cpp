// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// What a LiveModel hears, and when it gets to work.
#include "livemodel_p.h"

#include "liveturn_p.h"
#include "modelsignals.h"
#include "threadconnection_p.h"

#include <QtCore/QScopedValueRollback>

namespace Signalbox {

using Kind = LiveChange::Kind;

/// Woken by the inbox. The work is done by a timer: other events, and painting, come between two slices.
class LiveModel::Private::Reader final : public QObject {
public:
    Reader(Private &model, QObject *parent) : QObject(parent), m_model(model) { }

protected:
    void customEvent(QEvent *) override { m_model.schedule(); }

private:
    Private &m_model;
};

LiveModel::Private::Private(LiveModel *model)
    : q(model), m_timer(new QTimer(model)), m_reader(new Reader(*this, model)),
      m_inbox(std::make_shared<LiveInbox>(label, m_reader))
{
    m_timer->setSingleShot(true);
    QObject::connect(m_timer, &QTimer::timeout, model, [this] {
        if (mayWork())
            work([this] { doWhatIsDue(); });
    });
}

void LiveModel::Private::leave()
{
    q = nullptr;
    m_inbox->close();
    // The children go with QObject's destructor, after the slots of destroyed(), which may run an event loop.
    m_timer->stop();
    delete m_reader;
}

// Hears the model before it is loaded, so that nothing is missed; what the loaded rows contain already is
// recognised by its revision. What is still being told of another model goes into an inbox that nobody reads.
void LiveModel::Private::connectModel()
{
    m_connections.clear();
    m_relationConnections.clear();
    m_inbox->close();
    m_inbox = std::make_shared<LiveInbox>(label, m_reader);
    m_inbox->setDatabase(database);
    if (label.isEmpty())
        return;
    const ConnectOptions options{.sender = Sender(label), .phase = Phase::AfterCommit};
    m_connections.emplace_back(postSave().connect(m_inbox, &LiveInbox::tellSaved, options));
    m_connections.emplace_back(postDelete().connect(m_inbox, &LiveInbox::tellDeleted, options));
    m_connections.emplace_back(postBulkCreate().connect(m_inbox, &LiveInbox::tellBulk, options));
    m_connections.emplace_back(postBulkUpdate().connect(m_inbox, &LiveInbox::tellBulk, options));
}

void LiveModel::Private::setDatabase(const QString &alias)
{
    database = alias;
    m_inbox->setDatabase(alias);
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
    const std::weak_ptr inbox = m_inbox;
    LiveInbox *const to = m_inbox.get(); // alive whenever it is called
    m_relationConnections.emplace_back(postDelete().connect(
        inbox, [to, &target](const PostDelete &event) { to->tellTargetDeleted(target, event); }, options));
    if (!showsFields)
        return;
    m_relationConnections.emplace_back(postSave().connect(
        inbox, [to, &target](const PostSave &event) { to->tellTargetSaved(target, event); }, options));
    const auto tellBulk = [to, &target](const BulkEvent &event) { to->tellTargetBulk(target, event); };
    m_relationConnections.emplace_back(postBulkCreate().connect(inbox, tellBulk, options));
    m_relationConnections.emplace_back(postBulkUpdate().connect(inbox, tellBulk, options));
}

void LiveModel::Private::connectPairs(const ManyToManyInfo &relation)
{
    m_relationConnections.emplace_back(m2mChanged().connect(
        std::weak_ptr(m_inbox),
        [to = m_inbox.get(), &relation](const M2mChanged &event) { to->tellPairs(relation, event); },
        {.sender = relation.sender, .phase = Phase::AfterCommit}));
}

// What happened before a load is in the table when it is read.
void LiveModel::Private::receive(LiveMail mail)
{
    if (mail.isEmpty() || m_needsReset)
        return;
    if (!info || m_hasFailed) { // the class was registered after the load, or the table can be read now
        requireQuery();
        return;
    }
    m_news.note(std::move(mail.rows));
    for (auto target = mail.targets.cbegin(); target != mail.targets.cend(); ++target) {
        for (const qint64 key : target->saved)
            relations.noteTarget(*target.key(), key, false);
        for (auto deleted = target->deleted.cbegin(); deleted != target->deleted.cend(); ++deleted)
            noteRemovedTarget(*target.key(), deleted.key(), deleted.value());
    }
    for (auto pairs = mail.pairs.cbegin(); pairs != mail.pairs.cend(); ++pairs) {
        QSet<qint64> changed = pairs->rows;
        for (const qint64 target : pairs->targets)
            changed.unite(relations.relatedTo(*pairs.key(), target));
        relations.notePairs(*pairs.key(), changed);
    }
}

void LiveModel::Private::noteRemovedTarget(const ModelInfo &target, qint64 key, quint64 revision)
{
    relations.noteTarget(target, key, true);
    for (const auto &link : relations.links()) {
        if (link.target != &target || link.relation
            || info->fields()[link.field].onDelete != OnDelete::SetNull)
            continue;
        const auto nulled = link.rowsOf.value(key);
        for (const qint64 row : nulled)
            m_news.note({row, revision, Kind::Unsure});
        // Rows that are not shown became NULL as well, and events that are under way don't know it.
        m_news.distrustUpTo(revision);
        if (rows.query()->dependsOn(link.field))
            requireQuery();
    }
}

void LiveModel::Private::require(bool &what)
{
    what = true;
    schedule();
    updateLoading();
}

// Other programs may have changed what the rows refer to.
void LiveModel::Private::requireReload()
{
    m_rereadsRelated = true;
    requireQuery();
}

void LiveModel::Private::updateLoading()
{
    const bool isLoading = m_needsReset || m_needsQuery;
    if (!q || isLoading == m_isLoading)
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
    if (mayWork())
        work([this] { doWhatIsDue(); });
    if (q)
        updateLoading();
}

bool LiveModel::Private::isDue() const
{
    return m_needsReset || m_needsQuery || !m_inbox->isEmpty()
        || (!m_hasFailed && (!m_news.isEmpty() || relations.isChanged()));
}

bool LiveModel::Private::mayWork()
{
    if (!q || m_isWorking) // from within a slot of ours: what is due is done after it
        return false;
    if (!ThreadConnection::inTransaction(database))
        return true;
    constexpr int pause = 20; // its end tells nobody if it is a rollback
    schedule(pause);
    return false;
}

// One step, from which slots of ours can't start another.
void LiveModel::Private::work(const std::function<void()> &step)
{
    const auto self = shared_from_this();
    {
        const QScopedValueRollback working(m_isWorking, true);
        m_timer->stop();
        step();
    }
    if (!q)
        return;
    if (isDue())
        schedule();
    updateLoading();
}

void LiveModel::Private::doWhatIsDue()
{
    if (m_needsReset)
        reset();
    else if (m_needsQuery)
        requery();
    else
        applySlice();
}

// As much as there is time for.
void LiveModel::Private::applySlice()
{
    const LiveTurn turn(this);
    for (bool goesOn = true; goesOn;) {
        if (m_news.isEmpty())
            receive(m_inbox->take());
        if (!q || m_needsReset || m_needsQuery)
            return;
        goesOn = apply(m_news.take(maximumBatch())) && isDue() && !turn.isOver()
            && !ThreadConnection::inTransaction(database);
    }
}

void LiveModel::Private::show(const QList<qint64> &keys)
{
    if (!mayWork())
        return;
    work([&] {
        receive(m_inbox->take());
        if (!q)
            return;
        if (m_needsReset || m_needsQuery)
            doWhatIsDue();
        else
            apply(m_news.takeThose(keys));
    });
}

void LiveModel::Private::setError(const QString &text)
{
    if (!q || text == error)
        return;
    error = text;
    if (!text.isEmpty())
        q->warn(text); // may be anybody's code
    if (q)
        Q_EMIT q->errorChanged();
}

void LiveModel::Private::clearEditError()
{
    if (!m_hasFailed)
        setError({});
}

} // namespace Signalbox
