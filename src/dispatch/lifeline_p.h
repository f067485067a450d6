// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>

class QObject;
class QThread;

namespace Signalbox {

struct Delivery;

/// Told when a QObject dies, in the destroying thread, without any lock held.
class LifelineWatcher {
public:
    virtual void watchedObjectDied() = 0;

protected:
    ~LifelineWatcher() = default;
};

/// What can be asked about a QObject from any thread, even while it is being destroyed in its own: whether
/// it is alive and where it lives. There is one lifeline per object; it lasts until the object's death.
class Lifeline {
public:
    /// The lifeline of @p object, which must be alive.
    static std::shared_ptr<Lifeline> of(const QObject *object);

    /// Whether the object has not reached ~QObject() yet.
    bool isAlive() const;

    /// The thread the object lives in; nullptr if it is dead or has no thread.
    QThread *thread() const;

    /// Posts @p delivery to the object itself, to run in whatever thread it lives in by then.
    /// @return false, and nothing posted, if it is dead or has no thread.
    bool post(Delivery delivery) const;

    /// Tells @p watcher of the object's death. @return false if it is dead already.
    bool watch(const std::shared_ptr<LifelineWatcher> &watcher);
    void unwatch(const LifelineWatcher *watcher);

    explicit Lifeline(const QObject *object);

private:
    static void objectDied(void *object);
    void cut();

    // No user code ever runs under it.
    mutable std::mutex m_mutex;
    const QObject *m_object;
    std::unordered_map<const LifelineWatcher *, std::weak_ptr<LifelineWatcher>> m_watchers;
};

} // namespace Signalbox
