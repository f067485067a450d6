// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelsglobal.h"

#include <QtCore/QString>

#include <memory>
#include <optional>

namespace Signalbox {

class ThreadConnection;

/// A transaction in the calling thread's connection to a database, from construction to commit(), or to its
/// end of scope, which rolls it back.
///
/// Within it, direct receivers of model signals are told at once. Deliveries to other threads and receivers
/// connected with Phase::AfterCommit wait for the commit and vanish with a rollback: no other thread is
/// ever told of a row that it can't read. A transaction inside another is a savepoint: its commit() hands
/// what it holds to the outer one.
/// @code
/// Signalbox::Transaction transaction;
/// for (Book &book : books) {
///     if (const auto saved = book.save(); !saved)
///         return saved.error(); // rolled back
/// }
/// return transaction.commit();
/// @endcode
///
/// *Thread.* Belongs to the thread that made it; end it there. Transactions of one thread end in the reverse
/// order of their beginning.
class SIGNALBOX_MODELS_EXPORT Transaction {
public:
    /// Begins it. If that fails, isActive() is false and commit() returns the error.
    explicit Transaction(const QString &database = QStringLiteral("default"));
    ~Transaction();

    /// Whether it has begun and not ended yet.
    bool isActive() const noexcept { return m_connection != nullptr; }

    /// Makes the changes durable and, if this is the outermost transaction, lets the held deliveries go.
    /// If it returns an error, everything has been rolled back. A second call, or one after rollback(), is
    /// an error as well.
    Result<Done> commit();

    /// Undoes the changes and drops the held deliveries. Does nothing if the transaction has ended.
    void rollback();

private:
    Q_DISABLE_COPY(Transaction)
    std::shared_ptr<ThreadConnection> m_connection;
    size_t m_depth = 0;
    std::optional<DatabaseError> m_error;
};

} // namespace Signalbox
