// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "instance.h"
#include "live.h"
#include "modelsglobal.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <optional>

/// @file
/// What the model signals carry: one gadget per signal. When each is sent, and in which order, is said with
/// the operations: Model, RelatedSet, Query, syncdb(), Transaction.

namespace Signalbox {

/// Returned by a receiver of pre_save or pre_delete, keeps the instance from being saved or removed.
/// Receivers after it are called all the same; the operation returns Kind::Vetoed with the reason of the
/// first.
struct SIGNALBOX_MODELS_EXPORT Veto {
    Q_GADGET
    Q_PROPERTY(QString reason MEMBER reason)
public:
    QString reason = {};
};

/// A field whose value a save changed.
struct SIGNALBOX_MODELS_EXPORT FieldChange {
    Q_GADGET
    Q_PROPERTY(QVariant oldValue MEMBER oldValue)
    Q_PROPERTY(QVariant newValue MEMBER newValue)
public:
    QVariant oldValue = {};
    QVariant newValue = {};

    friend bool operator==(const FieldChange &a, const FieldChange &b) = default;
};

/// Sent when a model class is used for the first time, before it can be found by its label.
struct SIGNALBOX_MODELS_EXPORT ClassPrepared {
    Q_GADGET
    /// "library.Book"
    Q_PROPERTY(QString label MEMBER label)
public:
    QString label = {};
};

/// Sent before Model::make() or a query makes an instance.
struct SIGNALBOX_MODELS_EXPORT PreInit {
    Q_GADGET
    /// The values of its fields, by name.
    Q_PROPERTY(QVariantMap values READ valuesMap)
    /// Whether they come from a row of the table.
    Q_PROPERTY(bool isLoaded MEMBER isLoaded)
public:
    /// Of Model::make(), whose receivers may change them.
    Live<QVariantMap> values = {};
    bool isLoaded = false;

    QVariantMap valuesMap() const { return *values; }
};

/// What every signal about an instance carries.
struct SIGNALBOX_MODELS_EXPORT ModelEvent {
    Q_GADGET
    /// The instance, as a gadget whose properties are its fields.
    Q_PROPERTY(QVariant instance READ instanceVariant)
    /// The alias of the database ("using" in Django).
    Q_PROPERTY(QString database MEMBER database)
    /// In post_save, post_delete and m2m_changed: of two events about one row, whoever sent them, the one
    /// with the higher revision is the newer; they may arrive in the other order if two threads wrote the
    /// row. 0 in the others.
    Q_PROPERTY(quint64 revision MEMBER revision)
public:
    /// What is saved or removed; in C++ typed by Instance::as().
    Instance instance = {};
    QString database = {};
    quint64 revision = 0;

    QVariant instanceVariant() const { return instance.toVariant(); }
};

/// Sent after Model::make() or a query has made an instance. Its receivers may change it.
struct SIGNALBOX_MODELS_EXPORT PostInit : ModelEvent {
    Q_GADGET
};

/// Sent before an instance is saved. Its receivers may change the instance, see Instance::live(), and may
/// return a Veto.
struct SIGNALBOX_MODELS_EXPORT PreSave : ModelEvent {
    Q_GADGET
    /// SaveOptions::raw
    Q_PROPERTY(bool raw MEMBER raw)
    /// SaveOptions::updateFields; undefined if all fields are saved.
    Q_PROPERTY(QVariant updateFields READ updateFieldsVariant)
public:
    bool raw = false;
    std::optional<QStringList> updateFields = {};

    QVariant updateFieldsVariant() const { return updateFields ? QVariant(*updateFields) : QVariant(); }
};

/// Sent after an instance was saved.
struct SIGNALBOX_MODELS_EXPORT PostSave : ModelEvent {
    Q_GADGET
    /// Whether the save inserted a row.
    Q_PROPERTY(bool created MEMBER created)
    /// SaveOptions::raw
    Q_PROPERTY(bool raw MEMBER raw)
    /// SaveOptions::updateFields; undefined if all fields were saved.
    Q_PROPERTY(QVariant updateFields READ updateFieldsVariant)
    /// What the save changed, if the instance was loaded or saved before: by the name of the field a
    /// FieldChange.
    Q_PROPERTY(QVariantMap changedFields MEMBER changedFields)
public:
    bool created = false;
    bool raw = false;
    std::optional<QStringList> updateFields = {};
    QVariantMap changedFields = {};

