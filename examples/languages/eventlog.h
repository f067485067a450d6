// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqml.h>

#include <deque>

/// The latest events and the count of all: what happened, and in which thread it was delivered.
class EventLog : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int created READ created NOTIFY countsChanged FINAL)
    Q_PROPERTY(int updated READ updated NOTIFY countsChanged FINAL)
    Q_PROPERTY(int deleted READ deleted NOTIFY countsChanged FINAL)
    /// How many were delivered in another thread than the one of this object.
    Q_PROPERTY(int strayed READ strayed NOTIFY countsChanged FINAL)

public:
    explicit EventLog(QObject *parent = nullptr);

    /// Notes an event that is being delivered in the calling thread.
    Q_INVOKABLE void add(const QString &kind, const QString &text);

    int created() const { return m_created; }
    int updated() const { return m_updated; }
    int deleted() const { return m_deleted; }
    int strayed() const { return m_strayed; }
    int total() const { return m_created + m_updated + m_deleted; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countsChanged();

private:
    enum Role { Number = Qt::UserRole, Kind, Text, Thread };
    struct Event {
        int number;
        QString kind;
        QString text;
        QString thread;
    };

    std::deque<Event> m_events; // the latest first
    int m_created = 0;
    int m_updated = 0;
    int m_deleted = 0;
    int m_strayed = 0;
};
