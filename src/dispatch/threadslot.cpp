// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "threadslot_p.h"

#include <QtCore/QThread>

#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#if defined(Q_OS_UNIX)
    #include <pthread.h>
#endif

namespace Signalbox {
namespace {

struct Slots {
    std::mutex mutex;
    std::vector<ThreadSlot *> all;
    std::vector<ThreadSlot *> free;
};

// Never destroyed: threads end until the last static is gone.
Slots &slots()
{
    static auto &slots = *new Slots;
    return slots;
}

} // namespace

thread_local constinit ThreadSlot *ThreadSlot::t_mine = nullptr;

// Gives the slot back at the thread's end.
struct ThreadSlotReturn {
    ~ThreadSlotReturn() { now(nullptr); }

    static void now(void *)
    {
        auto &[mutex, all, free] = slots();
        const std::lock_guard lock(mutex);
        free.push_back(std::exchange(ThreadSlot::t_mine, nullptr));
    }

    // A thread may send even later: from the destructor of a thread_local object that is older than the slot.
    // It takes a slot again then. POSIX calls us back as often as that happens, C++ only once.
    static void atThreadsEnd()
    {
#if defined(Q_OS_UNIX)
        static const pthread_key_t key = [] {
            pthread_key_t fresh;
            pthread_key_create(&fresh, &ThreadSlotReturn::now);
            return fresh;
        }();
        pthread_setspecific(key, ThreadSlot::t_mine);
#else
        static thread_local ThreadSlotReturn guard;
        Q_UNUSED(guard)
#endif
    }
};

ThreadSlot &ThreadSlot::take()
{
    {
        auto &[mutex, all, free] = slots();
        const std::lock_guard lock(mutex);
        if (free.empty())
            free.push_back(all.emplace_back(new ThreadSlot));
        t_mine = free.back();
        free.pop_back();
    }
    t_mine->thread = QThread::currentThread();
    t_mine->hasMailbox = false;
    ThreadSlotReturn::atThreadsEnd();
    return *t_mine;
}

void ThreadSlot::waitWhileLookingAt(const void *what)
{
    // A look is a few instructions long, and takes no lock but that of Qt's event queue.
    while (this != t_mine && looking.load(std::memory_order_seq_cst) == what)
        std::this_thread::yield();
}

void ThreadSlot::waitWhileAnyIsLookingAt(const void *what)
{
    auto &[mutex, all, free] = slots();
    const std::lock_guard lock(mutex);
    for (ThreadSlot *slot : all)
        slot->waitWhileLookingAt(what);
}

} // namespace Signalbox
