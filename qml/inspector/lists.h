// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "keyedlist.h"
#include "timeline.h"

#include <QtCore/QString>

/// The signals, the oldest first. Roles: serial, name, payload, listeners, sends, rate, errors.
struct SignalRow {
    quint64 serial = 0;
    QString name;
    QString payload;
    int listeners = 0;
    SignalCounts counts;
    double rate = 0;

    quint64 key() const { return serial; }
};

class SignalList : public KeyedList<SignalRow> {
public:
    enum Role { Serial = Qt::UserRole, Name, Payload, Listeners, Sends, Rate, Errors };
    using KeyedList::KeyedList;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
};

/// Receivers, by their signal and in the order of connection. Roles: serial, signalName, name, sender,
/// thread, delivery, phase, calls, mean, worst, lastError, isBlocked.
struct ReceiverRow {
    Signalbox::ReceiverInfo info;
    QString signalName;
    QString thread;
    CallTimes times;

    std::pair<quint64, quint64> key() const
    {
        return {info.connection.id().signal, info.connection.id().receiver};
    }
};

class ReceiverList : public KeyedList<ReceiverRow> {
public:
    enum Role {
        Serial = Qt::UserRole,
        SignalName,
        Name,
        SenderName,
        Thread,
        Type,
        PhaseName,
        Calls,
        Mean,
        Worst,
        LastError,
        IsBlocked
    };
    using KeyedList::KeyedList;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
};

/// Sends, the latest first. Roles: send, serial, name, at, sender, thread, outcome, took, hasFailed, depth.
struct SendRow {
    quint64 place = 0; ///< among all sends
    SendRecord send;
    QString at; ///< time of day

    quint64 key() const { return ~place; }
};

class SendList : public KeyedList<SendRow> {
public:
    enum Role {
        Send = Qt::UserRole,
        Serial,
        Name,
        At,
        SenderName,
        Thread,
        Outcome,
        Took,
        HasFailed,
        IsNested
    };
    using KeyedList::KeyedList;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
};

/// What became of one send for each of its receivers. Roles: receiver, thread, state, waited, took, error.
struct DeliveryRow {
    size_t place = 0;
    Delivery delivery;

    size_t key() const { return place; }
};

class DeliveryList : public KeyedList<DeliveryRow> {
public:
    enum Role { ReceiverName = Qt::UserRole, Thread, State, Waited, Took, Error };
    using KeyedList::KeyedList;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
};
