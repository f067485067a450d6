// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelinfo.h"

#include "fieldtype_p.h"
#include "modelreader_p.h"
#include "modelsignals.h"
#include "modelslogging_p.h"

#include <QtCore/QHash>

#include <mutex>
#include <utility>

namespace Signalbox {
namespace {

struct Registry {
    std::mutex mutex;
    QHash<int, const ModelInfo *> byType;
    QHash<QString, const ModelInfo *> byLabel;
    QList<const ModelInfo *> all; // those that are prepared: not to be found before
};

// Never destroyed: models are used until the last static is gone.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

} // namespace

ModelInfo::ModelInfo(QMetaType type, StateOf stateOf) : m_type(type), m_stateOf(stateOf)
{
    m_error = ModelReader(*this).read();
    for (const FieldInfo &field : std::as_const(m_fields))
        m_properties.append(type.metaObject()->property(field.property));
}

const ModelInfo &ModelInfo::registered(QMetaType type, StateOf stateOf)
{
    auto &[mutex, byType, byLabel, all] = registry();
    {
        const std::lock_guard lock(mutex);
        if (const auto *known = byType.value(type.id()))
            return *known;
    }
    auto *const made = new ModelInfo(type, stateOf); // makes an instance, so not under the lock
    {
        const std::lock_guard lock(mutex);
        if (const auto *known = byType.value(type.id())) {
            delete made; // another thread was quicker
            return *known;
        }
        if (const auto *other = byLabel.value(made->label()); other && made->isValid()) {
            made->m_error = QStringLiteral("its label is taken by another class, %1")
                                .arg(QLatin1StringView(other->type().name()));
        }
        byType.insert(type.id(), made);
        if (made->isValid())
            byLabel.insert(made->label(), made);
    }
    if (!made->isValid()) {
        qCCritical(lcModels).noquote().nospace()
            << type.name() << " can't be a model: " << made->error() << '.';
        return *made;
    }
    if (classPrepared().hasListeners(made->sender()))
        classPrepared().sendRobust(made->sender(), {.label = made->label()});
    const std::lock_guard lock(mutex);
    all.append(made);
    return *made;
}

const ModelInfo *ModelInfo::find(QAnyStringView label)
{
    auto &[mutex, byType, byLabel, all] = registry();
    const std::lock_guard lock(mutex);
    const ModelInfo *const known = byLabel.value(label.toString());
    return all.contains(known) ? known : nullptr;
}

QList<const ModelInfo *> ModelInfo::all()
{
    auto &[mutex, byType, byLabel, all] = registry();
    const std::lock_guard lock(mutex);
    return all;
}

int ModelInfo::fieldIndex(QAnyStringView name) const
{
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].name == name)
            return int(i);
    }
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].kind == FieldInfo::Kind::ForeignKey && m_fields[i].column == name)
            return int(i);
    }
    return name == QLatin1StringView("pk") ? int(m_primaryKey) : -1;
}

QString ModelInfo::fieldNames() const
{
    QStringList names;
    for (const FieldInfo &field : m_fields)
        names << field.name;
    return names.join(QLatin1StringView(", "));
}

const ManyToManyInfo *ModelInfo::findManyToMany(QStringView name) const
{
    for (const ManyToManyInfo &relation : m_manyToMany) {
        if (relation.name == name)
            return &relation;
    }
    return nullptr;
}

QVariant ModelInfo::value(const void *instance, int field) const
{
    return m_properties[field].readOnGadget(instance);
}

bool ModelInfo::setValue(void *instance, int field, const QVariant &value) const
{
    if (field < 0 || field >= m_fields.size())
        return false;
    auto converted = FieldType::convert(m_fields[field], value);
    if (!converted)
        return false;
    const QMetaProperty &property = m_properties[field];
    // The code that moc makes for a MEMBER assigns what differs only, and to it null and empty are the same.
    const bool hasTwoEmptyValues = m_fields[field].isNullable
        && (m_fields[field].kind == FieldInfo::Kind::Text || m_fields[field].kind == FieldInfo::Kind::Bytes);
    if (hasTwoEmptyValues && converted->toByteArray().isEmpty()) {
        QVariant other(QByteArrayLiteral(" "));
        other.convert(m_fields[field].type);
        property.writeOnGadget(instance, other);
    }
    return property.writeOnGadget(instance, *std::move(converted));
}

qint64 ModelInfo::key(const void *instance) const
{
    return value(instance, int(m_primaryKey)).toLongLong();
}

void ModelInfo::setKey(void *instance, qint64 key) const
{
    m_properties[m_primaryKey].writeOnGadget(instance, key);
}

} // namespace Signalbox
