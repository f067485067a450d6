// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/qglobal.h>

#include <atomic>

namespace Signalbox {

/// Finds out who is the last to use something that its owner has left. To come costs no locked instruction:
/// only those who leave are counted by one, and those who came are added once, when the owner leaves.
class UseCount {
public:
    /// Somebody comes. Under the owner's lock, and not after close().
    void enter() { ++m_entered; }

    /// The owner leaves, under its lock. @return whether nobody is in
    bool close() { return m_inside.fetch_add(m_entered, std::memory_order_acq_rel) + m_entered == 0; }

    /// Somebody leaves, in any thread. @return whether that was the last, and the owner has left, too
    bool leave() { return m_inside.fetch_sub(1, std::memory_order_acq_rel) == 1; }

private:
    qint64 m_entered = 0;
    std::atomic<qint64> m_inside = 0; // until close() less by m_entered, and so below 1
};

} // namespace Signalbox
