// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "foreignkey.h"
#include "modelevents.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QString>

#include <optional>

namespace Signalbox {

/// How an instance is saved.
struct SaveOptions {
    QString database = QStringLiteral("default"); ///< the alias of the database
    /// The fields to save; all if not given, nothing at all - no statement and no signal - if empty.
    std::optional<QStringList> updateFields = {};
    bool forceInsert = false; ///< only INSERT; an error if there is such a row
    bool forceUpdate = false; ///< only UPDATE; Kind::NotUpdated if there is no such row
    bool raw = false; ///< told to the receivers: the row is restored from elsewhere, others may be missing
};

/// Fires the model signals for instances that other code stores, in the way in which Model does, which uses
/// this as well:
/// @code
/// ModelEmitter emitter(ModelInfo::of<Book>(), "legacy");
/// if (const auto allowed = emitter.preSave(&book); !allowed)
///     return allowed.error(); // vetoed
/// … write the row …
/// emitter.postSave(&book, isNew);
/// @endcode
/// Send the post_* signals after the row was written. If that happens in a transaction of other code, bracket
/// it by an ExternalTransaction, so that nobody in another thread is told before the commit.
///
/// *Errors.* Exceptions of receivers leave these functions. *Thread.* Any; the signals are sent in the
/// calling one. The instances are those of the model, given by their addresses.
class SIGNALBOX_MODELS_EXPORT ModelEmitter {
public:
    /// @param database the alias that the signals carry
    explicit ModelEmitter(const ModelInfo &model, const QString &database = QStringLiteral("default"))
        : m_model(model), m_database(database)
    { }

    /// The alias that the signals carry.
    const QString &database() const { return m_database; }

    /// Whether anybody would hear of a removal.
    bool isRemovalHeard() const;

    /// Sends pre_save. Error: Vetoed.
    Result<Done> preSave(void *instance, const SaveOptions &options = {}) const;

    /// Sends post_save. What the instance's state remembers of the row is the old values of
    /// PostSave::changedFields; afterwards it remembers the present ones.
    void postSave(void *instance, bool created, const SaveOptions &options = {}) const;

    /// Sends pre_delete. @param origin see PreDelete::origin. Error: Vetoed.
    Result<Done> preDelete(void *instance, const QVariant &origin = {}) const;
    /// Sends post_delete. @param origin see PreDelete::origin
    void postDelete(void *instance, const QVariant &origin = {}) const;

    /// Sends m2m_changed for @p relation of this model or, with @p reverse, of the other one.
    /// @param keys nullptr for a clear; a live list for the receivers of Pre… to change
    void m2mChanged(const ManyToManyInfo &relation, M2mChanged::Action action, void *instance, bool reverse,
                    const QString &otherModel, QList<qint64> *keys) const;

    /// The number of the next event, larger than that of all before; see ModelEvent::revision. Draw it while
    /// the row is written and not committed: nobody else can write it then, so that the numbers of a row
    /// grow in the order of its commits.
    static quint64 nextRevision();

    /// The number that was drawn last. Whatever an event with a larger number tells of was not yet written
    /// when this was called; what one with this or a smaller number tells of may be committed or not.
    static quint64 lastRevision();

    /// As postSave() and postDelete(), with a revision that was drawn in time, and for postSave() with what
    /// changed.
    void postSave(void *instance, bool created, const SaveOptions &options, quint64 revision,
                  const QVariantMap &changedFields) const;
    /// As above. @param found see PostDelete::found
    void postDelete(void *instance, const QVariant &origin, quint64 revision, bool found = true) const;

private:
    const ModelInfo &m_model;
    QString m_database;
};

} // namespace Signalbox
