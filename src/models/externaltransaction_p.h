// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "commitqueue_p.h"

#include <QtCore/QString>

namespace Signalbox {

/// What the calling thread's ExternalTransactions hold.
namespace ExternalTransactions {

/// The queue of the open one in @p database; nullptr if there is none.
CommitQueue *open(const QString &database);

} // namespace ExternalTransactions
} // namespace Signalbox
