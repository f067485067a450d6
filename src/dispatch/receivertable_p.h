// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "receiver_p.h"

#include <QtCore/QHash>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace Signalbox {

/// The receivers of one signal, in the order of their connection, indexed by key and by sender.
///
/// Any thread may use it. Its lock is held for book-keeping only: receivers leave it before they are called
/// or destroyed. A send() walks a snapshot; changes made meanwhile copy the list if it is being walked.
class ReceiverTable {
    struct Entry {
        quint64 order;
        std::shared_ptr<Receiver> receiver; // nullptr once removed, until the list is packed
    };

    // Receivers for one sender, or for all. Walkers pin it; a pinned list is never changed, only replaced.
    struct List {
        std::vector<Entry> entries;
        size_t live = 0;
        mutable std::atomic<int> pins = 0;
    };

    class Pin {
    public:
        explicit Pin(std::shared_ptr<const List> list);
        Pin(Pin &&other) noexcept = default;
        ~Pin();
        const Entry *current() const;
        void advance() { ++m_position; }

    private:
        std::shared_ptr<const List> m_list;
        size_t m_position = 0;
    };

public:
    /// The receivers for a sender as they were at one moment.
    class Snapshot {
    public:
        /// The next receiver, in the order of connection; nullptr after the last. The receiver may have
        /// been disconnected since.
        std::shared_ptr<Receiver> next();

    private:
        friend class ReceiverTable;
        Snapshot(Pin any, Pin specific) : m_any(std::move(any)), m_specific(std::move(specific)) { }
        Pin m_any;
        Pin m_specific;
    };

    struct Insertion {
        std::shared_ptr<Receiver> receiver; ///< the one that is connected now
        bool isNew; ///< whether it is the one that was to be inserted
    };

    /// Appends @p receiver, unless one with the same key is there.
    Insertion insert(const std::shared_ptr<Receiver> &receiver, const std::weak_ptr<SignalCore> &core);

    /// Takes @p receiver out. @return it, for the caller to let go of; nullptr if it was not in.
    std::shared_ptr<Receiver> remove(Receiver &receiver);

    /// Takes all receivers out. @return them, for the caller to let go of.
    std::vector<std::shared_ptr<Receiver>> clear();

    std::shared_ptr<Receiver> find(const ReceiverKey &key) const;

    /// Whether a send() by @p sender would reach anybody.
    bool hasListeners(const Sender &sender) const;

    Snapshot snapshot(const Sender &sender) const;

    /// How many receivers there are in all; readable without the lock.
    const std::atomic<int> &count() const { return m_count; }

private:
    std::shared_ptr<List> &listFor(const Sender &sender);
    static List &writable(std::shared_ptr<List> &list);

    mutable std::mutex m_mutex;
    std::shared_ptr<List> m_any;
    QHash<Sender, std::shared_ptr<List>> m_bySender;
    QHash<ReceiverKey, Receiver *> m_byKey;
    std::atomic<int> m_count = 0;
    quint64 m_nextOrder = 0;
};

} // namespace Signalbox
