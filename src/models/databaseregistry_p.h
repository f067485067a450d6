// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "database.h"

#include <optional>

namespace Signalbox {

/// The settings of the databases. Any thread may ask.
namespace DatabaseRegistry {

struct Entry {
    DatabaseSettings settings;
    quint64 generation; ///< grows with each configure()
};

std::optional<Entry> find(const QString &alias);

} // namespace DatabaseRegistry
} // namespace Signalbox
