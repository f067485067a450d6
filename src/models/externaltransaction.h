// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelsglobal.h"

#include <QtCore/QString>

#include <memory>

namespace Signalbox {

class CommitQueue;

/// Tells the library of a transaction that other code runs, on a connection of its own, so that the signals
/// it sends by ModelEmitter, and onCommit(), wait for the commit as in a Transaction:
/// @code
/// ExternalTransaction transaction("legacy");
/// … write, and tell a ModelEmitter("library.Book", "legacy") …
/// if (connection.commit())
///     transaction.committed();
/// @endcode
/// One inside another is a savepoint. Its end of scope without committed() is a rollback.
///
/// *Thread.* Belongs to the thread that made it; end it there, the inner ones first.
class SIGNALBOX_MODELS_EXPORT ExternalTransaction {
public:
    /// @param database the name that the signals carry; it need not be, and had better not be, one of
    ///        Database::configure()
    explicit ExternalTransaction(const QString &database);
    ~ExternalTransaction();

    /// Lets what was held go, or hands it to the transaction around this one. Call it after the commit.
    void committed();

private:
    Q_DISABLE_COPY(ExternalTransaction)
    std::shared_ptr<CommitQueue> m_queue;
};

} // namespace Signalbox
