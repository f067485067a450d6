// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/qglobal.h>

#include <atomic>

class QThread;

namespace Signalbox {

/// What a thread keeps for itself and others may look at: its identity for the fast paths. A slot outlives
/// its thread and is given to a later one then, so a pointer to it never dangles, but may mean another
/// thread.
struct alignas(64) ThreadSlot {
    /// The slot of the calling thread.
    static ThreadSlot &mine()
    {
        ThreadSlot *slot = t_mine;
        return slot ? *slot : take();
    }

    /// QThread::currentThread() of the thread whose slot it is; for that thread only.
    QThread *thread = nullptr;

    /// Whether that has a Mailbox; for that thread only.
    bool hasMailbox = false;

    /// The Lifeline whose object this thread is about to ask something, see Lifeline::Look; or the Mailbox
    /// that it is about to post to.
    std::atomic<const void *> looking = nullptr;

    /// Returns when this thread, if it is not the calling one, does not look at @p what.
    void waitWhileLookingAt(const void *what);

    /// The same for all threads there are.
    static void waitWhileAnyIsLookingAt(const void *what);

private:
    friend struct ThreadSlotReturn;
    static ThreadSlot &take();

#if defined(Q_CC_GNU) && defined(Q_OF_ELF)
    __attribute__((tls_model("initial-exec"))) // one load; a pointer fits into any thread's static block
#endif
    static thread_local constinit ThreadSlot *t_mine;
};

} // namespace Signalbox
