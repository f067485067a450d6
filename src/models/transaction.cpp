// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "transaction.h"

#include "dispatch/exceptions_p.h"
#include "externaltransaction_p.h"
#include "modelslogging_p.h"
#include "threadconnection_p.h"

#include <utility>

namespace Signalbox {

Transaction::Transaction(const QString &database)
{
    const auto connection = ThreadConnection::of(database);
    if (!connection) {
        m_error = connection.error();
        return;
    }
    if (const auto begun = (*connection)->begin(); !begun) {
        m_error = begun.error();
        return;
    }
    m_connection = *connection;
    m_depth = m_connection->depth();
}

Transaction::~Transaction()
{
    rollback();
}

Result<Done> Transaction::commit()
{
    using Kind = DatabaseError::Kind;
    if (m_error)
        return *m_error;
    if (!m_connection)
        return DatabaseError(Kind::StatementFailed,
                             QStringLiteral("Can't commit: the transaction has ended already."));
    if (m_connection->depth() != m_depth) {
        return DatabaseError(
            Kind::StatementFailed,
            QStringLiteral("Can't commit: a transaction inside this one has not ended yet."));
    }
    return std::exchange(m_connection, nullptr)->commit();
}

void Transaction::rollback()
{
    if (!m_connection)
        return;
    // Inner ones that were not ended in order go with it.
    const auto connection = std::exchange(m_connection, nullptr);
    while (connection->depth() >= m_depth)
        connection->rollback();
}

void onCommit(std::function<void()> callback, const OnCommitOptions &options)
{
    if (!callback) {
        qCWarning(lcModels) << "onCommit(): the function is empty and was left out; pass one";
        return;
    }
    ThreadConnection *const connection = ThreadConnection::inTransaction(options.database);
    CommitQueue *const queue =
        connection ? &connection->queue() : ExternalTransactions::open(options.database);
    if (queue) {
        queue->add({std::move(callback), options.robust});
        return;
    }
    if (!options.robust)
        callback();
    else if (const std::exception_ptr thrown = caught([&] { callback(); }))
        logCallbackFailure(thrown, "outside of a transaction");
}

} // namespace Signalbox
