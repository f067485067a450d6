// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelemitter.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QList>

namespace Signalbox {

/// The instances that one instance is related to by a many-to-many relation, from either of its sides:
/// @code
/// related(book, &Book::tags).add({fantasy, classic});       // saved instances, or keys
/// reverseRelated(tag, &Book::tags).clear();                 // from the far side
/// for (const Tag &tag : related(book, &Book::tags).all().value()) …
/// @endcode
///
/// **Signals.** Each change sends m2m_changed before and after it, with the relation as sender, in one
/// transaction: an exception of a receiver undoes the whole operation, and fails the transaction around it.
/// add() announces the keys that are not related yet, and does so even if none is left; remove() announces
/// all it was given; set() removes and then adds the difference, and announces nothing where there is
/// none; clear() announces no keys. Without any keys add() and remove() do nothing. A symmetrical
/// relation changes both ways with one pair of signals.
///
/// *Errors.* Kind::NotSaved for an instance without a key, before any signal; set() may have removed by then,
/// which is undone. *Lifetime.* Must not outlive the instance. *Thread.* Works in the calling thread, on its
/// connection.
class SIGNALBOX_MODELS_EXPORT RelatedSet {
public:
    /// The set of the instance at @p instance, of the class that has @p relation or, with @p isReverse, of
    /// the class that it refers to. @p owner is the model that has it.
    RelatedSet(const ModelInfo &owner, const ManyToManyInfo &relation, void *instance, bool isReverse,
               const QString &database = QStringLiteral("default"));

    /// Relates to those of @p keys that are not related yet.
    Result<Done> add(const QList<qint64> &keys);
    /// Ends the relation to @p keys.
    Result<Done> remove(const QList<qint64> &keys);
    /// Ends the relation to all.
    Result<Done> clear();
    /// Relates to @p keys and to no others.
    /// @param clearFirst whether to clear() and add all, instead of the difference
    Result<Done> set(const QList<qint64> &keys, bool clearFirst = false);

    /// The keys of the related instances, ascending.
    Result<QList<qint64>> keys() const;

    /// The alias of the database.
    const QString &database() const { return m_database; }

    /// The model of the related instances.
    const ModelInfo &otherModel() const { return m_isReverse ? m_owner : m_relation.target(); }

private:
    using Action = M2mChanged::Action;
    class Work;
    Result<Done> check() const;
    Result<Done> run(Result<Done> (Work::*operation)(), QList<qint64> keys, bool clearFirst = false);

    const ModelInfo &m_owner;
    const ManyToManyInfo &m_relation;
    void *m_instance;
    bool m_isReverse;
    QString m_database;
};

} // namespace Signalbox
