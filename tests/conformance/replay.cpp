// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "replay.h"

#include "tracefile.h"

#include <Signalbox/Receive>

#include <QJsonObject>
#include <QScopeGuard>

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

bool isSend(const QString &op)
{
    return op == u"send" || op == u"robust";
}

} // namespace

QVariant Actor::receive(const PizzaDone &, const Sender &sender, AbstractSignal &signal)
{
    return m_replay->called(m_name, sender, signal);
}

QVariant Actor::receiveToo(const PizzaDone &, const Sender &sender, AbstractSignal &signal)
{
    return m_replay->called(m_name + u'b', sender, signal);
}

QVariant SharedActor::receive(const PizzaDone &, const Sender &sender, AbstractSignal &signal)
{
    return m_replay->called(m_name, sender, signal);
}

template <int number>
QVariant Replay::function(const PizzaDone &, const Sender &sender, AbstractSignal &signal)
{
    return s_current->called(u"f%1"_s.arg(number), sender, signal);
}

Replay::Replay()
{
    s_current = this;
    for (const QString &name : {u"m0"_s, u"m1"_s, u"m2"_s})
        m_actors[name] = std::make_unique<Actor>(this, name);
    for (const QString &name : {u"w0"_s, u"w1"_s, u"w2"_s})
        m_sharedActors[name] = std::make_shared<SharedActor>(this, name);
    for (const QString &name : {u"s0"_s, u"s1"_s})
        m_stores[name] = std::make_unique<PizzaStore>();
}

Replay::Arguments::Arguments(const QJsonArray &array, qsizetype from)
    : signal(array[from].toString()), receiver(array[from + 1].toString()),
      sender(array[from + 2].toString()), uid(array[from + 3].toString())
{ }

QJsonArray Replay::answer(const QJsonArray &step)
{
    const QString op = step[0].toString();
    const QString name = step[1].toString();
    if (op == u"connect")
        return {connect(Arguments(step, 1))};
    if (op == u"receive")
        return {QJsonValue(receive(Arguments(step, 1)))}; // one element, not a copy
    if (op == u"disconnect")
        return {disconnect(Arguments(step, 1))};
    if (op == u"has")
        return {signal(name).hasListeners(sender(step[2].toString()))};
    if (isSend(op)) {
        m_calls = {};
        m_acts = step[3].toArray();
        m_nested = 0;
        QJsonValue answer;
        try {
            answer = responses(send(op, signal(name), sender(step[2].toString())));
        } catch (const std::runtime_error &error) {
            answer = QJsonObject{{u"raised"_s, QString::fromUtf8(error.what())}};
        }
        return {m_calls, answer};
    }
    if (op == u"kill") {
        kill(name);
    } else if (op == u"killsender") {
        auto &store = knownIn(m_stores, name, "sender");
        store.reset(); // so that its successor may well stand where it stood
        store = std::make_unique<PizzaStore>();
    } else if (op == u"behave") {
        behave(name, step[2].toArray());
    } else {
        throw std::invalid_argument("unknown operation " + op.toStdString());
    }
    return {};
}

QVariant Replay::called(const QString &name, const Sender &from, AbstractSignal &by)
{
    m_calls.append(name);
    if (m_underway.empty() || from != m_underway.back().sender || &by != m_underway.back().signal)
        m_calls.append(u"called with the wrong sender or signal"_s);
    const QJsonArray behaviour = m_behaviour.value(name.section(u'.', 0, 0), {u"return"_s, 0});
    const QString kind = behaviour[0].toString();
    if (kind == u"raise")
        throw std::runtime_error(name.toStdString());
    if (kind == u"connect")
        m_calls.append(connect(Arguments(behaviour, 1)) ? u"+"_s : u"="_s);
    if (kind == u"disconnect")
        disconnectUnderway();
    if (kind == u"nest")
        return sendNested(behaviour);
    return kind == u"return" ? QVariant(behaviour[1].toInt()) : QVariant();
}

QVariant Replay::sendNested(const QJsonArray &behaviour)
{
    if (m_nested == 4)
        return {};
    ++m_nested;
    m_calls.append(u"("_s);
    const Responses responses =
        send(behaviour[1].toString(), signal(behaviour[2].toString()), sender(behaviour[3].toString()));
    m_calls.append(u")"_s);
    int returned = 0;
    for (const Response &response : responses)
        returned += response.outcome() == Response::Outcome::Returned;
    return returned;
}

Responses Replay::send(const QString &op, Signal &signal, const Sender &sender)
{
    m_underway.push_back({&signal, sender});
    const auto over = qScopeGuard([this] { m_underway.pop_back(); });
    return op == u"send" ? signal.send(sender, {}) : signal.sendRobust(sender, {});
}

QJsonArray Replay::responses(const Responses &responses)
{
    QJsonArray array;
    for (const Response &response : responses) {
        if (response.outcome() == Response::Outcome::Raised)
            array.append(QJsonObject{{u"raised"_s, response.errorString()}});
        else
            array.append(QJsonValue::fromVariant(response.value()));
    }
    return array;
}

Actor *Replay::actorOf(const QString &receiver) const
{
    return knownIn(m_actors, receiver.left(2), "receiver").get();
}

std::shared_ptr<SharedActor> &Replay::sharedActorOf(const QString &receiver)
{
    return knownIn(m_sharedActors, receiver.left(2), "receiver");
}

Replay::Signal &Replay::signal(const QString &name)
{
    if (name != u'p' && name != u'q')
        throw std::invalid_argument("unknown signal " + name.toStdString());
    return name == u'p' ? m_p : m_q;
}

