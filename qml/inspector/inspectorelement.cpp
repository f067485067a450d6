// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "inspectorelement.h"

#include "texts.h"
#include "threadnames.h"

#include <QtQml/QQmlInfo>

#include <chrono>
#include <cmath>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr auto tick = 100ms;
constexpr int ticksPerRefresh = 5; // of what people read: numbers that change faster can't be
constexpr size_t mostReceivers = 500;
constexpr size_t mostSends = 200;
constexpr qsizetype mostTimes = 20000; // of receivers, before those that are gone are looked for

// Whether it is 0, which is none, or can be an id.
bool isId(double number)
{
    return number >= 0 && number < 9007199254740992.0 && std::floor(number) == number;
}

} // namespace

InspectorElement::InspectorElement(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(tick);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        takeSlice();
        look();
        if (++m_ticks % ticksPerRefresh == 0)
            refresh();
        else
            listSends();
        listDeliveries();
        Q_EMIT updated();
    });
}

void InspectorElement::setRunning(bool running)
{
    if (m_isRunning == running)
        return;
    m_isRunning = running;
    record();
    Q_EMIT runningChanged();
}

void InspectorElement::setPaused(bool paused)
{
    if (m_isPaused == paused)
        return;
    m_isPaused = paused;
    record();
    Q_EMIT pausedChanged();
}

// Begins or ends to record.
void InspectorElement::record()
{
    const bool records = m_isRunning && !m_isPaused;
    if (records == m_recorder.isRunning())
        return;
    if (records) {
        m_now = std::chrono::steady_clock::now();
        m_recorder.start();
        m_timer.start();
        update();
    } else {
        takeSlice(); // the last steps
        look();
        m_timer.stop();
        m_recorder.stop();
        m_timeline.loseTrack();
        m_selectedSend.loseTrack();
        show(); // handlers may begin anew
    }
}

void InspectorElement::setFilter(const QString &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    look();
    if (m_selectedSignal != 0 && !m_shown.contains(m_selectedSignal))
        setSelectedSignal(0);
    refresh();
    Q_EMIT filterChanged();
    Q_EMIT updated();
}

void InspectorElement::setSelectedSignal(double number)
{
    if (!isId(number)) {
        qmlWarning(this) << "selectedSignal can't be " << number
                         << "; set it to a serial of signalList, or to 0 for all signals.";
        return;
    }
    const auto signal = quint64(number);
    if (m_selectedSignal == signal)
        return;
    m_selectedSignal = signal;
    refresh();
    Q_EMIT selectedSignalChanged();
    Q_EMIT updated();
}

void InspectorElement::setSelectedSend(double number)
{
    if (!isId(number)) {
        qmlWarning(this) << "selectedSend can't be " << number
                         << "; set it to a send of sendList, or to 0 for none.";
        return;
    }
    const SendRecord *const found = m_timeline.find(quint64(number));
    const quint64 before = std::exchange(m_selectedSend, found ? *found : SendRecord()).id;
    listDeliveries();
    if (m_selectedSend.id != before)
        Q_EMIT selectedSendChanged();
}

QString InspectorElement::rate() const
{
    return Texts::rate(m_rates.now());
}

void InspectorElement::clear()
{
    m_recorder.take();
    m_now = std::chrono::steady_clock::now();
    m_counts.clear();
    m_times.clear();
    m_timeline.clear();
    m_rates.clear();
    m_sends = m_notShown = m_stepsLost = 0;
    setSelectedSend(0);
    look();
    refresh();
    Q_EMIT updated();
}

void InspectorElement::update()
{
    if (!m_recorder.isRunning())
        return;
    takeSlice();
    look();
    show();
}

void InspectorElement::show()
{
    refresh();
    listDeliveries();
    Q_EMIT updated();
}

