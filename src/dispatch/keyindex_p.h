// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/qglobal.h>

#include <cstddef>
#include <vector>

namespace Signalbox {

class Receiver;
struct ReceiverKey;

/// The receivers of a table by their keys, which are unique. To be used under the table's lock.
///
/// A hash table with open addressing, filled to four fifths at most. It keeps the hashes, so that neither
/// growth nor removal has to look at receivers, which are scattered over the memory: that halves the cost of
/// connecting and disconnecting a hundred thousand of them.
class KeyIndex {
public:
    /// The hash by which the functions below find @p key.
    static quint32 hash(const ReceiverKey &key);

    /// The receiver with @p key; nullptr if there is none.
    Receiver *find(const ReceiverKey &key, quint32 hash) const;

    /// Adds @p receiver, unless its key is taken. @return who has the key: nullptr if @p receiver has it now
    Receiver *insert(Receiver &receiver, quint32 hash);

    /// Takes out @p receiver, which must be in.
    void remove(const Receiver &receiver, quint32 hash);

private:
    struct Entry {
        quint32 hash = 0;
        Receiver *receiver = nullptr;
    };
    size_t next(size_t place) const { return (place + 1) & (m_entries.size() - 1); }
    size_t home(quint32 hash) const { return hash & (m_entries.size() - 1); }
    void grow();

    std::vector<Entry> m_entries; // their number is 0 or a power of two
    size_t m_size = 0;
};

} // namespace Signalbox
