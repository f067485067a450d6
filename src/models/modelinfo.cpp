// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelinfo.h"

#include "modelslogging_p.h"
#include "modelsql_p.h"

#include <QtCore/QHash>
#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>

#include <mutex>

namespace Signalbox {
namespace {

struct Registry {
    std::mutex mutex;
    QHash<int, const ModelInfo *> byType;
    QHash<QString, const ModelInfo *> byLabel;
};

// Never destroyed: models are used until the last static is gone.
Registry &registry()
{
    static auto &registry = *new Registry;
    return registry;
}

bool isIdentifier(const QString &text)
{
    static const QRegularExpression identifier(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    return identifier.match(text).hasMatch();
}

QString classInfo(const QMetaObject *gadget, const char *name)
{
    const int index = gadget->indexOfClassInfo(name);
    return index < 0 ? QString() : QString::fromUtf8(gadget->classInfo(index).value());
}

} // namespace

ModelInfo::ModelInfo(QMetaType type) : m_type(type)
{
    m_error = type.metaObject() ? readOptions() : QStringLiteral("it has no Q_GADGET macro");
    if (m_error.isEmpty())
        m_error = readFields();
    m_sender = Sender(m_label);
    if (m_error.isEmpty())
        m_sql = std::make_unique<const ModelSql>(*this);
}

ModelInfo::~ModelInfo() = default;

// Reads label and table. Returns what is wrong, if anything.
QString ModelInfo::readOptions()
{
    const QMetaObject *gadget = m_type.metaObject();
    const QString name = QString::fromUtf8(gadget->className()).section(QStringLiteral("::"), -1);
    const QString app = classInfo(gadget, "app");
    m_label = app + QLatin1Char('.') + name;
    if (!isIdentifier(app))
        return QStringLiteral("it needs a Q_CLASSINFO(\"app\", \"…\") with the name of its app");
    m_table = classInfo(gadget, "table");
    if (m_table.isEmpty())
        m_table = (app + QLatin1Char('_') + name).toLower();
    if (!isIdentifier(m_table))
        return QStringLiteral("its table name \"%1\" is not made of letters, digits and _").arg(m_table);
    return {};
}

// Reads the fields. Returns what is wrong, if anything.
QString ModelInfo::readFields()
{
    const QMetaObject *gadget = m_type.metaObject();
    for (int i = 0; i < gadget->propertyCount(); ++i) {
        const QMetaProperty property = gadget->property(i);
        if (!property.isStored())
            continue;
        const QString name = QString::fromUtf8(property.name());
        if (!ModelSql::columnType(property.metaType()))
            return QStringLiteral(
                       "its property %1 has the type %2, which can't be stored; mark it STORED false or use "
                       "one of %3")
                .arg(name, QLatin1StringView(property.metaType().name()), ModelSql::supportedTypes());
        if (!property.isWritable())
            return QStringLiteral("its property %1 is read-only; mark it STORED false or make it writable")
                .arg(name);
        m_fields.append({name, property.metaType(), i});
    }
    m_primaryKey = fieldIndex(u"id");
    if (m_primaryKey < 0 || primaryKey().type.id() != QMetaType::LongLong)
        return QStringLiteral("it needs a property \"qint64 id\", its primary key");
    return {};
}

const ModelInfo &ModelInfo::registered(QMetaType type)
{
    auto &[mutex, byType, byLabel] = registry();
    const ModelInfo *info = nullptr;
    {
        const std::lock_guard lock(mutex);
        if (const auto *known = byType.value(type.id()))
            return *known;
        auto *made = new ModelInfo(type);
        if (made->isValid()) {
            if (const auto *other = byLabel.value(made->label())) {
                made->m_error = QStringLiteral("its label is taken by another class, %1")
                                    .arg(QLatin1StringView(other->type().name()));
            } else {
                byLabel.insert(made->label(), made);
            }
        }
        byType.insert(type.id(), made);
        info = made;
    }
    if (!info->isValid()) {
        qCCritical(lcModels).noquote().nospace()
            << type.name() << " can't be a model: " << info->error() << '.';
    }
    return *info;
}

const ModelInfo *ModelInfo::find(QAnyStringView label)
{
    auto &[mutex, byType, byLabel] = registry();
    const std::lock_guard lock(mutex);
    return byLabel.value(label.toString());
}

int ModelInfo::fieldIndex(QStringView name) const
{
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        if (m_fields[i].name == name)
            return int(i);
    }
    return -1;
}

QVariant ModelInfo::value(const void *instance, int field) const
{
    return m_type.metaObject()->property(m_fields[field].property).readOnGadget(instance);
}

bool ModelInfo::setValue(void *instance, int field, const QVariant &value) const
{
    QVariant converted = value;
    if (converted.metaType() != m_fields[field].type && !converted.convert(m_fields[field].type))
        return false;
    return m_type.metaObject()
        ->property(m_fields[field].property)
        .writeOnGadget(instance, std::move(converted));
}

qint64 ModelInfo::key(const void *instance) const
{
    return value(instance, int(m_primaryKey)).toLongLong();
}

void ModelInfo::setKey(void *instance, qint64 key) const
{
    setValue(instance, int(m_primaryKey), key);
}

} // namespace Signalbox
