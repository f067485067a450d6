// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalssingleton.h"

#include "scriptsends.h"
#include "scriptvalues.h"
#include "signalnames.h"

#include <Signalbox/ModelSignals>

#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

#include <utility>

using namespace Signalbox;

namespace {

// A script may throw anything; after a call from C++ what is no Error could not be told from a result.
constexpr char16_t guardSource[] = uR"((function(errors) {
    const report = e => errors.report(e instanceof Error && e.stack ? e + "\n" + e.stack : String(e));
    return f => function(event, sender) {
        try {
            const result = f(event, sender);
            if (result instanceof Promise)
                result.then(undefined, report);
        } catch (e) {
            report(e);
        }
    };
}))";

} // namespace

SignalsSingleton::SignalsSingleton(QJSEngine *engine, QObject *parent) : QObject(parent), m_engine(engine)
{
    makeModelSignals(); // they come into being when they are first used; QML asks for them by name
    QQmlEngine::setObjectOwnership(&m_errors, QQmlEngine::CppOwnership);
    m_guard = engine->evaluate(QString::fromUtf16(guardSource)).call({engine->newQObject(&m_errors)});
    QObject::connect(&SignalNames::instance(), &SignalNames::changed, this, &SignalsSingleton::namesChanged);
}

SignalsSingleton::~SignalsSingleton() = default;

QStringList SignalsSingleton::names() const
{
    QStringList names;
    const auto all = AbstractSignal::all();
    for (const AbstractSignal *const signal : all) {
        if (!names.contains(signal->name()))
            names.append(signal->name());
    }
    return names;
}

AbstractSignal *SignalsSingleton::get(const QString &name) const
{
    auto *signal = AbstractSignal::find(name);
    if (signal)
        QQmlEngine::setObjectOwnership(signal, QQmlEngine::CppOwnership);
    else
        qmlWarning(this) << "There is no signal \"" << name
                         << "\"; define it in C++, or as a DynamicSignal, before it is asked for.";
    return signal;
}

AbstractSignal *SignalsSingleton::find(const QVariant &signal, const char *function) const
{
    if (signal.metaType().id() == QMetaType::QString)
        return get(signal.toString());
    const bool isScript = signal.metaType() == QMetaType::fromType<QJSValue>();
    const QVariant value = isScript ? signal.value<QJSValue>().toVariant() : signal;
    if (auto *const known = value.value<AbstractSignal *>())
        return known;
    qmlWarning(this) << function << ": the signal is none; pass its name, Signals.get(), a property of "
                     << "ModelSignals, or that of a DynamicSignal.";
    return nullptr;
}

QJSValue SignalsSingleton::send(const QVariant &signal, const QVariant &sender, const QJSValue &args)
{
    AbstractSignal *const known = find(signal, "Signals.send()");
    return known ? ScriptSends::send(*this, *known, sender, args, ScriptSends::Errors::Throw) : QJSValue();
}

QJSValue SignalsSingleton::sendRobust(const QVariant &signal, const QVariant &sender, const QJSValue &args)
{
    AbstractSignal *const known = find(signal, "Signals.sendRobust()");
    return known ? ScriptSends::send(*this, *known, sender, args, ScriptSends::Errors::Report) : QJSValue();
}

bool SignalsSingleton::hasListeners(const QVariant &signal, const QVariant &sender) const
{
    const AbstractSignal *const known = find(signal, "Signals.hasListeners()");
    const auto from = ScriptValues::sender(sender);
    if (known && !from)
        qmlWarning(this) << "Signals.hasListeners(): " << ScriptValues::senderProblem(sender);
    return known && from && known->hasListeners(*from);
}

SignalConnection *SignalsSingleton::connect(const QVariant &signal, const QJSValue &function,
                                            const QVariantMap &options)
{
    AbstractSignal *const known = find(signal, "Signals.connect()");
    if (!known)
        return nullptr;
    if (!function.isCallable()) {
        qmlWarning(this) << "Signals.connect(): what is to be connected to \"" << known->name()
                         << "\" is no function; pass (event, sender) => {…}.";
        return nullptr;
    }
    ConnectOptions connectOptions{.type = Qt::QueuedConnection};
    for (auto option = options.cbegin(); option != options.cend(); ++option) {
        if (option.key() == QLatin1StringView("sender")) {
            const auto sender = ScriptValues::sender(*option);
            if (!sender) {
                qmlWarning(this) << "Signals.connect(): " << ScriptValues::senderProblem(*option);
                return nullptr;
            }
            if (sender->isNone() && option->isValid()) {
                qmlWarning(this)
                    << "Signals.connect(): the sender is null, which sends nothing; leave it out to "
                    << "hear everybody.";
                return nullptr;
            }
            connectOptions.sender = *sender;
        } else if (option.key() == QLatin1StringView("dispatchUid")) {
            connectOptions.dispatchUid = option->toString();
        } else if (option.key() == QLatin1StringView("once")) {
            connectOptions.once = option->toBool();
        } else {
            qmlWarning(this) << "Signals.connect(): there is no option \"" << option.key()
                             << "\"; there are sender, dispatchUid and once.";
            return nullptr;
        }
    }
    // Those that ended by themselves; one of them may be calling this.
    std::erase_if(m_receivers, [](auto &receiver) {
        if (receiver->isConnected())
            return false;
        receiver.release()->deleteLater();
        return true;
    });
    auto receiver = std::make_unique<ScriptReceiver>(m_engine, m_guard.call({function}));
    const Connection connection = receiver->connect(*known, connectOptions);
    auto *const handle = new SignalConnection(connection, connectOptions.dispatchUid, receiver.get());
    if (connection.isNew())
        m_receivers.push_back(std::move(receiver));
    return handle;
}

bool SignalsSingleton::disconnect(const QVariant &signal, const QString &dispatchUid, const QVariant &sender)
{
    AbstractSignal *const known = find(signal, "Signals.disconnect()");
    const auto from = ScriptValues::sender(sender);
    if (known && !from)
        qmlWarning(this) << "Signals.disconnect(): " << ScriptValues::senderProblem(sender);
    return known && from && known->disconnect(dispatchUid, *from);
}
