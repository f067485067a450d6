// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "bytes.h"

#include <Signalbox/DynamicSignal>

/// Names of senders and uids. A name is its text, however it is encoded; who is connected for a name hears
/// exactly that one; a uid and a name together are one connection.

using namespace Signalbox;

namespace {

struct Listener {
    Sender sender;
    QString uid;
    int calls = 0;
};

void checkName(const QString &text)
{
    const Sender sender(text);
    require(sender.isNone() == text.isEmpty(), "an empty name is nobody", text);
    require(sender.name() == text, "a name is kept as it is", text);
    require(sender.toVariant().toString() == text, "QML gets the same name", text);
    require(sender.toString() == (text.isEmpty() ? QStringLiteral("nobody") : text), "it is readable", text);
    require(sender == Sender::named(text), "however it is made", text);
    require(sender.orDerived() == sender && sender.withoutObject() == sender, "a name is no class", text);
    const QByteArray utf8 = text.toUtf8();
    if (text.isValidUtf16() && !text.startsWith(QChar::ByteOrderMark)) // which QString leaves out of UTF-8
        require(Sender::named(QUtf8StringView(utf8)) == sender, "UTF-8 and UTF-16 are one name", text);
    const QByteArray latin1 = text.toLatin1();
    if (QString::fromLatin1(latin1) == text)
        require(Sender::named(QLatin1StringView(latin1)) == sender, "Latin 1 and UTF-16 are one name", text);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bytes bytes(data, size);
    const QString names[] = {bytes.takeText(), bytes.takeText(), QString()};
    const QString uids[] = {bytes.takeText(), bytes.takeText(), QString()};
    for (const QString &name : names) {
        checkName(name);
        for (const QString &other : names) {
            require((Sender(name) == Sender(other)) == (name == other), "equal texts are one sender");
            require(name != other || qHash(Sender(name)) == qHash(Sender(other)), "of the same hash");
        }
    }

    DynamicSignal signal(QStringLiteral("fuzzed"));
    std::array<Listener, 8> listeners;
    qsizetype connected = 0;
    for (Listener &listener : listeners) {
        const Sender sender(bytes.pick(names));
        const QString uid = bytes.pick(uids);
        const bool isKnown = !uid.isEmpty()
            && std::any_of(listeners.begin(), listeners.begin() + connected,
                           [&](const Listener &known) { return known.uid == uid && known.sender == sender; });
        const Connection connection =
            signal.connect([&listener] { ++listener.calls; }, {.sender = sender, .dispatchUid = uid});
        require(connection.isConnected(), "a connection is there");
        require(connection.isNew() == !isKnown, "a uid and a sender are one connection", uid);
        if (connection.isNew()) { // is at its place, since the list is filled in order
            listener.sender = sender;
            listener.uid = uid;
            ++connected;
        } else {
            break;
        }
    }

    const auto hears = [](const Listener &listener, const Sender &by) {
        return listener.sender.isNone() || listener.sender == by;
    };
    for (const QString &name : names) {
        const Sender by(name);
        const auto end = listeners.begin() + connected;
        for (Listener &listener : listeners)
            listener.calls = 0;
        const auto heard =
            std::count_if(listeners.begin(), end, [&](const auto &one) { return hears(one, by); });
        require(signal.hasListeners(by) == (heard > 0), "hasListeners() says who would hear", name);
        require(signal.send(by, {}).size() == heard, "a response for each who hears", name);
        require(std::all_of(listeners.begin(), end,
                            [&](const auto &one) { return one.calls == int(hears(one, by)); }),
                "each hears its sender and no other", name);
    }
    for (qsizetype i = 0; i < connected; ++i) {
        const Listener &listener = listeners[size_t(i)];
        if (!listener.uid.isEmpty()) {
            require(signal.disconnect(listener.uid, listener.sender), "found again by its uid", listener.uid);
            require(!signal.disconnect(listener.uid, listener.sender), "and gone then", listener.uid);
        }
    }
    return 0;
}
