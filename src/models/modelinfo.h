// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "fieldinfo.h"
#include "instancestate.h"
#include "modelsglobal.h"

#include <QtCore/QAnyStringView>
#include <QtCore/QList>
#include <QtCore/QMetaProperty>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QVariant>

#include <Signalbox/Sender>

#include <atomic>

namespace Signalbox {

/// What the library knows about a model class: its label, its table, its fields and relations. There is one
/// per class, made when the class is first used as a model and kept for the life of the process. Being
/// made is announced by classPrepared().
///
/// *Thread.* Immutable; any thread may read it.
class SIGNALBOX_MODELS_EXPORT ModelInfo {
public:
    /// The description of the model class @p T, which is registered by this call if it was not yet. If T
    /// can't be a model, that is logged once, and the description is not isValid().
    template <typename T>
    static const ModelInfo &of()
    {
        static_assert(
            requires(T instance) { instance.signalboxState; },
            "ModelInfo::of<T>(): T is no model class; put SIGNALBOX_MODEL(T) after its Q_GADGET");
        static std::atomic<const ModelInfo *> known = nullptr; // no static reference: class_prepared may ask
        const ModelInfo *info = known.load(std::memory_order_acquire);
        if (!info) {
            const auto stateOf = [](void *instance) { return &static_cast<T *>(instance)->signalboxState; };
            info = &registered(QMetaType::fromType<T>(), stateOf);
            known.store(info, std::memory_order_release);
        }
        return *info;
    }

    /// The registered model with the label @p label ("app.Model"); nullptr if there is none.
    static const ModelInfo *find(QAnyStringView label);

    /// All registered models that can be models, in the order of their registration.
    static QList<const ModelInfo *> all();

    /// Whether the class can be a model; error() says why not.
    bool isValid() const { return m_error.isEmpty(); }
    /// Why the class can't be a model; empty if it can.
    const QString &error() const { return m_error; }

    const QString &label() const { return m_label; } ///< "library.Book"
    const QString &app() const { return m_app; } ///< "library"
    const QString &table() const { return m_table; } ///< "library_book"
    const QList<FieldInfo> &fields() const { return m_fields; } ///< in the order of declaration
    /// The field that is the key.
    const FieldInfo &primaryKey() const { return m_fields[m_primaryKey]; }
    int primaryKeyIndex() const { return int(m_primaryKey); } ///< in fields()
    /// The many-to-many relations, in the order of declaration.
    const QList<ManyToManyInfo> &manyToMany() const { return m_manyToMany; }

    /// The place of the field @p name in fields(); -1 if there is none. A foreign key may also be named as
    /// its column, and the primary key as "pk".
    int fieldIndex(QAnyStringView name) const;

    /// The names of the fields for people, "id, title, year".
    QString fieldNames() const;

    /// The many-to-many relation @p name; nullptr if there is none.
    const ManyToManyInfo *findManyToMany(QStringView name) const;

    /// The model's type, a gadget.
    QMetaType type() const { return m_type; }

    /// The model class as the sender of its signals: its label. So receivers can be connected by the label
    /// before the class was ever used.
    Sender sender() const { return m_sender; }

    /// @name Values of an instance of this model, given by its address
    /// @{

    /// The value of the field number @p field; invalid if there is none.
    QVariant value(const void *instance, int field) const;
    /// Sets the field number @p field.
    /// @return false if there is no such field, or @p value can't be converted to its type; nothing is
    /// changed then.
    bool setValue(void *instance, int field, const QVariant &value) const;
    /// The primary key; 0 if the instance was not saved yet.
    qint64 key(const void *instance) const;
    /// Gives the instance the primary key @p key.
    void setKey(void *instance, qint64 key) const;
    /// What the library remembers of the instance's row.
    InstanceState &state(void *instance) const { return *m_stateOf(instance); }
    /// As above.
    const InstanceState &state(const void *instance) const
    {
        return *m_stateOf(const_cast<void *>(instance));
    }
    /// @}

private:
    using StateOf = InstanceState *(*)(void *instance);
    ModelInfo(QMetaType type, StateOf stateOf);
    Q_DISABLE_COPY(ModelInfo)
    friend class ModelReader;
    static const ModelInfo &registered(QMetaType type, StateOf stateOf);

    QMetaType m_type;
    StateOf m_stateOf;
    QString m_error;
    QString m_app;
    QString m_label;
    QString m_table;
    QList<FieldInfo> m_fields;
    QList<QMetaProperty> m_properties; // of m_fields
    QList<ManyToManyInfo> m_manyToMany;
    qsizetype m_primaryKey = -1;
    Sender m_sender;
};

} // namespace Signalbox
