// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "database.h"
#include "databaseerror.h"
#include "foreignkey.h"
#include "modelinfo.h"
#include "modelsglobal.h"
#include "modelsignals.h"
#include "operations.h"
#include "query.h"
#include "relatedset.h"
#include "schema.h"
#include "transaction.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

/// @file
/// What makes a class a model.

namespace Signalbox {

template <typename T>
const ModelInfo &detail::modelInfoOf()
{
    return ModelInfo::of<T>();
}

/// What can be done with the instances of a model class @p T; SIGNALBOX_MODEL() puts it into the class. All
/// of it works in the calling thread, on that thread's connection.
template <typename T>
class Model {
public:
    /// The model's description; registers the class on first use.
    static const ModelInfo &info() { return ModelInfo::of<T>(); }

    /// A new instance with @p values, by the names of the fields; it is not saved. Sends pre_init, whose
    /// receivers may change the values, and post_init. `T{…}` makes an instance as well, without signals.
    static Result<T> make(const QVariantMap &values)
    {
        T instance;
        if (const auto made = detail::make(info(), &instance, values); !made)
            return made.error();
        return instance;
    }

    /// Inserts or updates the row of @p instance.
    ///
    /// Order of events: pre_save; then, for an instance without a key, INSERT, which gives it its key; with
    /// a key, UPDATE, and INSERT if there was no such row; then post_save, after the transaction of the save
    /// itself. An exception of a pre_save receiver leaves save() and nothing was written; one of a post_save
    /// receiver leaves it too, but the row is saved, unless a transaction around it rolls back. If a
    /// statement fails, there is no post_save. A rollback later on leaves the instance with its key.
    static Result<Saved> save(T &instance, const SaveOptions &options)
    {
        return detail::save(info(), &instance, options);
    }

    /// Deletes the row of @p instance and what refers to it, as OnDelete says for each foreign key of the
    /// classes that are known (see registerModels()), and sets its key to 0.
    ///
    /// Order of events: first all that goes is collected, models that nobody listens to and nothing refers
    /// to without loading them. Then, in one transaction: pre_delete for each instance of each class, those
    /// that refer to others before these, within a class by ascending keys; the rows that nobody hears of go;
    /// foreign keys become NULL, without a signal; then class by class the rows go, and post_delete is sent
    /// by descending keys. The key is cleared after the commit. An exception or a Veto of a receiver undoes
    /// everything. Both signals are sent for @p instance even if its row is gone already. Pairs of
    /// many-to-many relations go along without a signal.
    static Result<Removed> remove(T &instance, const QString &database)
    {
        return detail::remove(info(), &instance, database);
    }

    /// Loads all fields of @p instance again. Signals are sent for the instance that is loaded for it.
    static Result<Done> refresh(T &instance, const QString &database)
    {
        auto loaded = get(info().key(&instance), database);
        if (!loaded)
            return loaded.error();
        instance = std::move(loaded).value();
        return Done{};
    }

    /// The instance with the key @p key. Error: NotFound.
    static Result<T> get(qint64 key, const QString &database)
    {
        T instance;
        if (const auto loaded = detail::load(info(), &instance, key, database); !loaded)
            return loaded.error();
        return instance;
    }

    /// The instance with the values @p lookup or, if there is none, a new one with these and @p defaults,
    /// which is saved in a Transaction of its own. The second value tells whether it is new.
    static Result<std::pair<T, bool>> getOrCreate(const QVariantMap &lookup, const QVariantMap &defaults,
                                                  const QString &database);

    /// As getOrCreate(), but @p defaults are saved into an instance that is there, too, with their names as
    /// updateFields; nothing is saved if there are none.
    static Result<std::pair<T, bool>> updateOrCreate(const QVariantMap &lookup, const QVariantMap &defaults,
                                                     const QString &database);

