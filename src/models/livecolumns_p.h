// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "databaseerror.h"
#include "modelinfo.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace Signalbox {

/// A column of a LiveModel.
struct LiveColumn {
    enum class Kind : quint8 {
        Field, ///< "title"
        FieldOfReferred, ///< "author.name"
        RelatedKeys, ///< "tags"
        FieldOfRelated, ///< "tags.name"
    };
    QString name = {}; ///< as it was given
    Kind kind = Kind::Field;
    int field = -1; ///< in the model's fields, unless it is of a many-to-many relation
    const ManyToManyInfo *relation = nullptr; ///< of the last two kinds
    const ModelInfo *target = nullptr; ///< of the last three kinds
    int targetField = -1; ///< in the target's fields; -1 for keys
    int role = 0;
};

namespace LiveColumns {

/// What @p names mean for @p model; all its fields if there are none. Error: InvalidArgument.
Result<QList<LiveColumn>> parse(const ModelInfo &model, const QStringList &names);

/// The names of the roles: one for each field of @p model, and for each of @p columns that is none.
QHash<int, QByteArray> roleNames(const ModelInfo &model, const QList<LiveColumn> &columns);

} // namespace LiveColumns
} // namespace Signalbox
