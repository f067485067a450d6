// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "keyindex_p.h"

#include "receiver_p.h"

namespace Signalbox {

quint32 KeyIndex::hash(const ReceiverKey &key)
{
    const quint64 hash = qHash(key);
    return quint32(hash ^ (hash >> 32));
}

Receiver *KeyIndex::find(const ReceiverKey &key, quint32 hash) const
{
    return m_receivers.find(hash, [&key](const Receiver &receiver) { return receiver.key() == key; });
}

Receiver &KeyIndex::findOrAdd(Receiver &receiver, quint32 hash)
{
    return m_receivers.findOrAdd(
        hash, [key = receiver.key()](const Receiver &other) { return other.key() == key; },
        [&receiver]() -> Receiver & { return receiver; });
}

} // namespace Signalbox
