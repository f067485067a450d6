// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "relationtypes_p.h"

#include "modelinfo.h"

#include <QtCore/QHash>
#include <QtCore/QMetaProperty>

#include <mutex>

namespace Signalbox {
namespace {

struct Registry {
    std::mutex mutex;
    QHash<int, RelationTypes::Relation> byType;
};

// Never destroyed: models are used until the last static is gone.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

} // namespace

bool detail::registerRelation(QMetaType type, const ModelInfo &(*target)(), QMetaType targetType)
{
    auto &[mutex, byType] = registry();
    const std::lock_guard lock(mutex);
    byType.insert(type.id(), {target, targetType});
    return true;
}

const ManyToManyInfo *detail::markedRelation(const ModelInfo &model, const void *instance,
                                             ManyToManyBase &member)
{
    member.m_isMarked = true;
    const ManyToManyInfo *marked = nullptr;
    for (const ManyToManyInfo &relation : model.manyToMany()) {
        const QVariant value = model.type().metaObject()->property(relation.property).readOnGadget(instance);
        if (static_cast<const ManyToManyBase *>(value.constData())->m_isMarked)
            marked = &relation;
    }
    member.m_isMarked = false;
    return marked;
}

std::optional<RelationTypes::Relation> RelationTypes::find(QMetaType type)
{
    auto &[mutex, byType] = registry();
    const std::lock_guard lock(mutex);
    const auto found = byType.constFind(type.id());
    return found == byType.cend() ? std::nullopt : std::optional(*found);
}

} // namespace Signalbox
