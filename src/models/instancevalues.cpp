// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "instancevalues_p.h"

#include "modelevents.h"

namespace Signalbox {

QVariantList InstanceValues::all(const ModelInfo &model, const void *instance)
{
    const int count = int(model.fields().size());
    QVariantList values;
    values.reserve(count);
    for (int i = 0; i < count; ++i)
        values.append(model.value(instance, i));
    return values;
}

QVariantMap InstanceValues::changes(const ModelInfo &model, const void *instance, const QVariantList &values)
{
    QVariantMap changes;
    const QVariantList *stored = model.state(instance).stored();
    for (qsizetype i = 0; stored && i < values.size(); ++i) {
        if ((*stored)[i] != values[i])
            changes.insert(model.fields()[i].name, QVariant::fromValue(FieldChange{(*stored)[i], values[i]}));
    }
    return changes;
}

} // namespace Signalbox
