// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "eventlog.h"

#include <QThread>

namespace {
constexpr size_t keptEvents = 200;
}

EventLog::EventLog(QObject *parent) : QAbstractListModel(parent) { }

void EventLog::add(const QString &kind, const QString &text)
{
    int &count = kind == u"created" ? m_created : kind == u"updated" ? m_updated : m_deleted;
    ++count;
    if (QThread::currentThread() != thread())
        ++m_strayed;

    beginInsertRows({}, 0, 0);
    m_events.push_front({total(), kind, text, QThread::currentThread()->objectName()});
    endInsertRows();
    if (m_events.size() > keptEvents) {
        beginRemoveRows({}, int(keptEvents), int(keptEvents));
        m_events.pop_back();
        endRemoveRows();
    }
    Q_EMIT countsChanged();
}

int EventLog::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

QVariant EventLog::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Event &event = m_events[size_t(index.row())];
    switch (role) {
    case Number:
        return event.number;
    case Kind:
        return event.kind;
    case Text:
        return event.text;
    case Thread:
        return event.thread;
    default:
        return {};
    }
}

QHash<int, QByteArray> EventLog::roleNames() const
{
    return {{Number, "number"}, {Kind, "kind"}, {Text, "text"}, {Thread, "thread"}};
}
