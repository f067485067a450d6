// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelevents.h"

using namespace Signalbox;

ModelEvents::ModelEvents(QObject *parent) : QObject(parent) { }

ModelEvents::~ModelEvents() = default;

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

void ModelEvents::componentComplete()
{
    m_complete = true;
    reconnect();
}

void ModelEvents::reconnect()
{
    m_connections.clear();
    if (!m_enabled || !m_complete)
        return;
    // Queued even within this thread: a handler then never runs inside of somebody's save().
    const ConnectOptions options{.sender = Sender(m_model), .type = Qt::QueuedConnection};
    m_connections.push_back(postSave().Signal::connect(this, &ModelEvents::onSaved, options));
    m_connections.push_back(postDelete().Signal::connect(this, &ModelEvents::onDeleted, options));
}

bool ModelEvents::wants(const ModelEvent &event) const
{
    return m_database.isEmpty() || event.database == m_database;
}

void ModelEvents::onSaved(const PostSave &event)
{
    if (!wants(event))
        return;
    const QVariant instance = event.instance.toVariant();
    Q_EMIT saved(instance, event.created);
    if (event.created)
        Q_EMIT created(instance);
    else
        Q_EMIT updated(instance);
}

void ModelEvents::onDeleted(const PostDelete &event)
{
    if (wants(event))
        Q_EMIT deleted(event.instance.toVariant());
}
