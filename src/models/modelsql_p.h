// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Signalbox {

class Dialect;
class ModelInfo;

/// The statements for one model's rows in one kind of database. Values are bound in the order of
/// ModelInfo::fields(); names are quoted.
struct ModelSql {
    ModelSql(const ModelInfo &model, const Dialect &dialect);

    QString table; ///< quoted, as all names here
    QString key;
    QString columns; ///< of every field
    QString insert; ///< every field but the key
    QString insertWithKey; ///< every field but the key; then the key
    QString update; ///< every field but the key; then the key
    QString remove; ///< the key
    QString select; ///< every field; the key
};

} // namespace Signalbox
