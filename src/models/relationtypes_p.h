// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "foreignkey.h"

#include <optional>

namespace Signalbox {

/// Which property types are relations, and to what. Any thread may ask.
namespace RelationTypes {

struct Relation {
    const ModelInfo &(*target)();
    QMetaType targetType; ///< the class that target describes, which need not be a model yet
};

std::optional<Relation> find(QMetaType type);

} // namespace RelationTypes
} // namespace Signalbox
