// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QHash>
#include <QJsonArray>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <vector>

class Replay;

/// A bound method of Python that is held weakly: a QObject with member functions.
class Actor : public QObject {
    Q_OBJECT

public:
    Actor(Replay *replay, const QString &name) : m_replay(replay), m_name(name) { }
    QVariant receive(const PizzaDone &, const Signalbox::Sender &sender, Signalbox::AbstractSignal &signal);
    QVariant receiveToo(const PizzaDone &, const Signalbox::Sender &sender,
                        Signalbox::AbstractSignal &signal);

private:
    Replay *m_replay;
    QString m_name;
};

/// One whose owners decide whether it is held weakly: an object behind shared pointers.
class SharedActor {
public:
    SharedActor(Replay *replay, const QString &name) : m_replay(replay), m_name(name) { }
    QVariant receive(const PizzaDone &, const Signalbox::Sender &sender, Signalbox::AbstractSignal &signal);

private:
    Replay *m_replay;
    QString m_name;
};

/// A class derived from another one that is a sender as well.
class PizzaChain : public PizzaStore {
    Q_OBJECT
};

/// Does what a trace says; the script `record` beside this file says what the steps mean.
class Replay {
public:
    Replay();

    /// What Signalbox answers to @p step, in the form in which Django's answer stands at its end. Throws
    /// std::invalid_argument, which names what is unknown, if it is no step.
    QJsonArray answer(const QJsonArray &step);

    /// What a receiver does when it is called.
    QVariant called(const QString &name, const Signalbox::Sender &sender, Signalbox::AbstractSignal &signal);

private:
    using Signal = Signalbox::Signal<PizzaDone>;
    using Sender = Signalbox::Sender;
    using Function = QVariant (*)(const PizzaDone &, const Sender &, Signalbox::AbstractSignal &);
    using Member = QVariant (Actor::*)(const PizzaDone &, const Sender &, Signalbox::AbstractSignal &);

    struct Underway {
        const Signal *signal;
        Sender sender;
    };

    /// How a step names a connection: the signal, the receiver, the sender and the uid.
    struct Arguments {
        explicit Arguments(const QJsonArray &array, qsizetype from);
        bool isMember() const { return receiver.startsWith(u'm'); }
        bool isShared() const { return receiver.startsWith(u'w'); }
        bool isFunction() const { return receiver.startsWith(u'f'); }
        QString signal, receiver, sender, uid;
    };

    static Function functionOf(const QString &receiver);
    static Member memberOf(const QString &receiver);
    Actor *actorOf(const QString &receiver) const;
    std::shared_ptr<SharedActor> &sharedActorOf(const QString &receiver);
    Signal &signal(const QString &name);
    Sender sender(const QString &name) const;
    QString freshName(const QString &name);

    bool connect(const Arguments &arguments);
    QJsonArray receive(const Arguments &arguments);
    bool disconnect(const Arguments &arguments);
    void disconnectUnderway();
    void kill(const QString &name);
    void behave(const QString &name, const QJsonArray &behaviour);
    Signalbox::Responses send(const QString &op, Signal &signal, const Sender &sender);
    QVariant sendNested(const QJsonArray &behaviour);
    static QJsonArray responses(const Signalbox::Responses &responses);

    template <int number>
    static QVariant function(const PizzaDone &, const Sender &sender, Signalbox::AbstractSignal &signal);
    static inline Replay *s_current = nullptr;

    std::map<QString, std::unique_ptr<Actor>> m_actors;
    std::map<QString, std::shared_ptr<SharedActor>> m_sharedActors;
    std::map<QString, std::unique_ptr<PizzaStore>> m_stores;
    QMap<QString, int> m_namesGiven;
    QHash<QString, QJsonArray> m_behaviour;

    QJsonArray m_calls; // of the present step, as are the following
    QJsonArray m_acts;
    int m_nested = 0;
    std::vector<Underway> m_underway;

    Signal m_p{u"p"};
    Signal m_q{u"q"};
};
