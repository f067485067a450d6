// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "database.h"
#include "databaseerror.h"
#include "modelinfo.h"
#include "modelsglobal.h"
#include "modelsignals.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>

/// @file
/// What makes a class a model.

namespace Signalbox {

/// What a save did.
struct Saved {
    bool created; ///< whether it inserted a row
};

/// What a removal did.
struct Removed {
    int count; ///< how many rows it deleted: 0 if the row was gone already
};

namespace detail {

SIGNALBOX_MODELS_EXPORT Result<Done> createTable(const ModelInfo &model, const QString &database);
SIGNALBOX_MODELS_EXPORT Result<Saved> save(const ModelInfo &model, void *instance, const QString &database);
SIGNALBOX_MODELS_EXPORT Result<Removed> remove(const ModelInfo &model, void *instance,
                                               const QString &database);
SIGNALBOX_MODELS_EXPORT Result<Done> load(const ModelInfo &model, void *instance, qint64 key,
                                          const QString &database);

/// Loads every row, in the order of the key, each into the instance whose address @p next returns.
SIGNALBOX_MODELS_EXPORT Result<Done> loadAll(const ModelInfo &model, const QString &database,
                                             const std::function<void *()> &next);

} // namespace detail

/// The typed face of a model class @p T; SIGNALBOX_MODEL() puts it into the class. All of it works in the
/// calling thread, on that thread's connection.
template <typename T>
class Model {
public:
    /// The model's description; registers the class on first use.
    static const ModelInfo &info() { return ModelInfo::of<T>(); }

    /// Creates the model's table unless there is one of its name.
    static Result<Done> createTable(const QString &database) { return detail::createTable(info(), database); }

    /// Inserts or updates the row of @p instance.
    ///
    /// Order of events: pre_save; then, for an instance without a key, INSERT, which gives it its key; with
    /// a key, UPDATE, and INSERT if there was no such row; then post_save. An exception of a pre_save
    /// receiver leaves save() and nothing was written; one of a post_save receiver leaves it too, but the
    /// row is saved, unless a transaction around it rolls back. If a statement fails, there is no post_save.
    static Result<Saved> save(T &instance, const QString &database)
    {
        return detail::save(info(), &instance, database);
    }

    /// Deletes the row of @p instance, and sets its key to 0.
    ///
    /// Order of events, in one transaction if anybody listens: pre_delete, DELETE, post_delete; the key is
    /// cleared after the commit. An exception of a receiver leaves remove(), and nothing was deleted. Both
    /// signals are sent even if the row is gone already.
    static Result<Removed> remove(T &instance, const QString &database)
    {
        return detail::remove(info(), &instance, database);
    }

    /// The instance with the key @p key. Error: NotFound.
    static Result<T> get(qint64 key, const QString &database)
    {
        T instance;
        if (const auto loaded = detail::load(info(), &instance, key, database); !loaded)
            return loaded.error();
        return instance;
    }

    /// All instances, in the order of their keys.
    static Result<QList<T>> all(const QString &database)
    {
        QList<T> instances;
        const auto next = [&instances]() -> void * { return &instances.emplaceBack(); };
        if (const auto loaded = detail::loadAll(info(), database, next); !loaded)
            return loaded.error();
        return instances;
    }
};

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
/// Every property that is not STORED false is a field; its type is one of qint64, int, uint, bool, double,
/// QString, QByteArray. Fields are never NULL; a null string is stored as an empty one.
/// `Q_CLASSINFO("table", "…")` names another table. A class that can't be a model is reported in the log
/// (category "signalbox.models") when it is first used, and every operation on it returns InvalidModel.
///
/// It is a macro and not a base class because an aggregate with a base can't be initialised by
/// `Book book{.title = …}` without a warning of gcc.
///
/// *Thread.* A model is a value: copy it, send it to other threads, use each copy in one thread at a time.
#define SIGNALBOX_MODEL(Class)                                                                               \
public:                                                                                                      \
    using SignalboxModel = Signalbox::Model<Class>;                                                          \
    static Signalbox::Sender signalSender()                                                                  \
    {                                                                                                        \
        return SignalboxModel::info().sender();                                                              \
    }                                                                                                        \
    Signalbox::Result<Signalbox::Saved> save(const QString &database = QStringLiteral("default"))            \
    {                                                                                                        \
        return SignalboxModel::save(*this, database);                                                        \
    }                                                                                                        \
    Signalbox::Result<Signalbox::Removed> remove(const QString &database = QStringLiteral("default"))        \
    {                                                                                                        \
        return SignalboxModel::remove(*this, database);                                                      \
    }                                                                                                        \
    static Signalbox::Result<Class> get(qint64 key, const QString &database = QStringLiteral("default"))     \
    {                                                                                                        \
        return SignalboxModel::get(key, database);                                                           \
    }                                                                                                        \
    static Signalbox::Result<QList<Class>> all(const QString &database = QStringLiteral("default"))          \
    {                                                                                                        \
        return SignalboxModel::all(database);                                                                \
    }                                                                                                        \
    static Signalbox::Result<Signalbox::Done> createTable(const QString &database =                          \
                                                              QStringLiteral("default"))                     \
    {                                                                                                        \
        return SignalboxModel::createTable(database);                                                        \
    }                                                                                                        \
                                                                                                             \
private:
