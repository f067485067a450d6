// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QVariant>
#include <QtQml/QQmlListProperty>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

#include <Signalbox/AbstractSignal>
#include <Signalbox/Connection>

#include <vector>

/// `Receiver` in QML: hears one signal, or several, from any sender or from one.
/// @code
/// Receiver {
///     signal: Signals.get("pizza_done")
///     sender: store                      // an object, or the name of a sender; unset hears everybody
///     onReceived: (pizza, sender) => log.append(pizza.size)
/// }
/// @endcode
/// Changing any property connects anew; what is under way to the old connection is dropped.
///
/// *Thread.* All of it belongs to the thread of the QML engine. The handler runs from its event loop, whoever
/// sends, and never inside of a send(); in a transaction after its commit. *Lifetime.* Ends with its object,
/// its signal or its sender; events that are under way by then are dropped.
class ReceiverElement : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_NAMED_ELEMENT(Receiver)
    Q_INTERFACES(QQmlParserStatus)
    /// The signal to hear, from Signals.get(), ModelSignals or a DynamicSignal. Default: null, which hears
    /// nothing.
    Q_PROPERTY(Signalbox::AbstractSignal *signal READ signal WRITE setSignal NOTIFY signalChanged FINAL)
    /// More signals to hear, each once, however often it is named: `[Signals.get("a"), Signals.get("b")]`.
    /// Qt 6.4 takes no list among the initial properties of createObject(). Default: empty.
    Q_PROPERTY(
        QQmlListProperty<Signalbox::AbstractSignal> signals READ signalList NOTIFY signalsChanged FINAL)
    /// Whom to hear: an object, the name of a sender, undefined for everybody, or null (an object that is
    /// not there yet, or died) or an empty name for nobody. Default: undefined.
    Q_PROPERTY(QVariant sender READ sender WRITE setSender NOTIFY senderChanged FINAL)
    /// Makes the connection unique for the signal and the sender: while there is another one with the same
    /// uid, this receiver hears nothing; when that one ends, and is a Receiver or ModelEvents, it takes over.
    /// Default: empty, which is no uid.
    Q_PROPERTY(QString dispatchUid READ dispatchUid WRITE setDispatchUid NOTIFY dispatchUidChanged FINAL)
    /// Whether the handler is called. Default: true.
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged FINAL)
    /// Whether the first event ends it: it is disconnected from all its signals and `enabled` becomes false
    /// before the handler is called. Setting `enabled` again hears one more. Default: false.
    Q_PROPERTY(bool once READ isOnce WRITE setOnce NOTIFY onceChanged FINAL)

public:
    /// Made by the QML engine.
    explicit ReceiverElement(QObject *parent = nullptr);
    ~ReceiverElement() override;

    Signalbox::AbstractSignal *signal() const { return m_signal; }
    void setSignal(Signalbox::AbstractSignal *signal);
    QQmlListProperty<Signalbox::AbstractSignal> signalList();
    QVariant sender() const;
    void setSender(const QVariant &sender);
    QString dispatchUid() const { return m_dispatchUid; }
    void setDispatchUid(const QString &dispatchUid);
    bool isEnabled() const { return m_enabled; }
    void setEnabled(bool enabled);
    bool isOnce() const { return m_once; }
    void setOnce(bool once);

    /// @name Called by the QML engine
    /// @{

    /// Of QQmlParserStatus.
    void classBegin() override { m_complete = false; }
    void componentComplete() override;
    /// @}

Q_SIGNALS:
    /// A signal was sent: its payload, a gadget; who sent it (an object, or null if it has died since; a
    /// name; or undefined: nobody, or an object that lives in another thread); and which of the signals it
    /// was.
    void received(const QVariant &event, const QVariant &sender, Signalbox::AbstractSignal *signal);

    void signalChanged();
    void signalsChanged();
    void senderChanged();
    void dispatchUidChanged();
    void enabledChanged();
    void onceChanged();

private:
    using List = QQmlListProperty<Signalbox::AbstractSignal>;
    void reconnect();
    void connectTo(Signalbox::AbstractSignal *signal, const Signalbox::Sender &sender);
    void receive(const QVariant &event, const Signalbox::Sender &from,
                 const QPointer<Signalbox::AbstractSignal> &signal);
    void changeSignals();
    void takeOver();

    QPointer<Signalbox::AbstractSignal> m_signal;
    QList<QPointer<Signalbox::AbstractSignal>> m_signals;
    QVariant m_sender; // if it is an object, that one is in m_senderObject: it may die
    QPointer<QObject> m_senderObject;
    bool m_senderIsObject = false;
    QString m_dispatchUid;
    bool m_enabled = true;
    bool m_once = false;
    bool m_isSignalsChangeDue = false;
    bool m_complete = true;
    std::vector<Signalbox::ScopedConnection> m_connections;
};
