// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Signal>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTest>

#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

using namespace Signalbox;
using namespace Qt::StringLiterals;

class Replay;

/// A bound method of Python: a QObject with a member function, held weakly.
class Actor : public QObject {
    Q_OBJECT

public:
    Actor(Replay *replay, const QString &name) : m_replay(replay), m_name(name) { }
    QVariant receive(const PizzaDone &, const Sender &sender);

private:
    Replay *m_replay;
    QString m_name;
};

/// Does what a trace says, and compares what comes back with what Django answered.
class Replay {
public:
    Replay()
    {
        s_current = this;
        for (int i = 0; i < 4; ++i)
            m_actors[u"m%1"_s.arg(i)] = std::make_unique<Actor>(this, u"m%1"_s.arg(i));
        for (int i = 0; i < 3; ++i)
            m_senders[u"s%1"_s.arg(i)] = std::make_unique<PizzaStore>();
    }

    /// What Signalbox answers to @p step, in the form in which Django's answer stands in the trace.
    QJsonArray answer(const QJsonArray &step)
    {
        const QString op = step[0].toString();
        const QString name = step[1].toString();
        if (op == u"connect")
            return {connect(name, step[2].toString(), step[3].toString())};
        if (op == u"disconnect")
            return {disconnect(name, step[2].toString(), step[3].toString())};
        if (op == u"has")
            return {m_signal.hasListeners(sender(name))};
        if (op == u"send" || op == u"robust") {
            m_calls = {};
            m_nested = 0;
            const QJsonValue responses = op == u"send" ? send(sender(name)) : sendRobust(sender(name));
            return {m_calls, responses};
        }
        if (op == u"kill")
            replace(m_actors[name], [&] { return std::make_unique<Actor>(this, name); });
        else if (op == u"killsender")
            replace(m_senders[name], [] { return std::make_unique<PizzaStore>(); });
        else if (op == u"behave")
            m_behaviour[name] = step[2].toArray();
        else
            throw std::runtime_error("unknown operation " + op.toStdString());
        return {};
    }

    /// What a receiver does when it is called.
    QVariant called(const QString &name, const Sender &from)
    {
        m_calls.append(name);
        const QJsonArray behaviour = m_behaviour.value(name, {u"return"_s, 0});
        const QString kind = behaviour[0].toString();
        if (kind == u"raise")
            throw std::runtime_error(name.toStdString());
        if (kind == u"connect")
            connect(behaviour[1].toString(), behaviour[2].toString(), behaviour[3].toString());
        if (kind == u"nest" && m_nested < 4) {
            ++m_nested;
            m_signal.send(from, {});
        }
        return kind == u"return" ? QVariant(behaviour[1].toInt()) : QVariant();
    }

    template <int number>
    static QVariant function(const PizzaDone &, const Sender &from)
    {
        return s_current->called(u"f%1"_s.arg(number), from);
    }

private:
    using Function = QVariant (*)(const PizzaDone &, const Sender &);

    static Function function(const QString &name)
    {
        static constexpr Function functions[] = {function<0>, function<1>, function<2>, function<3>};
        return functions[name.mid(1).toInt()];
    }
    Sender sender(const QString &name) { return name.isEmpty() ? Sender() : Sender(m_senders[name].get()); }

    bool connect(const QString &receiver, const QString &from, const QString &uid)
    {
        const ConnectOptions options{.sender = sender(from), .dispatchUid = uid};
        const bool isMethod = receiver.startsWith(u'm');
        return (isMethod ? m_signal.connect(m_actors[receiver].get(), &Actor::receive, options)
                         : m_signal.connect(function(receiver), options))
            .isNew();
    }
    bool disconnect(const QString &receiver, const QString &from, const QString &uid)
    {
        if (!uid.isEmpty())
            return m_signal.disconnect(uid, sender(from));
        if (receiver.startsWith(u'm'))
            return m_signal.disconnect(m_actors[receiver].get(), &Actor::receive, sender(from));
        return m_signal.disconnect(function(receiver), sender(from));
    }
    QJsonValue send(const Sender &from)
    {
        try {
            return responses(m_signal.send(from, {}));
        } catch (const std::runtime_error &error) {
            return QJsonObject{{u"raised"_s, QString::fromUtf8(error.what())}};
        }
    }
    QJsonValue sendRobust(const Sender &from) { return responses(m_signal.sendRobust(from, {})); }

    static QJsonArray responses(const Responses &responses)
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

    // Here the successor may well stand where the dead one stood: it is another one all the same.
    template <typename Object, typename Make>
    static void replace(std::unique_ptr<Object> &object, Make make)
    {
        object.reset();
        object = make();
    }

    static inline Replay *s_current = nullptr;
    std::map<QString, std::unique_ptr<Actor>> m_actors;
    std::map<QString, std::unique_ptr<PizzaStore>> m_senders;
    QHash<QString, QJsonArray> m_behaviour;
    QJsonArray m_calls;
    int m_nested = 0; // sends made by receivers, in one step
    Signal<PizzaDone> m_signal{u"replayed"_s};
};

QVariant Actor::receive(const PizzaDone &, const Sender &sender)
{
    return m_replay->called(m_name, sender);
}

/// Replays what Django did (see the script `record` beside this file); SIGNALBOX_TRACES names other traces
/// than the stored ones.
class TestConformance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersLikeDjango_data();
    void answersLikeDjango();
};

void TestConformance::answersLikeDjango_data()
{
    QTest::addColumn<QJsonArray>("steps");
    QFile file(qEnvironmentVariable("SIGNALBOX_TRACES", QStringLiteral(TRACES)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    for (int number = 1; !file.atEnd(); ++number) {
        const QJsonObject trace = QJsonDocument::fromJson(file.readLine()).object();
        if (trace.isEmpty())
            qFatal("%s: line %d is not a trace", qPrintable(file.fileName()), number);
        QTest::addRow("seed %d", trace.value(u"seed").toInt()) << trace.value(u"steps").toArray();
    }
}

void TestConformance::answersLikeDjango()
{
    QFETCH(QJsonArray, steps);
    QLoggingCategory::setFilterRules(u"signalbox.dispatch.critical=false"_s); // sendRobust() logs each error
    Replay replay;
    for (const QJsonValue &value : std::as_const(steps)) {
        const QJsonArray step = value.toArray();
        const QJsonArray answer = replay.answer(step);
        // Django's answer stands at the end of the step.
        QJsonArray expected;
        for (qsizetype i = step.size() - answer.size(); i < step.size(); ++i)
            expected.append(step[i]);
        if (answer != expected) {
            const auto text = [](const QJsonArray &array) {
                return QJsonDocument(array).toJson(QJsonDocument::Compact);
            };
            QFAIL(qPrintable(u"%1, but Signalbox answers %2"_s.arg(QString::fromUtf8(text(step)),
                                                                   QString::fromUtf8(text(answer)))));
        }
    }
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
