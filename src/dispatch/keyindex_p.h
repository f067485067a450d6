// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "pointerindex_p.h"

namespace Signalbox {

class Receiver;
struct ReceiverKey;

/// The receivers of a table by their keys, which are unique. To be used under the table's lock.
class KeyIndex {
public:
    /// The hash by which the functions below find @p key.
    static quint32 hash(const ReceiverKey &key);

    /// Makes ready for one of the functions below. Needs no lock.
    void prefetchFor(quint32 hash) const { m_receivers.prefetchFor(hash); }

    /// The receiver with @p key; nullptr if there is none.
    Receiver *find(const ReceiverKey &key, quint32 hash) const;

    /// Who has the key of @p receiver; adds @p receiver if it is free.
    Receiver &findOrAdd(Receiver &receiver, quint32 hash);

    /// Takes out @p receiver, which must be in.
    void remove(const Receiver &receiver, quint32 hash) { m_receivers.remove(receiver, hash); }

private:
    PointerIndex<Receiver> m_receivers;
};

} // namespace Signalbox
