// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "foreignkey.h"
#include "modelsglobal.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <Signalbox/Sender>

#include <optional>

namespace Signalbox {

/// One field of a model: a property of the gadget, a column of the table.
struct FieldInfo {
    /// What its values are, whatever the database calls it.
    enum class Kind : quint8 {
        Integer, ///< qint64, int, uint
        Real, ///< double; NaN can't be stored
        Bool,
        /// QString, of valid Unicode. What a database would change is refused: U+FEFF as the first character,
        /// with PostgreSQL NUL, with SQLite U+FFFE and U+FFFF.
        Text,
        Bytes, ///< QByteArray
        DateTime, ///< QDateTime, stored in UTC with milliseconds; of the years 1 to 9999
        Date, ///< QDate, of the years 1 to 9999
        Time, ///< QTime, with milliseconds
        Uuid, ///< QUuid
        Json, ///< QJsonObject, QJsonArray; of finite numbers, and of texts as above
        Enum, ///< an enumeration with Q_ENUM, stored as a number
        ForeignKey, ///< ForeignKey<T>
    };

    QString name = {}; ///< of the property
    QString column = {}; ///< of the table; for a foreign key with "_id" at its end
    QMetaType type = {}; ///< of the property
    int property = -1; ///< index in the gadget's meta-object
    Kind kind = Kind::Text; ///< what its values are
    int maxLength = 0; ///< of a text, in UTF-16 units; 0 for any
    bool isNullable = false; ///< whether it may be NULL
    bool isUnique = false; ///< whether no two rows may have the same value
    bool isIndexed = false; ///< whether syncdb() makes an index for it
    std::optional<QString> defaultValue = {}; ///< of the column, for rows that others insert

    /// @name Of a foreign key
    /// @{
    const ModelInfo &(*target)() = nullptr; ///< the model that it refers to
    OnDelete onDelete = OnDelete::Cascade; ///< what becomes of the row when the other one is removed
    /// @}
};

/// One ManyToMany of a model: a table of pairs.
struct ManyToManyInfo {
    QString name = {}; ///< of the property
    int property = -1; ///< index in the gadget's meta-object
    const ModelInfo &(*target)() = nullptr; ///< the model that it refers to
    QString table = {}; ///< "library_book_tags"
    QString sourceColumn = {}; ///< the key of this model's instance
    QString targetColumn = {}; ///< the key of the other one
    bool isSymmetrical = false; ///< related both ways; only within one class
    Sender sender = {}; ///< of m2m_changed: "library.Book_tags"
};

} // namespace Signalbox
