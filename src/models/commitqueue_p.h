// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "databaseerror.h"

#include <Signalbox/Outbox>

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace Signalbox {

/// What waits for the commit of one thread's transaction in one database: deliveries of signals and
/// callbacks of onCommit(), in the order in which they came. Used by its thread only.
class CommitQueue final : public Outbox {
public:
    struct Callback {
        std::function<void()> code;
        bool isRobust;
    };

    void hold(HeldDelivery delivery) override { m_entries.emplace_back(std::move(delivery)); }
    void add(Callback callback) { m_entries.emplace_back(std::move(callback)); }

    /// How many transactions are open within each other.
    size_t depth() const { return m_levels.size(); }

    /// @name The innermost level
    /// @{
    void begin() { m_levels.push_back({m_entries.size(), std::nullopt}); }

    /// Ends it and hands what waits to the level around it or, if there is none, lets it go: delivers and
    /// calls. An exception of a callback that is not robust leaves this, when everything is delivered, and
    /// the callbacks after it are not called.
    void commit();

    /// Ends it and discards what came during it.
    void rollback();

    /// Remembers why it can't be committed any more. The first reason stays.
    void fail(const DatabaseError &reason);
    const std::optional<DatabaseError> &failure() const { return m_levels.back().failure; }
    /// @}

private:
    using Entry = std::variant<HeldDelivery, Callback>;
    struct Level {
        size_t firstEntry; // that came during it
        std::optional<DatabaseError> failure;
    };
    static void letGo(std::vector<Entry> entries);

    std::vector<Level> m_levels;
    std::vector<Entry> m_entries;
};

} // namespace Signalbox
