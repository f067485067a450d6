// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "sender.h"

#include <QtCore/QString>

#include <atomic>
#include <mutex>
#include <vector>

namespace Signalbox {

/// What of one signal is muted at the moment. Any thread may use it.
class Mutes {
public:
    /// Mutes all sends, those of one sender, or one uid; each as often as it is taken back.
    struct Entry {
        enum class What { All, Sender, Uid } what;
        Sender sender = {};
        QString dispatchUid = {};

        friend bool operator==(const Entry &, const Entry &) = default;
    };
    void add(const Entry &entry);
    void remove(const Entry &entry);

    /// Whether anything is muted.
    bool any() const { return m_count.load(std::memory_order_acquire) > 0; }

    bool silences(const Sender &sender) const;
    bool silencesUid(const QString &dispatchUid) const;

private:
    template <typename Predicate>
    bool has(Predicate predicate) const;

    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries;
    std::atomic<int> m_count = 0;
};

} // namespace Signalbox
