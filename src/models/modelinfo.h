// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelsglobal.h"

#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <Signalbox/Sender>

#include <memory>

namespace Signalbox {

struct ModelSql;

/// One field of a model: a property of the gadget, a column of the table.
struct FieldInfo {
    QString name; ///< of the property and of the column
    QMetaType type;
    int property = -1; ///< index in the gadget's meta-object
};

/// What the library knows about a model class: its label, its table, its fields. There is one per class,
/// made when the class is first used as a model and kept for the life of the process.
///
/// *Thread.* Immutable; any thread may read it.
class SIGNALBOX_MODELS_EXPORT ModelInfo {
public:
    /// The description of the model class @p T, which is registered by this call if it was not yet. If T
    /// can't be a model, that is logged once, and the description is not isValid().
    template <typename T>
    static const ModelInfo &of()
    {
        static const ModelInfo &info = registered(QMetaType::fromType<T>());
        return info;
    }

    /// The registered model with the label @p label ("app.Model"); nullptr if there is none.
    static const ModelInfo *find(QAnyStringView label);

    /// Whether the class can be a model; error() says why not.
    bool isValid() const { return m_error.isEmpty(); }
    const QString &error() const { return m_error; }

    const QString &label() const { return m_label; } ///< "library.Book"
    const QString &table() const { return m_table; } ///< "library_book"
    const QList<FieldInfo> &fields() const { return m_fields; } ///< in the order of declaration
    const FieldInfo &primaryKey() const { return m_fields[m_primaryKey]; }

    /// The place of the field @p name in fields(); -1 if there is none.
    int fieldIndex(QStringView name) const;

    /// The model's type, a gadget.
    QMetaType type() const { return m_type; }

    /// The model class as the sender of its signals: its label. So receivers can be connected by the label
    /// before the class was ever used.
    Sender sender() const { return m_sender; }

    /// @name Values of an instance of this model, given by its address
    /// @{
    QVariant value(const void *instance, int field) const;
    /// @return false if @p value can't be converted to the field's type; nothing is changed then.
    bool setValue(void *instance, int field, const QVariant &value) const;
    /// The primary key; 0 if the instance was not saved yet.
    qint64 key(const void *instance) const;
    void setKey(void *instance, qint64 key) const;
    /// @}

    /// The statements for the model's table, for the library's own use.
    const ModelSql &sql() const { return *m_sql; }

private:
    explicit ModelInfo(QMetaType type);
    ~ModelInfo();
    Q_DISABLE_COPY(ModelInfo)
    static const ModelInfo &registered(QMetaType type);
    QString readFields();
    QString readOptions();

    QMetaType m_type;
    QString m_error;
    QString m_label;
    QString m_table;
    QList<FieldInfo> m_fields;
    qsizetype m_primaryKey = -1;
    Sender m_sender;
    std::unique_ptr<const ModelSql> m_sql;
};

} // namespace Signalbox
