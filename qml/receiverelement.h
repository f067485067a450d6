// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QVariant>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

#include <Signalbox/AbstractSignal>
#include <Signalbox/Connection>

/// `Receiver` in QML: hears one signal, from any sender or from one.
/// @code
/// Receiver {
///     signal: Signals.get("pizza_done")
///     sender: store                      // an object, or the name of a sender; unset hears everybody
///     onReceived: (pizza, sender) => log.append(pizza.size)
/// }
/// @endcode
///
/// *Thread.* The handler runs from the event loop of the QML engine's thread, whoever sends, and never
/// inside of a send(); in a transaction after its commit. *Lifetime.* Ends with its object, its signal or
/// its sender; events that are under way by then are dropped.
class ReceiverElement : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_NAMED_ELEMENT(Receiver)
    Q_INTERFACES(QQmlParserStatus)
    /// The signal to hear, from Signals.get(). Default: null, which hears nothing.
    Q_PROPERTY(Signalbox::AbstractSignal *signal READ signal WRITE setSignal NOTIFY signalChanged FINAL)
    /// Whom to hear: an object, the name of a sender, undefined for everybody, or null (an object that is
    /// not there yet, or died) for nobody. Default: undefined.
    Q_PROPERTY(QVariant sender READ sender WRITE setSender NOTIFY senderChanged FINAL)
    /// Makes the connection unique for the signal and the sender: while there is another one with the same
    /// uid, this receiver hears nothing. Default: empty, which is no uid.
    Q_PROPERTY(QString dispatchUid READ dispatchUid WRITE setDispatchUid NOTIFY dispatchUidChanged FINAL)
    /// Whether the handler is called. Default: true.
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged FINAL)

public:
    explicit ReceiverElement(QObject *parent = nullptr);
    ~ReceiverElement() override;

    Signalbox::AbstractSignal *signal() const { return m_signal; }
    void setSignal(Signalbox::AbstractSignal *signal);
    QVariant sender() const;
    void setSender(const QVariant &sender);
    QString dispatchUid() const { return m_dispatchUid; }
    void setDispatchUid(const QString &dispatchUid);
    bool isEnabled() const { return m_enabled; }
    void setEnabled(bool enabled);

    void classBegin() override { m_complete = false; }
    void componentComplete() override;

Q_SIGNALS:
    /// The signal was sent: its payload, a gadget, and who sent it (an object, a name, or undefined).
    void received(const QVariant &payload, const QVariant &sender);

    void signalChanged();
    void senderChanged();
    void dispatchUidChanged();
    void enabledChanged();

private:
    void reconnect();

    QPointer<Signalbox::AbstractSignal> m_signal;
    QVariant m_sender; // if it is an object, that one is in m_senderObject: it may die
    QPointer<QObject> m_senderObject;
    bool m_senderIsObject = false;
    QString m_dispatchUid;
    bool m_enabled = true;
    bool m_complete = true;
    Signalbox::ScopedConnection m_connection;
};
