// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalregistry_p.h"

#include "abstractsignal.h"

#include <QtCore/QHash>

#include <mutex>

namespace Signalbox::SignalRegistry {
namespace {

struct Registry {
    std::mutex mutex;
    QHash<QString, AbstractSignal *> byName;
};

// Never destroyed: global signals come before and go after everything else.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

} // namespace

bool add(AbstractSignal *signal)
{
    auto &[mutex, byName] = registry();
    const std::lock_guard lock(mutex);
    AbstractSignal *&entry = byName[signal->name()];
    if (entry)
        return false;
    entry = signal;
    return true;
}

void remove(AbstractSignal *signal)
{
    auto &[mutex, byName] = registry();
    const std::lock_guard lock(mutex);
    const auto entry = byName.constFind(signal->name());
    if (entry != byName.cend() && *entry == signal)
        byName.erase(entry);
}

AbstractSignal *find(const QString &name)
{
    auto &[mutex, byName] = registry();
    const std::lock_guard lock(mutex);
    return byName.value(name);
}

} // namespace Signalbox::SignalRegistry