    /// Inserts @p instances and gives them their keys, without a signal for each. All or none.
    static Result<Done> bulkCreate(QList<T> &instances, const BulkOptions &options)
    {
        QList<void *> addresses;
        for (T &instance : instances)
            addresses << &instance;
        return detail::bulkCreate(info(), addresses, options);
    }
};

template <typename T>
Result<std::pair<T, bool>> Model<T>::getOrCreate(const QVariantMap &lookup, const QVariantMap &defaults,
                                                 const QString &database)
{
    using Kind = DatabaseError::Kind;
    Query<T> query(database);
    for (auto value = lookup.cbegin(); value != lookup.cend(); ++value)
        query.filter(value.key(), *value);
    const auto found = query.get();
    if (found)
        return std::pair(*found, false);
    if (found.error().kind() != Kind::NotFound)
        return found.error();
    QVariantMap values = lookup;
    values.insert(defaults);
    const auto created = [&]() -> Result<T> {
        Transaction transaction(database);
        if (!transaction.isActive())
            return transaction.commit().error();
        auto made = make(values);
        if (!made)
            return made;
        T instance = std::move(made).value();
        if (const auto saved = save(instance, {.database = database, .forceInsert = true}); !saved)
            return saved.error();
        if (const auto committed = transaction.commit(); !committed)
            return committed.error();
        return instance;
    }();
    if (created)
        return std::pair(*created, true);
    if (created.error().kind() != Kind::ConstraintViolated)
        return created.error();
    const auto other = query.get();
    if (other) // somebody was quicker
        return std::pair(*other, false);
    return other.error().kind() == Kind::NotFound ? created.error() : other.error();
}

template <typename T>
Result<std::pair<T, bool>> Model<T>::updateOrCreate(const QVariantMap &lookup, const QVariantMap &defaults,
                                                    const QString &database)
{
    Transaction transaction(database);
    if (!transaction.isActive())
        return transaction.commit().error();
    auto found = getOrCreate(lookup, defaults, database);
    if (!found)
        return found;
    auto [instance, isNew] = std::move(found).value();
    if (!isNew && !defaults.isEmpty()) {
        for (auto value = defaults.cbegin(); value != defaults.cend(); ++value) {
            if (!info().setValue(&instance, info().fieldIndex(value.key()), *value)) {
                return DatabaseError(DatabaseError::Kind::InvalidArgument,
                                     QStringLiteral("Can't update a %1: there is no such value for %2.")
                                         .arg(info().label(), value.key()));
            }
        }
        const auto saved = save(instance, {.database = database, .updateFields = defaults.keys()});
        if (!saved)
            return saved.error();
    }
    if (const auto committed = transaction.commit(); !committed)
        return committed.error();
    return std::pair(instance, isNew);
}

/// A RelatedSet of instances of class @p T.
template <typename T>
class Related : public RelatedSet {
public:
    /// @name As of RelatedSet, by keys
    /// @{

    /// See there.
    using RelatedSet::add;
    using RelatedSet::RelatedSet;
    using RelatedSet::remove;
    using RelatedSet::set;
    /// @}

    /// @name As of RelatedSet, by instances, which must have been saved
    /// @{

    /// See there.
    Result<Done> add(const QList<T> &instances) { return RelatedSet::add(keysOf(instances)); }
    Result<Done> remove(const QList<T> &instances) { return RelatedSet::remove(keysOf(instances)); }
    Result<Done> set(const QList<T> &instances, bool clearFirst = false)
    {
        return RelatedSet::set(keysOf(instances), clearFirst);
    }
    /// @}

    /// The related instances, by ascending keys.
    Result<QList<T>> all() const
    {
        const auto related = keys();
        if (!related)
            return related.error();
        return Query<T>(database()).filter(u"pk__in", QVariantList(related->cbegin(), related->cend())).all();
    }

private:
    static QList<qint64> keysOf(const QList<T> &instances)
    {
        QList<qint64> keys;
        for (const T &instance : instances)
            keys << T::SignalboxModel::info().key(&instance);
        return keys;
    }
};

/// What @p instance is related to by @p relation of its class: `related(book, &Book::tags)`.
template <typename T, typename Other>
Related<Other> related(T &instance, ManyToMany<Other> T::*relation,
                       const QString &database = QStringLiteral("default"))
{
    const ModelInfo &model = T::SignalboxModel::info();
    return {model, *detail::markedRelation(model, &instance, instance.*relation), &instance, false, database};
}

/// The same from the far side: the instances of class @p T whose @p relation has @p instance:
/// `reverseRelated(tag, &Book::tags)`.
template <typename T, typename Other>
Related<T> reverseRelated(Other &instance, ManyToMany<Other> T::*relation,
                          const QString &database = QStringLiteral("default"))
{
    const ModelInfo &model = T::SignalboxModel::info();
    T any;
    return {model, *detail::markedRelation(model, &any, any.*relation), &instance, true, database};
}

} // namespace Signalbox

