// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelevents.h"

#include "uidowners.h"

#include <QtCore/QPointer>
#include <QtQml/QQmlInfo>

#include <utility>

using namespace Signalbox;

ModelEvents::ModelEvents(QObject *parent) : QObject(parent) { }

ModelEvents::~ModelEvents()
{
    UidOwners::end(m_connections, m_dispatchUid);
}

void ModelEvents::setModel(const QString &model)
{
    if (model == m_model)
        return;
    m_model = model;
    reconnect();
    Q_EMIT modelChanged();
}

void ModelEvents::setDatabase(const QString &database)
{
    if (database == m_database)
        return;
    m_database = database;
    reconnect();
    Q_EMIT databaseChanged();
}

void ModelEvents::setEnabled(bool enabled)
{
    if (enabled == m_enabled)
        return;
    m_enabled = enabled;
    reconnect();
    Q_EMIT enabledChanged();
}

void ModelEvents::setDispatchUid(const QString &dispatchUid)
{
    if (dispatchUid == m_dispatchUid)
        return;
    UidOwners::end(m_connections, std::exchange(m_dispatchUid, dispatchUid));
    reconnect();
    Q_EMIT dispatchUidChanged();
}

void ModelEvents::setPhase(Phase phase)
{
    if (phase == m_phase)
        return;
    if (phase != AfterCommit && phase != Immediate) {
        qmlWarning(this) << "phase can't be " << int(phase)
                         << "; set it to ModelEvents.AfterCommit or ModelEvents.Immediate.";
        return;
    }
    m_phase = phase;
    reconnect();
    Q_EMIT phaseChanged();
}

void ModelEvents::componentComplete()
{
    m_complete = true;
    reconnect();
}

void ModelEvents::reconnect()
{
    UidOwners::end(m_connections, m_dispatchUid);
    ++m_generation;
    if (!m_enabled || !m_complete)
        return;
    const Sender sender(m_model);
    connectTo<PostSave>(postSave(), sender, &ModelEvents::onSaved);
    connectTo<PostDelete>(postDelete(), sender, &ModelEvents::onDeleted);
    // The names of the relations are known when the class is; that may be later.
    if (const ModelInfo *const model = ModelInfo::find(m_model)) {
        for (const ManyToManyInfo &relation : model->manyToMany())
            connectTo<M2mChanged>(Signalbox::m2mChanged(), relation.sender, &ModelEvents::onM2mChanged);
    } else {
        connectTo<M2mChanged>(Signalbox::m2mChanged(), {}, &ModelEvents::onM2mChanged);
    }
}

template <typename Event>
void ModelEvents::connectTo(Signal<Event> &signal, const Sender &sender,
                            void (ModelEvents::*handle)(const Event &, const Sender &))
{
    const auto wants = [this](const Event &event) {
        return m_database.isEmpty() || event.database == m_database;
    };
    Connection connection;
    if (m_phase == AfterCommit) {
        // Queued even within this thread: a handler then never runs inside of somebody's save().
        const auto receive = [=, this](const Event &event, const Sender &from) {
            if (wants(event))
                (this->*handle)(event, from);
        };
        connection = signal.connect(this, receive,
                                    {.sender = sender,
                                     .dispatchUid = m_dispatchUid,
                                     .type = Qt::QueuedConnection,
                                     .phase = Signalbox::Phase::AfterCommit});
    } else {
        // A queued delivery would wait for the commit, so the event is queued here.
        const auto receive = [=, this](const Event &event, const Sender &from) {
            if (!wants(event))
                return;
            const auto deliver = [=, this, generation = m_generation] {
                if (generation == m_generation)
                    (this->*handle)(event, from);
            };
            QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
        };
        connection = signal.connect(this, receive, {.sender = sender, .dispatchUid = m_dispatchUid});
    }
    if (connection.isNew())
        m_connections.emplace_back(connection);
    else
        UidOwners::await(this, &ModelEvents::takeOver);
}

void ModelEvents::takeOver()
{
    if (m_connections.empty())
        reconnect();
}

// Asks the class, if it is known by now: the relation "library.Book_x_tags" may be one of library.Book_x.
bool ModelEvents::hasRelation(const QString &relation) const
{
    if (m_model.isEmpty())
        return true;
    if (!relation.startsWith(m_model + QLatin1Char('_')))
        return false;
    const ModelInfo *const model = ModelInfo::find(m_model);
    return !model || model->findManyToMany(QStringView(relation).sliced(m_model.size() + 1));
}

void ModelEvents::onSaved(const PostSave &event, const Sender &)
{
    const QPointer<ModelEvents> self = this;
    const quint64 generation = m_generation;
    const QVariant instance = event.instance.toVariant();
    Q_EMIT saved(instance, event.created, event.changedFields);
    if (!self || generation != m_generation)
        return; // a handler has destroyed it, or does not want to hear more of this
    if (event.created)
        Q_EMIT created(instance);
    else
        Q_EMIT updated(instance, event.changedFields);
}

void ModelEvents::onDeleted(const PostDelete &event, const Sender &)
{
    Q_EMIT deleted(event.instance.toVariant());
}

void ModelEvents::onM2mChanged(const M2mChanged &event, const Sender &sender)
{
    using Action = M2mChanged::Action;
    const bool hasHappened = event.action == Action::PostAdd || event.action == Action::PostRemove
        || event.action == Action::PostClear;
    if (hasHappened && hasRelation(sender.name()))
        Q_EMIT m2mChanged(event.instance.toVariant(), sender.name(), int(event.action), event.keysVariant(),
                          event.reverse);
}
