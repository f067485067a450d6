// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelemitter.h"

#include "instancevalues_p.h"
#include "modelsignals.h"

#include <atomic>

namespace Signalbox {
namespace {

// The first veto among what receivers returned.
Result<Done> verdict(const Responses &responses, const ModelInfo &model, const char *deed)
{
    for (const Response &response : responses) {
        const QVariant value = response.value();
        if (value.metaType() == QMetaType::fromType<Veto>()) {
            return DatabaseError(
                DatabaseError::Kind::Vetoed,
                QStringLiteral("A receiver did not let a %1 be %2: %3")
                    .arg(model.label(), QLatin1StringView(deed), value.value<Veto>().reason));
        }
    }
    return Done{};
}

std::atomic<quint64> &revisions()
{
    static std::atomic<quint64> last = 0;
    return last;
}

} // namespace

bool ModelEmitter::isRemovalHeard() const
{
    return Signalbox::preDelete().hasListeners(m_model.sender())
        || Signalbox::postDelete().hasListeners(m_model.sender());
}

Result<Done> ModelEmitter::preSave(void *instance, const SaveOptions &options) const
{
    if (!Signalbox::preSave().hasListeners(m_model.sender()))
        return Done{};
    return verdict(Signalbox::preSave().send(
                       m_model.sender(),
                       PreSave{{Instance(m_model, instance), m_database}, options.raw, options.updateFields}),
                   m_model, "saved");
}

void ModelEmitter::postSave(void *instance, bool created, const SaveOptions &options) const
{
    const QVariantList values = InstanceValues::all(m_model, instance);
    const QVariantMap changed = InstanceValues::changes(m_model, instance, values);
    m_model.state(instance).setStored(values, m_database);
    postSave(instance, created, options, nextRevision(), changed);
}

void ModelEmitter::postSave(void *instance, bool created, const SaveOptions &options, quint64 revision,
                            const QVariantMap &changedFields) const
{
    if (Signalbox::postSave().hasListeners(m_model.sender())) {
        Signalbox::postSave().send(m_model.sender(),
                                   PostSave{{Instance(m_model, instance), m_database, revision},
                                            created,
                                            options.raw,
                                            options.updateFields,
                                            changedFields});
    }
}

Result<Done> ModelEmitter::preDelete(void *instance, const QVariant &origin) const
{
    if (!Signalbox::preDelete().hasListeners(m_model.sender()))
        return Done{};
    return verdict(Signalbox::preDelete().send(m_model.sender(),
                                               PreDelete{{Instance(m_model, instance), m_database}, origin}),
                   m_model, "removed");
}

void ModelEmitter::postDelete(void *instance, const QVariant &origin) const
{
    postDelete(instance, origin, nextRevision(), true);
}

void ModelEmitter::postDelete(void *instance, const QVariant &origin, quint64 revision, bool found) const
{
    if (Signalbox::postDelete().hasListeners(m_model.sender()))
        Signalbox::postDelete().send(
            m_model.sender(), PostDelete{{Instance(m_model, instance), m_database, revision}, origin, found});
}

void ModelEmitter::m2mChanged(const ManyToManyInfo &relation, M2mChanged::Action action, void *instance,
                              bool reverse, const QString &otherModel, QList<qint64> *keys) const
{
    if (!Signalbox::m2mChanged().hasListeners(relation.sender))
        return;
    using Keys = Live<QList<qint64>>; // braces all the way: a copy of it, or of the instance, is not live
    Signalbox::m2mChanged().send(relation.sender,
                                 M2mChanged{{Instance(m_model, instance), m_database, nextRevision()},
                                            action,
                                            reverse,
                                            otherModel,
                                            keys ? Keys(keys) : Keys()});
}

quint64 ModelEmitter::nextRevision()
{
    return ++revisions();
}

quint64 ModelEmitter::lastRevision()
{
    return revisions();
}

} // namespace Signalbox
