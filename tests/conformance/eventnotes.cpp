// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "eventnotes.h"

#include "anymodel.h"

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

QJsonValue namesOf(const std::optional<QStringList> &fields)
{
    if (!fields)
        return QJsonValue::Null;
    QStringList sorted = *fields;
    sorted.sort();
    return QJsonArray::fromStringList(sorted);
}

} // namespace

QString actionName(M2mChanged::Action action)
{
    static const QString names[] = {u"pre_add"_s,     u"post_add"_s,  u"pre_remove"_s,
                                    u"post_remove"_s, u"pre_clear"_s, u"post_clear"_s};
    return names[int(action)];
}

void EventNotes::begin(const QJsonArray &expected, bool isBroken)
{
    m_events = {};
    m_expected = expected;
    m_wasBroken = isBroken;
}

bool EventNotes::leavesOut(const QString &signal) const
{
    return signal == u"pre_delete" && m_wasBroken && m_events.size() >= m_expected.size();
}

QJsonArray EventNotes::note(const PreInit &event)
{
    if (event.isLoaded)
        return {u"row"_s};
    // As a value: compilers differ about what braces around a single array mean.
    return {QJsonValue(QJsonArray::fromStringList(event.values->keys()))};
}

QJsonArray EventNotes::note(const PostInit &event)
{
    return {QJsonValue(row(event.instance))};
}

QJsonArray EventNotes::note(const PreSave &event)
{
    return {row(event.instance), event.raw, namesOf(event.updateFields)};
}

QJsonArray EventNotes::note(const PostSave &event)
{
    return {row(event.instance), event.raw, namesOf(event.updateFields), event.created};
}

QJsonArray EventNotes::note(const PreDelete &event)
{
    return noteDelete(event, event.origin);
}

QJsonArray EventNotes::note(const PostDelete &event)
{
    return noteDelete(event, event.origin);
}

QJsonArray EventNotes::noteDelete(const ModelEvent &event, const QVariant &origin)
{
    const QJsonArray noted = row(event.instance);
    if (!origin.isValid())
        return {noted, u"query"_s};
    const AnyModel &from = modelNamed(QString::fromLatin1(origin.metaType().name()));
    return {noted, m_names.of(from.info(), from.info().key(origin.constData()))};
}

QJsonArray EventNotes::note(const M2mChanged &event)
{
    const QJsonValue key = m_names.of(*event.instance.model(), event.instance.key());
    const ModelInfo &far = *ModelInfo::find(event.model);
    const QJsonValue keys =
        event.isClear() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_names.ofAll(far, *event.keys));
    return {key, actionName(event.action), event.reverse, shortened(event.model), keys};
}

QJsonArray EventNotes::row(const Instance &instance)
{
    const QJsonArray expected = m_expected.at(m_events.size())[2].toArray();
    QJsonArray row;
    const ModelInfo &info = *instance.model();
    for (const FieldInfo &field : info.fields()) {
        const QVariant value = instance.value(field.name);
        if (expected.at(row.size()) == u"-"_s)
            row.append(u"-"_s);
        else if (row.isEmpty())
            row.append(m_names.of(info, value.toLongLong()));
        else if (field.target)
            row.append(
                m_names.of(field.target(), static_cast<const ForeignKeyBase *>(value.constData())->key()));
        else
            row.append(QJsonValue::fromVariant(value));
    }
    return row;
}
