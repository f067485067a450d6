// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalconnection.h"

#include "scriptvalues.h"

#include <QtQml/QJSEngine>
#include <QtQml/QQmlInfo>

using namespace Signalbox;

void ScriptErrors::report(const QString &error) const
{
    qmlWarning(this) << "A function connected by Signals.connect() has failed: " << error;
}

ScriptReceiver::ScriptReceiver(QJSEngine *engine, const QJSValue &function)
    : m_engine(engine), m_function(function)
{ }

ScriptReceiver::~ScriptReceiver() = default;

Connection ScriptReceiver::connect(AbstractSignal &signal, const ConnectOptions &options)
{
    const auto call = [this](const QVariant &event, const Sender &sender) {
        Q_EMIT called();
        m_function.call(
            {m_engine->toScriptValue(event), m_engine->toScriptValue(ScriptValues::shown(sender))});
        return QVariant();
    };
    Connection connection = signal.connectUntyped(this, call, options);
    if (connection.isNew())
        m_connection = connection;
    return connection;
}

SignalConnection::SignalConnection(const Connection &connection, const QString &dispatchUid,
                                   const ScriptReceiver *receiver)
    : m_connection(connection), m_dispatchUid(dispatchUid)
{
    if (receiver)
        QObject::connect(receiver, &ScriptReceiver::called, this, [this] {
            if (!isConnected())
                Q_EMIT connectedChanged();
        });
}

SignalConnection::~SignalConnection() = default;

bool SignalConnection::disconnect()
{
    const bool was = m_connection.disconnect();
    if (was)
        Q_EMIT connectedChanged();
    return was;
}
