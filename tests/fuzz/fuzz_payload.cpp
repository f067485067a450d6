// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "bytes.h"

#include "scriptsends.h"
#include "scriptvalues.h"

#include <Signalbox/DynamicSignal>

#include <QCoreApplication>
#include <QJSEngine>
#include <QJsonDocument>
#include <QMetaProperty>
#include <QQmlEngine>

#include <cmath>

/// What a script sends. Each send either reaches the receiver once, with a payload that says nothing but what
/// was passed, or reaches nobody and is one readable warning.

using namespace Signalbox;

struct Order {
    Q_GADGET
    Q_PROPERTY(int size MEMBER size)
    Q_PROPERTY(uint count MEMBER count)
    Q_PROPERTY(qint64 number MEMBER number)
    Q_PROPERTY(double price MEMBER price)
    Q_PROPERTY(bool paid MEMBER paid)
    Q_PROPERTY(QString who MEMBER who)
    Q_PROPERTY(QStringList toppings MEMBER toppings)
    Q_PROPERTY(QVariantList list MEMBER list)
    Q_PROPERTY(QVariantMap map MEMBER map)
    Q_PROPERTY(QVariant any MEMBER any)
    Q_PROPERTY(int fixed READ fixed)
public:
    int fixed() const { return 7; }

    int size = 0;
    uint count = 0;
    qint64 number = 0;
    double price = 0;
    bool paid = false;
    QString who = {};
    QStringList toppings = {};
    QVariantList list = {};
    QVariantMap map = {};
    QVariant any = {};
};

namespace {

QStringList warnings;

void takeWarning(QtMsgType, const QMessageLogContext &, const QString &text)
{
    warnings << text;
}

bool isNumber(const QVariant &value)
{
    const int type = value.typeId();
    return type == QMetaType::Int || type == QMetaType::Double || type == QMetaType::UInt
        || type == QMetaType::LongLong;
}

bool isNothing(const QVariant &value)
{
    return !value.isValid() || value.typeId() == QMetaType::Nullptr;
}

class Bench {
public:
    Bench()
    {
        QQmlEngine::setObjectOwnership(&m_from, QQmlEngine::CppOwnership);
        m_engine.newQObject(&m_from); // so that it knows its engine
        m_parse = m_engine.evaluate(QStringLiteral("(text => JSON.parse(text))"));
        m_orders.connect([this](const Order &order) { m_received << QVariant::fromValue(order); });
        m_dynamic.connect([this](const QVariantMap &map) { m_received << map; });
        m_number.connect([this](int number) { m_received << number; });
    }

    /// What @p text says, if it is JSON.
    std::optional<QJSValue> parsed(const QByteArray &text)
    {
        const QJSValue value = m_parse.call({QString::fromUtf8(text)});
        return value.isError() ? std::nullopt : std::optional(value);
    }

    void check(const QJSValue &value)
    {
        const auto plain = ScriptValues::plain(QVariant::fromValue(value));
        require(plain.has_value(), "there is no function in JSON");
        if (send(m_dynamic, value)) {
            require(m_received[0].toMap() == plain->toMap(), "a dynamic payload is what was passed");
        } else {
            require(plain->isValid() && plain->typeId() != QMetaType::QVariantMap, "any object is a payload");
        }
        if (send(m_number, value))
            checkNumber(*plain, m_received[0]);
        if (send(m_orders, value))
            checkOrder(plain->toMap());
        else
            require(plain->toMap() != QVariantMap() || plain->isValid(), "nothing at all is no mistake");
    }

private:
    bool send(AbstractSignal &signal, const QJSValue &value)
    {
        warnings.clear();
        m_received.clear();
        const QJSValue answer =
            ScriptSends::send(m_from, signal, QVariant(), value, ScriptSends::Errors::Report);
        require(!m_engine.hasError(), "it does not throw");
        if (answer.isUndefined()) {
            require(m_received.isEmpty(), "what is refused reaches nobody");
            require(warnings.size() == 1, "and is one warning", warnings.join(QLatin1Char('\n')));
            require(warnings[0].contains(signal.name()), "that names the signal", warnings[0]);
            return false;
        }
        require(m_received.size() == 1, "what is sent is received once");
        require(warnings.isEmpty(), "without a warning", warnings.join(QLatin1Char('\n')));
        require(answer.property(QStringLiteral("length")).toInt() == 1, "there is one response");
        return true;
    }

    static void checkNumber(const QVariant &given, const QVariant &received)
    {
        if (isNumber(given))
            require(given.toDouble() == received.toDouble(), "a number is kept as it is, or refused",
                    given.toString() + QStringLiteral(" became ") + received.toString());
    }

    void checkOrder(const QVariantMap &given) const
    {
        const Order order = m_received[0].value<Order>();
        const QMetaObject &meta = Order::staticMetaObject;
        for (int i = 0; i < meta.propertyCount(); ++i) {
            const QMetaProperty property = meta.property(i);
            const QVariant received = property.readOnGadget(&order);
            const QVariant value = given.value(QString::fromLatin1(property.name()));
            if (isNothing(value)) {
                const Order unset;
                require(received == property.readOnGadget(&unset), "what is not passed is not set",
                        QString::fromLatin1(property.name()));
            } else if (received.typeId() == QMetaType::QString) {
                require(received.toString() == value.toString(), "a text is kept as it is");
            } else if (value.metaType() == received.metaType() || property.typeId() == QMetaType::QVariant) {
                require(received == value, "a value of the type is kept as it is",
                        QString::fromLatin1(property.name()));
            } else if (isNumber(received) && isNumber(value)) {
                checkNumber(value, received);
            }
        }
        for (auto entry = given.begin(); entry != given.end(); ++entry)
            require(meta.indexOfProperty(entry.key().toUtf8().constData()) >= 0, "unknown names are refused",
                    entry.key());
    }

    QQmlEngine m_engine;
    QObject m_from;
    QJSValue m_parse;
    Signal<Order> m_orders{u"orders"};
    Signal<int> m_number{u"a number"};
    DynamicSignal m_dynamic{u"dynamic"};
    QVariantList m_received;
};

Bench *bench = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    [[maybe_unused]] static auto &application =
        *new QCoreApplication(*argc, *argv); // Qt 6.8 can't destroy it with the statics
    static Bench theBench; // ends before the application, so that what is left then is a leak
    bench = &theBench;
    qInstallMessageHandler(takeWarning);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (const auto value = bench->parsed(Bytes(data, size).takeAll()))
        bench->check(*value);
    return 0;
}

#include "fuzz_payload.moc"
