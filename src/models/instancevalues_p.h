// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "modelinfo.h"

#include <QtCore/QVariant>

namespace Signalbox {

/// The values of an instance, all of them at once.
namespace InstanceValues {

/// In the order of the model's fields.
QVariantList all(const ModelInfo &model, const void *instance);

/// What differs between what the row of @p instance held and @p values, as PostSave::changedFields; nothing
/// if the instance was neither loaded nor saved before.
QVariantMap changes(const ModelInfo &model, const void *instance, const QVariantList &values);

} // namespace InstanceValues
} // namespace Signalbox
