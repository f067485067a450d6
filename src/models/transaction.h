// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelsglobal.h"

#include <QtCore/QString>

#include <functional>
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
/// *Errors.* A statement that fails, or a remove() or change of a relation that an exception leaves, fails
/// the innermost transaction as a whole, as in Django: until it is rolled back every statement in it is
/// refused with Kind::TransactionFailed, after the signals that come before the statement, and so is
/// commit(), which rolls it back. To go on after an error, put what may fail into a Transaction of its own,
/// inside of this one. A veto, or an exception in save(), fails nothing.
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

    /// Makes the changes durable and, if this is the outermost transaction, lets the held deliveries and
    /// callbacks go. If it returns an error, everything has been rolled back. A second call, or one after
    /// rollback(), is an error as well. An exception of a callback leaves it, see onCommit().
    Result<Done> commit();

    /// Undoes the changes and drops the held deliveries. Does nothing if the transaction has ended.
    void rollback();

private:
    Q_DISABLE_COPY(Transaction)
    std::shared_ptr<ThreadConnection> m_connection;
    size_t m_depth = 0;
    std::optional<DatabaseError> m_error;
};

/// How onCommit() calls back.
struct OnCommitOptions {
    QString database = QStringLiteral("default"); ///< the alias of the transaction's database
    /// Whether an exception of the callback is logged instead of thrown.
    bool robust = false;
};

/// Calls @p callback when the calling thread's transaction is committed, before the commit() of the
/// outermost one returns; never, if it or the savepoint it is called in is rolled back. Callbacks and the
/// deliveries of signals that wait for the same commit go in the order in which they came. Outside of a
/// transaction it calls back at once.
///
/// *Errors.* An exception leaves the commit(), unless the callback is robust; the data stays committed and
/// deliveries are made, but callbacks after it are not called. A null function is refused with a warning.
SIGNALBOX_MODELS_EXPORT void onCommit(std::function<void()> callback, const OnCommitOptions &options = {});

} // namespace Signalbox