    QVariant updateFieldsVariant() const { return updateFields ? QVariant(*updateFields) : QVariant(); }
};

/// Sent before an instance is removed, while its row is there. Its receivers may return a Veto.
struct SIGNALBOX_MODELS_EXPORT PreDelete : ModelEvent {
    Q_GADGET
    /// The instance whose remove() was called, also for those that are removed because they refer to it;
    /// undefined if Query::remove() was.
    Q_PROPERTY(QVariant origin MEMBER origin)
public:
    QVariant origin = {};
};

/// Sent after an instance's row was deleted, within the same transaction; the instance still has its key.
struct SIGNALBOX_MODELS_EXPORT PostDelete : ModelEvent {
    Q_GADGET
    Q_PROPERTY(QVariant origin MEMBER origin)
    /// Whether its row was there until then. If not, or if some of several rows were not, somebody else was
    /// quicker; what others tell of the row may be newer then, whatever the revisions are.
    Q_PROPERTY(bool found MEMBER found)
public:
    QVariant origin = {};
    bool found = true;
};

/// Sent before and after a many-to-many relation of an instance changes, within one transaction.
struct SIGNALBOX_MODELS_EXPORT M2mChanged : ModelEvent {
    Q_GADGET
    Q_PROPERTY(Action action MEMBER action)
    /// Whether the relation was changed from its far side: then `instance` is one of the class that the
    /// relation refers to.
    Q_PROPERTY(bool reverse MEMBER reverse)
    /// The label of the class on the other side of `instance`.
    Q_PROPERTY(QString model MEMBER model)
    /// The keys on the other side; undefined for PreClear and PostClear.
    Q_PROPERTY(QVariant keys READ keysVariant)
public:
    /// What happens to the relation.
    enum class Action : quint8 { PreAdd, PostAdd, PreRemove, PostRemove, PreClear, PostClear };
    Q_ENUM(Action)

    Action action = Action::PreAdd;
    bool reverse = false;
    QString model = {};
    /// Ascending. A receiver of PreAdd or PreRemove that takes a key out of the live list keeps that one from
    /// being added or removed.
    Live<QList<qint64>> keys = {};

    /// Whether it is about a clear, which names no keys.
    bool isClear() const { return action == Action::PreClear || action == Action::PostClear; }
    QVariant keysVariant() const;
};

/// Sent by syncdb() for each app, before and after it creates what is missing.
struct SIGNALBOX_MODELS_EXPORT MigrateEvent {
    Q_GADGET
    Q_PROPERTY(QString app MEMBER app)
    Q_PROPERTY(QString database MEMBER database)
    /// The tables that are, or were, to be created, of all apps; empty if nothing is missing.
    Q_PROPERTY(QStringList plan MEMBER plan)
public:
    QString app = {};
    QString database = {};
    QStringList plan = {};
};

/// Sent if it was asked for, see BulkOptions, after rows were written at once, without signals for each.
struct SIGNALBOX_MODELS_EXPORT BulkEvent {
    Q_GADGET
    Q_PROPERTY(QString database MEMBER database)
    Q_PROPERTY(quint64 revision MEMBER revision)
    /// After bulkCreate(): the instances.
    Q_PROPERTY(QVariantList instances MEMBER instances)
    /// After Query::update(): the keys of the rows, and the new values.
    Q_PROPERTY(QVariantList keys READ keysVariant)
    Q_PROPERTY(QVariantMap values MEMBER values)
public:
    QString database = {};
    quint64 revision = 0;
    QVariantList instances = {};
    QList<qint64> keys = {};
    QVariantMap values = {};

    QVariantList keysVariant() const { return QVariantList(keys.cbegin(), keys.cend()); }
};

} // namespace Signalbox
