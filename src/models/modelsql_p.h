// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace Signalbox {

class ModelInfo;

/// The statements for one model's table. Values are bound in the order of ModelInfo::fields(); names are
/// quoted.
struct ModelSql {
    explicit ModelSql(const ModelInfo &model);

    /// The column type for a property type; nullptr if there is none.
    static const char *columnType(QMetaType type);
    static QString supportedTypes();

    QString createTable; ///< unless it exists
    QString insert; ///< every field but the key
    QString insertWithKey; ///< every field but the key; then the key
    QString update; ///< every field but the key; then the key
    QString remove; ///< the key
    QString select; ///< every field; the key
    QString selectAll; ///< every field, in the order of the key
};

} // namespace Signalbox