Replay::Function Replay::functionOf(const QString &receiver)
{
    static constexpr Function functions[] = {function<0>, function<1>, function<2>};
    const qsizetype number = receiver.size() == 2 ? receiver[1].digitValue() : -1;
    if (number < 0 || number >= qsizetype(std::size(functions)))
        throw std::invalid_argument("unknown receiver " + receiver.toStdString());
    return functions[number];
}

Replay::Member Replay::memberOf(const QString &receiver)
{
    return receiver.endsWith(u'b') ? &Actor::receiveToo : &Actor::receive;
}

Sender Replay::sender(const QString &name) const
{
    if (name == u"n0")
        return u"library.Book"_s;
    if (name == u"n1")
        return u"PizzaStore"_s;
    if (name == u"c0")
        return Sender::of<PizzaStore>();
    if (name == u"c1")
        return Sender::of<PizzaChain>();
    return name.isEmpty() ? Sender() : Sender(knownIn(m_stores, name, "sender").get());
}

QString Replay::freshName(const QString &name)
{
    return u"%1.%2"_s.arg(name).arg(++m_namesGiven[name]);
}

bool Replay::connect(const Arguments &arguments)
{
    Signal &to = signal(arguments.signal);
    ConnectOptions options{.sender = sender(arguments.sender), .dispatchUid = arguments.uid};
    Connection connection;
    if (arguments.isMember()) {
        connection = to.connect(actorOf(arguments.receiver), memberOf(arguments.receiver), options);
    } else if (arguments.isShared()) {
        options.weak = !arguments.receiver.endsWith(u'!');
        connection = to.connect(sharedActorOf(arguments.receiver), &SharedActor::receive, options);
    } else if (arguments.isFunction()) {
        connection = to.connect(functionOf(arguments.receiver), options);
    } else {
        if (arguments.receiver != u'l')
            throw std::invalid_argument("unknown receiver " + arguments.receiver.toStdString());
        connection = to.connect(
            [this, name = freshName(u"l"_s)](const PizzaDone &, const Sender &from, AbstractSignal &by) {
                return called(name, from, by);
            },
            options);
    }
    return connection.isNew();
}

QJsonArray Replay::receive(const Arguments &arguments)
{
    const ConnectOptions options{.sender = sender(arguments.sender), .dispatchUid = arguments.uid};
    const auto connectTo = [&](const auto &...receiver) {
        if (arguments.signal == u"p")
            return Signalbox::receive({&m_p}, receiver..., options);
        if (arguments.signal == u"pq")
            return Signalbox::receive({&m_p, &m_q}, receiver..., options);
        if (arguments.signal == u"qp")
            return Signalbox::receive({&m_q, &m_p}, receiver..., options);
        if (arguments.signal == u"qq")
            return Signalbox::receive({&m_q, &m_q}, receiver..., options);
        return Signalbox::receive({&signal(arguments.signal)}, receiver..., options);
    };
    const QList<Connection> connections = arguments.isMember()
        ? connectTo(actorOf(arguments.receiver), memberOf(arguments.receiver))
        : connectTo(functionOf(arguments.receiver));
    QJsonArray isNew;
    for (const Connection &connection : connections)
        isNew.append(connection.isNew());
    return isNew;
}

bool Replay::disconnect(const Arguments &arguments)
{
    Signal &from = signal(arguments.signal);
    const Sender to = sender(arguments.sender);
    if (!arguments.uid.isEmpty())
        return from.disconnect(arguments.uid, to);
    if (arguments.isMember())
        return from.disconnect(actorOf(arguments.receiver), memberOf(arguments.receiver), to);
    if (arguments.isShared())
        return from.disconnect(sharedActorOf(arguments.receiver), &SharedActor::receive, to);
    return from.disconnect(functionOf(arguments.receiver), to);
}

// What a receiver disconnects stands in the step: Django must not have been about to call it.
void Replay::disconnectUnderway()
{
    if (m_acts.isEmpty()) {
        m_calls.append(u"disconnects once more than in Django"_s);
        return;
    }
    const QJsonArray act = m_acts.takeAt(0).toArray();
    if (!act.isEmpty())
        m_calls.append(disconnect(Arguments(act, 0)) ? u"-"_s : u"."_s);
}

void Replay::kill(const QString &name)
{
    if (name.startsWith(u'm')) {
        auto &actor = knownIn(m_actors, name, "receiver");
        actor.reset(); // so that its successor may well stand where it stood
        actor = std::make_unique<Actor>(this, name);
    } else {
        auto &actor = knownIn(m_sharedActors, name, "receiver");
        actor.reset();
        actor = std::shared_ptr<SharedActor>(new SharedActor(this, freshName(name)));
    }
}

// Checked now: what a receiver throws when it is called would be a part of the answer.
void Replay::behave(const QString &name, const QJsonArray &behaviour)
{
    const QString kind = behaviour[0].toString();
    if (kind == u"nest") {
        if (!isSend(behaviour[1].toString()))
            throw std::invalid_argument("unknown operation " + behaviour[1].toString().toStdString());
        signal(behaviour[2].toString());
        sender(behaviour[3].toString());
    } else if (kind == u"connect") {
        const Arguments arguments(behaviour, 1);
        signal(arguments.signal);
        sender(arguments.sender);
        if (arguments.isMember())
            actorOf(arguments.receiver);
        else if (arguments.isShared())
            sharedActorOf(arguments.receiver);
        else if (arguments.isFunction() || arguments.receiver != u'l')
            functionOf(arguments.receiver);
    } else if (kind != u"return" && kind != u"raise" && kind != u"disconnect") {
        throw std::invalid_argument("unknown behaviour " + kind.toStdString());
    }
    m_behaviour[name] = behaviour;
}
