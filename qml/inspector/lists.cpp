// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "lists.h"

#include "texts.h"
#include "threadnames.h"

#include <QtCore/QStringList>

#include <array>

namespace {

QString timeText(const CallTimes &times, std::chrono::nanoseconds time)
{
    return times.calls > 0 ? Texts::duration(time) : QString();
}

// "2 returned, 1 queued"
QString outcomeOf(const SendRecord &send)
{
    static constexpr std::array<const char *, 7> words = {"queued",  "running", "returned", "raised",
                                                          "dropped", "batched", "unknown"};
    QStringList parts;
    for (const auto state : {Delivery::Raised, Delivery::Dropped, Delivery::Running, Delivery::Queued,
                             Delivery::Batched, Delivery::Returned, Delivery::Unknown}) {
        if (const int count = send.count(state))
            parts << QStringLiteral("%1 %2").arg(count).arg(QLatin1StringView(words[size_t(state)]));
    }
    if (send.hasMore)
        parts << QStringLiteral("and more");
    return parts.isEmpty() ? QStringLiteral("nobody heard") : parts.join(u", ");
}

QString stateText(const Delivery &delivery)
{
    static constexpr std::array<const char *, 7> words = {"queued",  "running",    "returned", "raised",
                                                          "dropped", "in a batch", "unknown"};
    return QString::fromLatin1(words[size_t(delivery.state)]);
}

} // namespace

QVariant SignalList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SignalRow &row = rows()[size_t(index.row())];
    switch (role) {
    case Serial:
        return double(row.serial);
    case Qt::DisplayRole:
    case Name:
        return row.name;
    case Payload:
        return row.payload;
    case Listeners:
        return QString::number(row.listeners);
    case Sends:
        return Texts::number(row.counts.sends);
    case Rate:
        return Texts::rate(row.rate);
    case Errors:
        return row.counts.errors > 0 ? Texts::number(row.counts.errors) : QString();
    }
    return {};
}

QHash<int, QByteArray> SignalList::roleNames() const
{
    return {{Serial, "serial"}, {Name, "name"}, {Payload, "payload"}, {Listeners, "listeners"},
            {Sends, "sends"},   {Rate, "rate"}, {Errors, "errors"}};
}

QVariant ReceiverList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReceiverRow &row = rows()[size_t(index.row())];
    const Signalbox::ReceiverInfo &info = row.info;
    switch (role) {
    case Serial:
        return double(info.connection.id().signal);
    case SignalName:
        return row.signalName;
    case Qt::DisplayRole:
    case Name:
        return info.dispatchUid.isEmpty() ? info.name : info.dispatchUid;
    case SenderName:
        return info.sender.isNone() ? QStringLiteral("any") : info.senderText;
    case Thread:
        return row.thread;
    case Type:
        return Texts::deliveryType(info.type);
    case PhaseName:
        return Texts::phase(info.phase);
    case Calls:
        return Texts::number(info.calls);
    case Mean:
        return timeText(row.times, row.times.mean());
    case Worst:
        return timeText(row.times, row.times.worst);
    case LastError:
        return info.lastError;
    case IsBlocked:
        return info.isBlocked;
    }
    return {};
}

QHash<int, QByteArray> ReceiverList::roleNames() const
{
    return {{Serial, "serial"},     {SignalName, "signalName"}, {Name, "name"},
            {SenderName, "sender"}, {Thread, "thread"},         {Type, "delivery"},
            {PhaseName, "phase"},   {Calls, "calls"},           {Mean, "mean"},
            {Worst, "worst"},       {LastError, "lastError"},   {IsBlocked, "isBlocked"}};
}

QVariant SendList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SendRow &row = rows()[size_t(index.row())];
    switch (role) {
    case Send:
        return double(row.send.id);
    case Serial:
        return double(row.send.signal);
    case Qt::DisplayRole:
    case Name:
        return row.send.name;
    case At:
        return row.at;
    case SenderName:
        return row.send.sender;
    case Thread:
        return ThreadNames::name(row.send.thread);
    case Outcome:
        return outcomeOf(row.send);
    case Took:
        return row.send.span().count() > 0 ? Texts::duration(row.send.span()) : QString();
    case HasFailed:
        return row.send.hasFailed();
    case IsNested:
        return row.send.parent != 0;
    }
    return {};
}

QHash<int, QByteArray> SendList::roleNames() const
{
    return {{Send, "send"},           {Serial, "serial"},    {Name, "name"},       {At, "at"},
            {SenderName, "sender"},   {Thread, "thread"},    {Outcome, "outcome"}, {Took, "took"},
            {HasFailed, "hasFailed"}, {IsNested, "isNested"}};
}

QVariant DeliveryList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Delivery &delivery = rows()[size_t(index.row())].delivery;
    switch (role) {
    case Qt::DisplayRole:
    case ReceiverName:
        return delivery.receiver;
    case Thread:
        return delivery.thread ? ThreadNames::name(delivery.thread) : QString();
    case State:
        return stateText(delivery);
    case Waited:
        return delivery.state == Delivery::Queued ? QString() : Texts::duration(delivery.waited);
    case Took:
        return delivery.isOver() && delivery.took.count() > 0 ? Texts::duration(delivery.took) : QString();
    case Error:
        return delivery.error;
    }
    return {};
}

QHash<int, QByteArray> DeliveryList::roleNames() const
{
    return {{ReceiverName, "receiver"}, {Thread, "thread"}, {State, "state"},
            {Waited, "waited"},         {Took, "took"},     {Error, "error"}};
}