void InspectorElement::takeSlice()
{
    const Slice slice = m_recorder.take();
    const Step::Time before = std::exchange(m_now, std::chrono::steady_clock::now());
    m_wallClock = QDateTime::currentDateTime();
    m_rates.add(slice, m_now - before);
    m_timeline.add(slice.steps);
    for (const auto &[signal, counts] : slice.counts.asKeyValueRange()) {
        SignalCounts &all = m_counts[signal];
        all.sends += counts.sends;
        all.calls += counts.calls;
        all.errors += counts.errors;
    }
    for (const auto &[receiver, times] : slice.times.asKeyValueRange())
        m_times[receiver].add(times);
    m_sends += slice.sends;
    m_notShown += slice.notShown;
    m_stepsLost += slice.stepsLost + slice.notCounted;
    if (m_selectedSend.id != 0) {
        if (const SendRecord *const send = m_timeline.find(m_selectedSend.id))
            m_selectedSend = *send;
    }
}

// Which signals there are, and which of them the filter lets through.
void InspectorElement::look()
{
    if (m_recorder.isRunning()) {
        m_signals = Signalbox::SignalInfo::all();
        forgetTheGone();
    }
    m_shown.clear();
    for (const auto &[serial, name] : m_names.asKeyValueRange()) {
        if (name.contains(m_filter, Qt::CaseInsensitive))
            m_shown.insert(serial);
    }
}

// What was recorded of signals and receivers that are gone, apart from the sends that are still shown.
void InspectorElement::forgetTheGone()
{
    QHash<quint64, QString> names;
    for (const Signalbox::SignalInfo &info : std::as_const(m_signals))
        names.insert(info.serial, info.name);
    m_counts.removeIf([&](const auto &entry) { return !names.contains(entry.key()); });
    if (m_times.size() > mostTimes) {
        QHash<Signalbox::ConnectionId, CallTimes> times;
        for (const Signalbox::SignalInfo &info : std::as_const(m_signals)) {
            const auto receivers = info.receivers();
            for (const Signalbox::ReceiverInfo &receiver : receivers) {
                const auto known = m_times.constFind(receiver.connection.id());
                if (known != m_times.cend())
                    times.insert(known.key(), known.value());
            }
        }
        m_times.swap(times);
    }
    for (const SendRecord &send : m_timeline.sends())
        names.insert(send.signal, send.name);
    m_names.swap(names);
}

void InspectorElement::refresh()
{
    listSignals();
    listReceivers();
    listSends();
}

void InspectorElement::listSignals()
{
    std::vector<SignalRow> rows;
    for (const Signalbox::SignalInfo &info : std::as_const(m_signals)) {
        if (!m_shown.contains(info.serial))
            continue;
        rows.push_back({.serial = info.serial,
                        .name = info.name,
                        .payload = QString::fromUtf8(info.payloadType.name()),
                        .listeners = info.listeners,
                        .counts = m_counts.value(info.serial),
                        .rate = m_rates.now(info.serial)});
    }
    m_signalList.setRows(std::move(rows));
}

void InspectorElement::listReceivers()
{
    std::vector<ReceiverRow> rows;
    for (const Signalbox::SignalInfo &info : std::as_const(m_signals)) {
        if (!isListed(info.serial) || rows.size() >= mostReceivers)
            continue;
        const auto receivers = info.receivers();
        for (const Signalbox::ReceiverInfo &receiver : receivers) {
            if (rows.size() >= mostReceivers)
                break;
            QString thread =
                receiver.thread ? ThreadNames::nameOf(receiver.thread) : QStringLiteral("sender's");
            if (thread.isEmpty())
                thread = QStringLiteral("not seen yet");
            rows.push_back({receiver, info.name, thread, m_times.value(receiver.connection.id())});
        }
    }
    m_receiverList.setRows(std::move(rows));
}

void InspectorElement::listSends()
{
    std::vector<SendRow> rows;
    const auto &sends = m_timeline.sends();
    for (size_t i = sends.size(); i-- > 0 && rows.size() < mostSends;) {
        const SendRecord &send = sends[i];
        if (isListed(send.signal))
            rows.push_back({m_timeline.gone() + i, send, timeOfDay(send.time)});
    }
    m_sendList.setRows(std::move(rows));
}

void InspectorElement::listDeliveries()
{
    std::vector<DeliveryRow> rows;
    for (const Delivery &delivery : m_selectedSend.deliveries)
        rows.push_back({rows.size(), delivery});
    m_deliveryList.setRows(std::move(rows));
}

QString InspectorElement::timeOfDay(Step::Time time) const
{
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(m_now - time);
    return m_wallClock.addMSecs(-ago.count()).toString(u"HH:mm:ss.zzz");
}
