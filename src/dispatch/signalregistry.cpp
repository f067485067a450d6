// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalregistry_p.h"

#include "signalcore_p.h"

#include <QtCore/QHash>

#include <map>
#include <mutex>
#include <utility>

namespace Signalbox::SignalRegistry {
namespace {

struct Registry {
    std::mutex mutex;
    QHash<QString, AbstractSignal *> byName;
    std::map<quint64, std::pair<AbstractSignal *, std::weak_ptr<SignalCore>>> bySerial;
};

// Never destroyed: global signals come before and go after everything else.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

} // namespace

bool add(AbstractSignal *signal, const std::shared_ptr<SignalCore> &core)
{
    auto &[mutex, byName, bySerial] = registry();
    const std::lock_guard lock(mutex);
    bySerial.emplace(core->serial, std::pair(signal, core));
    AbstractSignal *&entry = byName[core->name];
    if (entry)
        return false;
    entry = signal;
    return true;
}

void remove(AbstractSignal *signal, const SignalCore &core)
{
    auto &[mutex, byName, bySerial] = registry();
    const std::lock_guard lock(mutex);
    bySerial.erase(core.serial);
    const auto entry = byName.constFind(core.name);
    if (entry != byName.cend() && *entry == signal)
        byName.erase(entry);
}

AbstractSignal *find(const QString &name)
{
    auto &[mutex, byName, bySerial] = registry();
    const std::lock_guard lock(mutex);
    return byName.value(name);
}

std::shared_ptr<SignalCore> find(quint64 serial)
{
    auto &[mutex, byName, bySerial] = registry();
    const std::lock_guard lock(mutex);
    const auto found = bySerial.find(serial);
    return found == bySerial.end() ? nullptr : found->second.second.lock();
}

QList<AbstractSignal *> all()
{
    auto &[mutex, byName, bySerial] = registry();
    const std::lock_guard lock(mutex);
    QList<AbstractSignal *> all;
    for (const auto &[serial, entry] : bySerial)
        all.append(entry.first);
    return all;
}

QList<std::shared_ptr<SignalCore>> allCores()
{
    auto &[mutex, byName, bySerial] = registry();
    const std::lock_guard lock(mutex);
    QList<std::shared_ptr<SignalCore>> cores;
    for (const auto &[serial, entry] : bySerial) {
        if (auto core = entry.second.lock())
            cores.append(std::move(core));
    }
    return cores;
}

} // namespace Signalbox::SignalRegistry
