// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "keyindex_p.h"
#include "receiver_p.h"
#include "receiverlist_p.h"
#include "retirement_p.h"
#include "senderindex_p.h"
#include "usecount_p.h"

#include <QtCore/QMutex>

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace Signalbox {

/// The receivers of one signal, in the order of their connection, indexed by key and by sender.
///
/// Any thread may use it. Its lock is held for book-keeping only: receivers leave it before they are called
/// or destroyed. A send() takes no lock at all, see Walk.
class ReceiverTable {
public:
    struct Insertion {
        Strong<Receiver> known; ///< who had the key already; nullptr if it was inserted
        quint64 order = 0; ///< its place in the order of connection, if it was
    };

    /// Makes ready for the insertion of a receiver with @p key. @return its Place::keyHash
    quint32 prepareFor(const ReceiverKey &key) const;

    /// Appends @p receiver, unless one with the same key is there and alive. Takes it out again if it is
    /// an orphan. Does nothing after close().
    Insertion insert(Strong<Receiver> receiver);

    /// Takes @p receiver out. @return whether it was in.
    bool remove(Receiver &receiver);

    /// Takes out the receiver with this key, if @p isUnneeded says so. No insert() comes between: it finds
    /// the receiver, and then isUnneeded() is asked later, or it makes another. isUnneeded() is asked under
    /// the lock.
    void removeIf(const ReceiverKey &key, const std::function<bool()> &isUnneeded);

    /// Takes all receivers out, for good: nobody is inserted any more.
    /// @return whether none of those that were inserted exists any more
    bool close();

    /// To be told at the end of each receiver that was inserted. @return whether that was the last, after
    /// close()
    bool receiverEnded() { return m_existing.leave(); }

    /// The receiver with this key; nullptr if there is none that is alive.
    Strong<Receiver> find(const ReceiverKey &key) const;

    /// The receiver with this order; nullptr if it is not in any more.
    Strong<Receiver> find(quint64 order) const;

    /// All receivers, in the order of their connection.
    std::vector<Strong<Receiver>> all() const;

    /// Whether a send() by @p sender would reach anybody.
    bool hasListeners(const Sender &sender) const;

    /// The group of @p receivers, which were found in @p thread, for a delivery. Within a Walk that met
    /// them. Without a mailbox if that thread has none.
    std::shared_ptr<const ReceiverGroup> groupOf(std::span<Receiver *const> receivers, QThread *thread);

    /// How many receivers there are in all; readable without the lock.
    const std::atomic<int> &count() const { return m_count; }

    /// Keeps what was taken out as long as somebody walks the table.
    Retirement retirement;

private:
    friend class Walk;

    /// Calls @p visit with every list whose receivers hear @p sender. Under the lock, or within a Stay.
    template <typename Visit>
    void visitLists(const Sender &sender, Visit visit) const
    {
        visit(m_any);
        if (sender.isNone())
            return;
        const Sender exact = sender.exactly();
        if (const ReceiverList *list = m_bySender.find(exact))
            visit(*list);
        if (m_derivedCount.load(std::memory_order_seq_cst) == 0) [[likely]]
            return;
        for (const QMetaObject *base = exact.metaObject(); base; base = base->superClass()) {
            if (const ReceiverList *list = m_bySender.find(Sender::ofClass(base).orDerived()))
                visit(*list);
        }
    }

    bool takeOut(Receiver &receiver, Garbage &garbage);
    void retireAll(Garbage &garbage);
    void remember(ReceiverList &list, const std::shared_ptr<ReceiverGroup> &group);
    Strong<Receiver> claimKey(Receiver &receiver, Garbage &garbage);
    quint64 append(Strong<Receiver> &owner, Garbage &garbage);
    void count(const Receiver &receiver, int change);
    std::vector<Receiver *> inOrder() const;

    mutable QMutex m_mutex;
    ReceiverList m_any{Sender()};
    SenderIndex m_bySender;
    KeyIndex m_byKey;
    std::atomic<int> m_count = 0;
    std::atomic<int> m_derivedCount = 0; // receivers for a class or derived ones
    int m_trackedCount = 0;
    UseCount m_existing; // receivers that were inserted and have not been destroyed yet
    bool m_isClosed = false;
    quint64 m_nextOrder = 1;
};

} // namespace Signalbox
