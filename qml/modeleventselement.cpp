// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modeleventselement.h"

#include "uidowners.h"

#include <QtCore/QPointer>
#include <QtQml/QQmlInfo>

#include <utility>

using namespace Signalbox;

ModelEventsElement::ModelEventsElement(QObject *parent) : QObject(parent) { }

ModelEventsElement::~ModelEventsElement()
{
    UidOwners::end(m_connections, m_dispatchUid);
}

void ModelEventsElement::setModel(const QString &model)
{
    if (model == m_model)
        return;
    m_model = model;
    reconnect();
    Q_EMIT modelChanged();
}

void ModelEventsElement::setDatabase(const QString &database)
{
    if (database == m_database)
        return;
    m_database = database;
    reconnect();
    Q_EMIT databaseChanged();
}

void ModelEventsElement::setEnabled(bool enabled)
{
    if (enabled == m_enabled)
        return;
    m_enabled = enabled;
    reconnect();
    Q_EMIT enabledChanged();
}

void ModelEventsElement::setDispatchUid(const QString &dispatchUid)
{
    if (dispatchUid == m_dispatchUid)
        return;
    UidOwners::end(m_connections, std::exchange(m_dispatchUid, dispatchUid));
    reconnect();
    Q_EMIT dispatchUidChanged();
}

void ModelEventsElement::setPhase(Phase phase)
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

void ModelEventsElement::componentComplete()
{
    m_complete = true;
    reconnect();
}

void ModelEventsElement::reconnect()
{
    UidOwners::end(m_connections, m_dispatchUid);
    ++m_generation;
    if (!m_enabled || !m_complete)
        return;
    const Sender sender(m_model);
    connectTo<PostSave>(postSave(), sender, &ModelEventsElement::onSaved);
    connectTo<PostDelete>(postDelete(), sender, &ModelEventsElement::onDeleted);
    // The names of the relations are known when the class is; that may be later.
    if (const ModelInfo *const model = ModelInfo::find(m_model)) {
        for (const ManyToManyInfo &relation : model->manyToMany())
            connectTo<M2mChanged>(Signalbox::m2mChanged(), relation.sender,
                                  &ModelEventsElement::onM2mChanged);
    } else {
        connectTo<M2mChanged>(Signalbox::m2mChanged(), {}, &ModelEventsElement::onM2mChanged);
    }
}

template <typename Event>
void ModelEventsElement::connectTo(Signal<Event> &signal, const Sender &sender,
                                   void (ModelEventsElement::*handle)(const Event &, const Sender &))
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
        UidOwners::await(this, &ModelEventsElement::takeOver);
}

void ModelEventsElement::takeOver()
{
    if (m_connections.empty())
        reconnect();
}

// Asks the class, if it is known by now: the relation "library.Book_x_tags" may be one of library.Book_x.
bool ModelEventsElement::hasRelation(const QString &relation) const
{
    if (m_model.isEmpty())
        return true;
    if (!relation.startsWith(m_model + QLatin1Char('_')))
        return false;
    const ModelInfo *const model = ModelInfo::find(m_model);
    return !model || model->findManyToMany(QStringView(relation).sliced(m_model.size() + 1));
}

void ModelEventsElement::onSaved(const PostSave &event, const Sender &)
{
    const QPointer<ModelEventsElement> self = this;
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

void ModelEventsElement::onDeleted(const PostDelete &event, const Sender &)
{
    Q_EMIT deleted(event.instance.toVariant());
}

void ModelEventsElement::onM2mChanged(const M2mChanged &event, const Sender &sender)
{
    using Action = M2mChanged::Action;
    const bool hasHappened = event.action == Action::PostAdd || event.action == Action::PostRemove
        || event.action == Action::PostClear;
    if (hasHappened && hasRelation(sender.name()))
        Q_EMIT m2mChanged(event.instance.toVariant(), sender.name(), int(event.action), event.keysVariant(),
                          event.reverse);
}
