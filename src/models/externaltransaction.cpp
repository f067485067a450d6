// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "externaltransaction.h"

#include "externaltransaction_p.h"

#include <QtCore/QHash>
#include <QtCore/QThreadStorage>

#include <utility>

namespace Signalbox {
namespace {

using Queues = QHash<QString, std::shared_ptr<CommitQueue>>;

// Of this thread, by database. The storage itself is never destroyed.
Queues &queues()
{
    static auto &storage = *new QThreadStorage<Queues>;
    return storage.localData();
}

} // namespace

CommitQueue *ExternalTransactions::open(const QString &database)
{
    const auto queue = queues().constFind(database);
    return queue != queues().cend() && (*queue)->depth() > 0 ? queue->get() : nullptr;
}

ExternalTransaction::ExternalTransaction(const QString &database)
{
    auto &queue = queues()[database];
    if (!queue)
        queue = std::make_shared<CommitQueue>();
    m_queue = queue;
    m_queue->begin();
}

ExternalTransaction::~ExternalTransaction()
{
    if (m_queue)
        m_queue->rollback();
}

void ExternalTransaction::committed()
{
    if (m_queue)
        std::exchange(m_queue, nullptr)->commit();
}

} // namespace Signalbox
