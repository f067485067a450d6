// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/QJSValue>
#include <QtQml/qqmlregistration.h>

#include <Signalbox/AbstractSignal>
#include <Signalbox/Connection>

class QJSEngine;

/// Reports what the functions of scripts have thrown, as warnings.
class ScriptErrors : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Logs @p error, what a function has thrown.
    Q_INVOKABLE void report(const QString &error) const;
};

/// A function of a script that hears a signal; what Signals.connect() keeps.
class ScriptReceiver : public QObject {
    Q_OBJECT

public:
    /// @param function must not throw
    ScriptReceiver(QJSEngine *engine, const QJSValue &function);
    ~ScriptReceiver() override;

    /// Hears @p signal from now on.
    Signalbox::Connection connect(Signalbox::AbstractSignal &signal,
                                  const Signalbox::ConnectOptions &options);
    /// Whether it still hears it.
    bool isConnected() const { return m_connection.connection().isConnected(); }

Q_SIGNALS:
    /// It is called, which may have ended the connection.
    void called();

private:
    QJSEngine *m_engine;
    QJSValue m_function;
    Signalbox::ScopedConnection m_connection;
};

/// What Signals.connect() returns: a handle to a connection. Letting go of it changes nothing.
///
/// *Thread.* That of the QML engine. *Lifetime.* It is collected as garbage.
class SignalConnection : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("It is made by Signals.connect().")
    /// Whether the function is still connected. It changes when this handle or the first call (`once`) ends
    /// it; what else ended it - the death of the sender, say - is seen when it is next read.
    Q_PROPERTY(bool connected READ isConnected NOTIFY connectedChanged FINAL)
    /// Whether the connect() that returned this handle made the connection; false if it found one with the
    /// same dispatchUid and sender.
    Q_PROPERTY(bool isNew READ isNew CONSTANT FINAL)
    /// The connection's uid; empty if it has none.
    Q_PROPERTY(QString dispatchUid READ dispatchUid CONSTANT FINAL)

public:
    /// Made by Signals.connect().
    SignalConnection(const Signalbox::Connection &connection, const QString &dispatchUid,
                     const ScriptReceiver *receiver);
    ~SignalConnection() override;

    bool isConnected() const { return m_connection.isConnected(); }
    bool isNew() const { return m_connection.isNew(); }
    QString dispatchUid() const { return m_dispatchUid; }

    /// Ends the connection; calls that are under way are dropped. @return whether there was one to end
    Q_INVOKABLE bool disconnect();

Q_SIGNALS:
    void connectedChanged();

private:
    Signalbox::Connection m_connection;
    QString m_dispatchUid;
};
