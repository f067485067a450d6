// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "lists.h"
#include "rates.h"
#include "recorder.h"
#include "timeline.h"

#include <QtCore/QDateTime>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>
#include <QtQml/qqmlregistration.h>

/// `Inspector` in QML: what all signals do, as lists that are brought up to date ten times a second.
/// InspectorWindow shows one; use it directly for a view of your own.
/// @code
/// Inspector { id: inspector; running: page.visible }
/// ListView { model: inspector.signalList; delegate: … }
/// @endcode
/// Of a flood it counts everything, but shows about 2500 sends a second one by one, spread evenly; the
/// numbers say how many it left out. Its memory is bounded: it keeps the latest 1000 sends and one minute of
/// rates.
///
/// *Thread.* That of its QML engine; signals may be sent, and come and go, in any. *Cost.* None while it is
/// not recording: then sends only look whether there is a trace hook. Recording, a step of a send costs its
/// thread a fifth of a microsecond. *Lifetime.* Its end removes its trace hook. There may be any number of
/// them.
class InspectorElement : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Inspector)
    /// Whether it records, unless it is paused. What was recorded stays when it ends. Default: false.
    Q_PROPERTY(bool running READ isRunning WRITE setRunning NOTIFY runningChanged FINAL)
    /// Whether nothing is recorded for now, and what is shown stays as it is; receivers that are selected
    /// meanwhile are shown as they are by then. Default: false.
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged FINAL)
    /// Which signals are shown: those that have it in their name, in whatever case. Default: empty, which is
    /// all.
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    /// The signal, by its `serial` in signalList, to which receiverList and sendList are limited; 0 for all
    /// that the filter lets through. One that the filter hides is selected no longer. Default: 0.
    Q_PROPERTY(
        double selectedSignal READ selectedSignal WRITE setSelectedSignal NOTIFY selectedSignalChanged FINAL)
    /// The send, by its `send` in sendList, that deliveryList shows, also when the list has it no longer; 0
    /// for none, which one that is not known becomes. Default: 0.
    Q_PROPERTY(double selectedSend READ selectedSend WRITE setSelectedSend NOTIFY selectedSendChanged FINAL)

    /// The signals, the oldest first. Roles: serial; name; payload, its type; listeners, how many; sends,
    /// since it records; rate, sends in the last second; errors, since it records.
    Q_PROPERTY(QAbstractItemModel *signalList READ signalList CONSTANT FINAL)
    /// The receivers, by signal, in the order of connection; the first 500. Roles: serial and signalName, of
    /// the signal; name; sender; thread; delivery; phase; calls, since it was connected; mean and worst, the
    /// times of its calls since it records; lastError; isBlocked.
    Q_PROPERTY(QAbstractItemModel *receiverList READ receiverList CONSTANT FINAL)
    /// The sends, the latest 200 first. Roles: send; serial and name, of the signal; at, time of day; sender;
    /// thread; outcome, which counts the first 200 receivers; took, until the last that is known of it;
    /// hasFailed; isNested, in a receiver of another one.
    Q_PROPERTY(QAbstractItemModel *sendList READ sendList CONSTANT FINAL)
    /// The receivers of selectedSend. Roles: receiver; thread; state; waited, before it was called; took;
    /// error.
    Q_PROPERTY(QAbstractItemModel *deliveryList READ deliveryList CONSTANT FINAL)

    /// How many signals there are.
    Q_PROPERTY(int signalCount READ signalCount NOTIFY updated FINAL)
    /// How many of them are shown.
    Q_PROPERTY(int shownCount READ shownCount NOTIFY updated FINAL)
    /// Sends in the last second, as text.
    Q_PROPERTY(QString rate READ rate NOTIFY updated FINAL)
    /// Sends since it records, or was cleared.
    Q_PROPERTY(double sends READ sends NOTIFY updated FINAL)
    /// How many of them are counted, but not shown one by one.
    Q_PROPERTY(double notShown READ notShown NOTIFY updated FINAL)
    /// How many steps there was no room for: of sends that are shown, or of more than 10 000 signals or
    /// receivers in a tenth of a second, which are not counted.
    Q_PROPERTY(double stepsLost READ stepsLost NOTIFY updated FINAL)

public:
    /// One that does not record yet.
    explicit InspectorElement(QObject *parent = nullptr);

    bool isRunning() const { return m_isRunning; }
    void setRunning(bool running);
    bool isPaused() const { return m_isPaused; }
    void setPaused(bool paused);
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    // Numbers of QML: exact up to 2^53.
    double selectedSignal() const { return double(m_selectedSignal); }
    void setSelectedSignal(double number);
    double selectedSend() const { return double(m_selectedSend.id); }
    void setSelectedSend(double number);

    QAbstractItemModel *signalList() { return &m_signalList; }
    QAbstractItemModel *receiverList() { return &m_receiverList; }
    QAbstractItemModel *sendList() { return &m_sendList; }
    QAbstractItemModel *deliveryList() { return &m_deliveryList; }

    int signalCount() const { return int(m_signals.size()); }
    int shownCount() const { return m_signalList.rowCount(); }
    QString rate() const;
    double sends() const { return double(m_sends); }
    double notShown() const { return double(m_notShown); }
    double stepsLost() const { return double(m_stepsLost); }

    /// Forgets what was recorded.
    Q_INVOKABLE void clear();

    /// Brings all up to date now, instead of within a tenth of a second; does nothing if it is not recording.
    Q_INVOKABLE void update();

    /// @cond internal: for the charts
    const Timeline &timeline() const { return m_timeline; }
    const Rates &rates() const { return m_rates; }
    bool shows(quint64 signal) const { return m_shown.contains(signal); }
    QString signalName(quint64 signal) const { return m_names.value(signal); }
    Step::Time now() const { return m_now; } ///< when it was last brought up to date
    /// @endcond

Q_SIGNALS:
    /// The lists and numbers have been brought up to date.
    void updated();

    void runningChanged();
    void pausedChanged();
    void filterChanged();
    void selectedSignalChanged();
    void selectedSendChanged();

private:
    void record();
    void takeSlice();
    void show();
    void refresh();
    void look();
    void listSignals();
    void listReceivers();
    void listSends();
    void listDeliveries();
    void forgetTheGone();
    bool isListed(quint64 signal) const
    {
        return m_selectedSignal != 0 ? signal == m_selectedSignal : m_shown.contains(signal);
    }
    QString timeOfDay(Step::Time time) const;

    bool m_isRunning = false;
    bool m_isPaused = false;
    QString m_filter;
    quint64 m_selectedSignal = 0;
    SendRecord m_selectedSend;

    Recorder m_recorder;
    QTimer m_timer;
    int m_ticks = 0;
    Step::Time m_now;
    QDateTime m_wallClock; // at m_now

    QList<Signalbox::SignalInfo> m_signals;
    QHash<quint64, QString> m_names; // of m_signals, and of those that are gone but were sent
    QSet<quint64> m_shown; // whose names the filter lets through
    QHash<quint64, SignalCounts> m_counts;
    QHash<Signalbox::ConnectionId, CallTimes> m_times;
    Timeline m_timeline;
    Rates m_rates;
    quint64 m_sends = 0;
    quint64 m_notShown = 0;
    quint64 m_stepsLost = 0;

    SignalList m_signalList;
    ReceiverList m_receiverList;
    SendList m_sendList;
    DeliveryList m_deliveryList;
};