/// Makes the gadget class @p Class a model: stands after Q_GADGET, as
/// @code
/// class Book {
///     Q_GADGET
///     SIGNALBOX_MODEL(Book)
///     Q_CLASSINFO("app", "library")             // label "library.Book", table "library_book"
///     Q_PROPERTY(qint64 id MEMBER id)           // the key: 0 until saved, then given by the database
///     Q_PROPERTY(QString title MEMBER title)
///     Q_PROPERTY(int year MEMBER year)
/// public:
///     qint64 id = 0;
///     QString title = {};
///     int year = 0;
/// };
///
/// Book book{.title = "Emma", .year = 1815};
/// if (const auto saved = book.save(); !saved)
///     qWarning() << saved.error();
/// @endcode
///
/// **Fields** are the properties that are not STORED false, of one of the types of FieldInfo::Kind; a
/// ManyToMany is a relation. A base class with fields is what Django calls an abstract model.
///
/// **Options** of the class: `Q_CLASSINFO("app", …)`, needed; `"table"` for another table's name;
/// `"primary_key"` for the name of the key's property if it is not "id", a qint64 in any case. Options of a
/// field are given by its name, separated by commas, as in `Q_CLASSINFO("title", "max_length=100, unique")`:
///
/// | option | meaning |
/// |---|---|
/// | `column=…` | the name of the column |
/// | `null` | it may be NULL; numbers can't |
/// | `unique`, `index` | what they say |
/// | `max_length=…` | of a text, in UTF-16 units; longer ones are refused |
/// | `default=…` | of the column, for rows that others insert |
/// | `on_delete=…` | of a foreign key: cascade (if nothing is said), protect, set_null, do_nothing |
/// | `table=…`, `symmetrical` | of a ManyToMany |
///
/// NULL is in C++ a null string, an invalid date, a null UUID, an empty JSON value, a foreign key 0.
/// Without `null`, a null string is stored as an empty one, and a date, UUID or foreign key that is not set
/// is refused with Kind::InvalidValue, by save(), after pre_save. A class that can't be a model is reported
/// in the log (category "signalbox.models") when it is first used, and every operation on it returns
/// InvalidModel.
///
/// It is a macro and not a base class because an aggregate with a base can't be initialised by
/// `Book book{.title = …}` without a warning of gcc.
///
/// *Thread.* A model is a value: copy it, send it to other threads, use each copy in one thread at a time.
#define SIGNALBOX_MODEL(Class)                                                                               \
public:                                                                                                      \
    using SignalboxModel = Signalbox::Model<Class>;                                                          \
    Signalbox::InstanceState signalboxState = {};                                                            \
    static Signalbox::Sender signalSender()                                                                  \
    {                                                                                                        \
        return SignalboxModel::info().sender();                                                              \
    }                                                                                                        \
    static Signalbox::Result<Class> make(const QVariantMap &values)                                          \
    {                                                                                                        \
        return SignalboxModel::make(values);                                                                 \
    }                                                                                                        \
    Signalbox::Result<Signalbox::Saved> save(const QString &database = QStringLiteral("default"))            \
    {                                                                                                        \
        return SignalboxModel::save(*this, {.database = database});                                          \
    }                                                                                                        \
    Signalbox::Result<Signalbox::Saved> save(const Signalbox::SaveOptions &options)                          \
    {                                                                                                        \
        return SignalboxModel::save(*this, options);                                                         \
    }                                                                                                        \
    Signalbox::Result<Signalbox::Removed> remove(const QString &database = QStringLiteral("default"))        \
    {                                                                                                        \
        return SignalboxModel::remove(*this, database);                                                      \
    }                                                                                                        \
    Signalbox::Result<Signalbox::Done> refresh(const QString &database = QStringLiteral("default"))          \
    {                                                                                                        \
        return SignalboxModel::refresh(*this, database);                                                     \
    }                                                                                                        \
    static Signalbox::Result<Class> get(qint64 key, const QString &database = QStringLiteral("default"))     \
    {                                                                                                        \
        return SignalboxModel::get(key, database);                                                           \
    }                                                                                                        \
    static Signalbox::Query<Class> objects(const QString &database = QStringLiteral("default"))              \
    {                                                                                                        \
        return Signalbox::Query<Class>(database);                                                            \
    }                                                                                                        \
    static Signalbox::Result<Signalbox::Done> bulkCreate(QList<Class> &instances,                            \
                                                         const Signalbox::BulkOptions &options = {})         \
    {                                                                                                        \
        return SignalboxModel::bulkCreate(instances, options);                                               \
    }                                                                                                        \
    static Signalbox::Result<std::pair<Class, bool>> getOrCreate(                                            \
        const QVariantMap &lookup, const QVariantMap &defaults = {},                                         \
        const QString &database = QStringLiteral("default"))                                                 \
    {                                                                                                        \
        return SignalboxModel::getOrCreate(lookup, defaults, database);                                      \
    }                                                                                                        \
    static Signalbox::Result<std::pair<Class, bool>> updateOrCreate(                                         \
        const QVariantMap &lookup, const QVariantMap &defaults = {},                                         \
        const QString &database = QStringLiteral("default"))                                                 \
    {                                                                                                        \
        return SignalboxModel::updateOrCreate(lookup, defaults, database);                                   \
    }                                                                                                        \
                                                                                                             \
private:
