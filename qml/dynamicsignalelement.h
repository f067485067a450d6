// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

#include <Signalbox/DynamicSignal>

#include <memory>

/// `DynamicSignal` in QML: defines a signal, for as long as it lives.
/// @code
/// DynamicSignal { id: pizzaDone; name: "pizza_done"; providingArgs: ["toppings", "size"] }
/// Receiver { signal: pizzaDone.signal; onReceived: pizza => log.append(pizza.size) }
/// Button { onClicked: pizzaDone.send(store, { toppings: ["olives"], size: 32 }) }
/// @endcode
/// Receivers get the arguments as an object. The name is taken in the whole process: where another engine may
/// load the same file, define the signal in C++.
///
/// *Thread.* All of it belongs to the thread of the QML engine; the signal itself may be heard and sent in
/// any, by its name. *Lifetime.* The signal and its connections end with it.
class DynamicSignalElement : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_NAMED_ELEMENT(DynamicSignal)
    Q_INTERFACES(QQmlParserStatus)
    /// The signal's name, unique in the process; set once. Default: empty, which defines none.
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged FINAL)
    /// The names of the arguments, for people and introspection; they are not checked. Set once, with the
    /// name. Default: empty.
    Q_PROPERTY(
        QStringList providingArgs READ providingArgs WRITE setProvidingArgs NOTIFY providingArgsChanged FINAL)
    /// The signal; null until the element is complete, or if its name was taken. Default: null.
    Q_PROPERTY(Signalbox::AbstractSignal *signal READ signal NOTIFY signalChanged FINAL)

public:
    /// Made by the QML engine.
    explicit DynamicSignalElement(QObject *parent = nullptr);
    ~DynamicSignalElement() override;

    QString name() const { return m_name; }
    void setName(const QString &name);
    QStringList providingArgs() const { return m_providingArgs; }
    void setProvidingArgs(const QStringList &providingArgs);
    Signalbox::AbstractSignal *signal() const { return m_signal.get(); }

    /// Sends it by @p sender (an object, a name, or nobody) with @p args, an object. Receivers of this thread
    /// in C++ are called at once, those in QML from the event loop. An exception of one is thrown as an
    /// Error.
    /// @return for each receiver an object with `outcome` ("returned", "raised", "queued" or "dropped"),
    /// `value` and `error`
    Q_INVOKABLE QJSValue send(const QVariant &sender = {}, const QJSValue &args = {});

    /// As send(), but goes on after a receiver that throws, with `error` in its place.
    Q_INVOKABLE QJSValue sendRobust(const QVariant &sender = {}, const QJSValue &args = {});

    /// Whether a send() by @p sender would reach anybody.
    Q_INVOKABLE bool hasListeners(const QVariant &sender = {}) const;

    /// @name Called by the QML engine
    /// @{

    /// Of QQmlParserStatus.
    void classBegin() override { m_complete = false; }
    void componentComplete() override;
    /// @}

Q_SIGNALS:
    void nameChanged();
    void providingArgsChanged();
    void signalChanged();

private:
    void define();
    bool isReady(const char *function) const;

    QString m_name;
    QStringList m_providingArgs;
    bool m_complete = true;
    bool m_isTaken = false;
    std::unique_ptr<Signalbox::DynamicSignal> m_signal;
};
