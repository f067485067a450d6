// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "databaseerror.h"
#include "fieldinfo.h"

#include <QtCore/QVariant>

#include <compare>
#include <optional>

namespace Signalbox {

/// The values of fields: which C++ types there are, how they are converted, compared and checked.
namespace FieldType {

/// The kind of a property of type @p type that is no relation; nothing if it can't be stored.
std::optional<FieldInfo::Kind> kindOf(QMetaType type);

/// The types that can be stored, for people.
QString supportedTypes();

/// @p value as a property of @p field takes it; nothing if it makes no sense there. An invalid value is the
/// field's NULL or, if it has none, its zero.
std::optional<QVariant> convert(const FieldInfo &field, const QVariant &value);

/// Whether @p value, as the property has it, stands for NULL.
bool isNull(const FieldInfo &field, const QVariant &value);

/// What stands against storing @p value, as the property has it; empty if nothing does.
QString problemWith(const FieldInfo &field, const QVariant &value);

/// The part of it that stands against looking for @p value as well.
QString problemInAnyUse(const FieldInfo &field, const QVariant &value);

/// The texts of @p value: one or, in JSON, all keys and values.
QStringList textsIn(const FieldInfo &field, const QVariant &value);

/// The order of two values of @p field, as the databases have it: NULL first, texts by code points.
std::strong_ordering compare(const FieldInfo &field, const QVariant &a, const QVariant &b);

} // namespace FieldType
} // namespace Signalbox
