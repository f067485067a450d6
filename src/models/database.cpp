// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "database.h"

#include "databaseregistry_p.h"
#include "threadconnection_p.h"

#include <QtCore/QHash>

#include <mutex>

namespace Signalbox {
namespace {

struct Registry {
    std::mutex mutex;
    QHash<QString, DatabaseRegistry::Entry> byAlias;
    quint64 generation = 0;
};

// Never destroyed: threads use it until the last one has ended.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

} // namespace

std::optional<DatabaseRegistry::Entry> DatabaseRegistry::find(const QString &alias)
{
    auto &[mutex, byAlias, generation] = registry();
    const std::lock_guard lock(mutex);
    const auto entry = byAlias.constFind(alias);
    return entry == byAlias.cend() ? std::nullopt : std::optional(*entry);
}

void Database::configure(const QString &alias, const DatabaseSettings &settings)
{
    auto &[mutex, byAlias, generation] = registry();
    const std::lock_guard lock(mutex);
    byAlias.insert(alias, {settings, ++generation});
}

Result<QSqlDatabase> Database::connection(const QString &alias)
{
    const auto connection = ThreadConnection::of(alias);
    if (!connection)
        return connection.error();
    return (*connection)->database();
}

} // namespace Signalbox
