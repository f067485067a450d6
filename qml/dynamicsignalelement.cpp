// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "dynamicsignalelement.h"

#include "scriptsends.h"
#include "scriptvalues.h"
#include "signalnames.h"

#include <QtCore/QPointer>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

#include <utility>

using namespace Signalbox;

DynamicSignalElement::DynamicSignalElement(QObject *parent) : QObject(parent) { }

DynamicSignalElement::~DynamicSignalElement()
{
    if (std::exchange(m_signal, nullptr))
        Q_EMIT SignalNames::instance().changed();
}

void DynamicSignalElement::setName(const QString &name)
{
    if (name == m_name)
        return;
    if (m_signal) {
        qmlWarning(this) << "The name of the signal \"" << m_name << "\" can't be changed to \"" << name
                         << "\" any more; define another DynamicSignal.";
        return;
    }
    m_name = name;
    m_isTaken = false;
    const QPointer<DynamicSignalElement> self = this;
    Q_EMIT nameChanged();
    if (self)
        define();
}

void DynamicSignalElement::setProvidingArgs(const QStringList &providingArgs)
{
    if (providingArgs == m_providingArgs)
        return;
    if (m_signal) {
        qmlWarning(this) << "The providingArgs of the signal \"" << m_name
                         << "\" can't be changed any more; set them together with its name.";
        return;
    }
    m_providingArgs = providingArgs;
    Q_EMIT providingArgsChanged();
}

void DynamicSignalElement::componentComplete()
{
    m_complete = true;
    define();
}

void DynamicSignalElement::define()
{
    if (!m_complete || m_name.isEmpty() || m_signal)
        return;
    if (AbstractSignal::find(m_name)) {
        if (std::exchange(m_isTaken, true))
            return;
        // A page that replaces another is made before that is gone.
        connect(&SignalNames::instance(), &SignalNames::changed, this, &DynamicSignalElement::define,
                static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::UniqueConnection));
        qmlWarning(this) << "There is a signal \"" << m_name << "\" already; give this one another name, or "
                         << "use that one by Signals.get(\"" << m_name << "\").";
        return;
    }
    disconnect(&SignalNames::instance(), nullptr, this, nullptr);
    m_isTaken = false;
    m_signal = std::make_unique<Signalbox::DynamicSignal>(m_name, m_providingArgs);
    QQmlEngine::setObjectOwnership(m_signal.get(), QQmlEngine::CppOwnership);
    const QPointer<DynamicSignalElement> self = this;
    Q_EMIT signalChanged();
    if (self)
        Q_EMIT SignalNames::instance().changed();
}

bool DynamicSignalElement::isReady(const char *function) const
{
    if (m_signal)
        return true;
    qmlWarning(this) << function << ": there is no signal yet; "
                     << (m_isTaken ? "the name is taken." : "set its name, and wait until it is complete.");
    return false;
}

QJSValue DynamicSignalElement::send(const QVariant &sender, const QJSValue &args)
{
    if (!isReady("send()"))
        return {};
    return ScriptSends::send(*this, *m_signal, sender, args, ScriptSends::Errors::Throw);
}

QJSValue DynamicSignalElement::sendRobust(const QVariant &sender, const QJSValue &args)
{
    if (!isReady("sendRobust()"))
        return {};
    return ScriptSends::send(*this, *m_signal, sender, args, ScriptSends::Errors::Report);
}

bool DynamicSignalElement::hasListeners(const QVariant &sender) const
{
    if (!isReady("hasListeners()"))
        return false;
    const auto from = ScriptValues::sender(sender);
    if (!from)
        qmlWarning(this) << "hasListeners(): " << ScriptValues::senderProblem(sender);
    return from && m_signal->hasListeners(*from);
}
