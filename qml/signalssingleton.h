// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "signalconnection.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtQml/QJSValue>
#include <QtQml/qqml.h>

#include <Signalbox/AbstractSignal>

#include <memory>
#include <vector>

class QJSEngine;
class QQmlEngine;

/// `Signals` in QML: the signals of the program by name, those of the models ("post_save", …) among them; to
/// be heard and sent by scripts.
/// @code
/// const connection = Signals.connect("pizza_done", pizza => log.append(pizza.size), { sender: store })
/// Signals.send("pizza_done", store, { toppings: ["olives"], size: 32 })
/// connection.disconnect()
/// @endcode
/// Where a function takes a signal, that may be its name or the signal itself. A name that there is not, and
/// any other mistake, is a warning that says what to do; nothing is done then.
///
/// *Thread.* All of it belongs to the thread of the QML engine; there is one for each engine. Engines that
/// live in different threads must not use the same signals.
class SignalsSingleton : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Signals)
    QML_SINGLETON
    /// The names of all signals, the oldest first. It changes when a DynamicSignal comes or goes; signals
    /// that C++ defines later are in it when it is next read.
    Q_PROPERTY(QStringList names READ names NOTIFY namesChanged FINAL)

public:
    /// Made by the QML engine.
    explicit SignalsSingleton(QJSEngine *engine, QObject *parent = nullptr);
    ~SignalsSingleton() override;
    /// Called by the QML engine.
    static SignalsSingleton *create(QQmlEngine *, QJSEngine *engine) { return new SignalsSingleton(engine); }

    QStringList names() const;

    /// The signal named @p name; null, and a warning, if there is none. It stays the program's own.
    Q_INVOKABLE Signalbox::AbstractSignal *get(const QString &name) const;

    /// Sends @p signal by @p sender (an object, a name, or nobody) with @p args: an object with the arguments
    /// that differ from their defaults, or a payload that was received. An argument that the signal has not
    /// is a warning, and nothing is sent. Receivers of this thread in C++ are called at once, those in QML
    /// from the event loop. An exception of one is thrown as an Error.
    /// @return for each receiver an object with `outcome` ("returned", "raised", "queued" or "dropped"),
    /// `value` and `error`; undefined if nothing was sent
    Q_INVOKABLE QJSValue send(const QVariant &signal, const QVariant &sender = {}, const QJSValue &args = {});

    /// As send(), but goes on after a receiver that throws, with `error` in its place.
    Q_INVOKABLE QJSValue sendRobust(const QVariant &signal, const QVariant &sender = {},
                                    const QJSValue &args = {});

    /// Whether a send of @p signal by @p sender would reach anybody.
    Q_INVOKABLE bool hasListeners(const QVariant &signal, const QVariant &sender = {}) const;

    /// Has @p function called with (event, sender) from the event loop of this thread, whoever sends, in a
    /// transaction after its commit. What it throws, and what a promise that it returns is rejected with, is
    /// a warning. The connection belongs to the engine: it lives, whether or not its handle is kept, until it
    /// is disconnected or the engine, the signal or the sender dies.
    /// @param options `sender`: whom to hear, an object or a name, default everybody; `dispatchUid`: while
    /// there is a connection with this uid and sender, nothing is connected and the handle is for that one;
    /// `once`: whether the first call ends it, default false
    /// @return the handle, collected as garbage; null after a mistake
    Q_INVOKABLE SignalConnection *connect(const QVariant &signal, const QJSValue &function,
                                          const QVariantMap &options = {});

    /// Ends the connection of @p signal that was made with @p dispatchUid for @p sender, by whomever.
    /// @return whether there was one
    Q_INVOKABLE bool disconnect(const QVariant &signal, const QString &dispatchUid,
                                const QVariant &sender = {});

Q_SIGNALS:
    void namesChanged();

private:
    Signalbox::AbstractSignal *find(const QVariant &signal, const char *function) const;

    QJSEngine *m_engine;
    ScriptErrors m_errors;
    QJSValue m_guard; // makes of a function one that throws nothing
    std::vector<std::unique_ptr<ScriptReceiver>> m_receivers;
};

/// `AbstractSignal` in QML: what Signals.get() returns, with `name` and `providingArgs`.
struct AbstractSignalElement {
    Q_GADGET
    QML_FOREIGN(Signalbox::AbstractSignal)
    QML_NAMED_ELEMENT(AbstractSignal)
    QML_UNCREATABLE("Signals are defined in C++; get one by Signals.get(name), or define a DynamicSignal.")
};
