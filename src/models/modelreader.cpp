// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelreader_p.h"

#include "fieldtype_p.h"
#include "relationtypes_p.h"

#include <QtCore/QHash>
#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>

namespace Signalbox {
namespace {

using Options = QHash<QString, QString>;

bool isIdentifier(const QString &text)
{
    static const QRegularExpression identifier(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]{0,62}$"));
    return identifier.match(text).hasMatch();
}

// "unique, max_length=100" -> {"unique": "", "max_length": "100"}
Options parseOptions(const QString &text)
{
    Options options;
    const auto parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts)
        options.insert(part.section(QLatin1Char('='), 0, 0).trimmed(),
                       part.section(QLatin1Char('='), 1).trimmed());
    return options;
}

QString unknownOption(const Options &options, const QStringList &known)
{
    for (auto option = options.cbegin(); option != options.cend(); ++option) {
        if (!known.contains(option.key())) {
            return QStringLiteral("the option \"%1\" is none of %2")
                .arg(option.key(), known.join(QLatin1StringView(", ")));
        }
    }
    return {};
}

std::optional<OnDelete> onDeleteFor(const QString &name)
{
    static const QHash<QString, OnDelete> names{
        {QStringLiteral("cascade"), OnDelete::Cascade},
        {QStringLiteral("protect"), OnDelete::Protect},
        {QStringLiteral("set_null"), OnDelete::SetNull},
        {QStringLiteral("do_nothing"), OnDelete::DoNothing},
    };
    const auto known = names.constFind(name);
    return known == names.cend() ? std::nullopt : std::optional(*known);
}

bool canBeNull(FieldInfo::Kind kind)
{
    using Kind = FieldInfo::Kind;
    return kind != Kind::Integer && kind != Kind::Real && kind != Kind::Bool && kind != Kind::Enum;
}

} // namespace

ModelReader::ModelReader(ModelInfo &model) : m_model(model), m_gadget(model.type().metaObject()) { }

QString ModelReader::classInfo(const QString &name) const
{
    const int index = m_gadget->indexOfClassInfo(name.toUtf8().constData());
    return index < 0 ? QString() : QString::fromUtf8(m_gadget->classInfo(index).value());
}

QString ModelReader::read()
{
    if (!m_gadget)
        return QStringLiteral("it has no Q_GADGET macro");
    // Its relations make themselves known when one is made.
    if (const QVariant instance(m_model.type()); !instance.isValid())
        return QStringLiteral("it has no default constructor");
    QString problem = readClass();
    for (int i = 0; problem.isEmpty() && i < m_gadget->propertyCount(); ++i) {
        if (m_gadget->property(i).isStored())
            problem = readProperty(m_gadget->property(i));
    }
    return problem.isEmpty() ? findPrimaryKey() : problem;
}

QString ModelReader::readClass()
{
    const QString name = QString::fromUtf8(m_gadget->className()).section(QStringLiteral("::"), -1);
    m_model.m_app = classInfo(QStringLiteral("app"));
    m_model.m_label = m_model.m_app + QLatin1Char('.') + name;
    m_model.m_sender = Sender(m_model.m_label);
    if (!isIdentifier(m_model.m_app))
        return QStringLiteral("it needs a Q_CLASSINFO(\"app\", \"…\") with the name of its app");
    m_model.m_table = classInfo(QStringLiteral("table"));
    if (m_model.m_table.isEmpty())
        m_model.m_table = (m_model.m_app + QLatin1Char('_') + name).toLower();
    if (!isIdentifier(m_model.m_table)) {
        return QStringLiteral("its table name \"%1\" is not made of up to 63 letters, digits and _")
            .arg(m_model.m_table);
    }
    return {};
}

QString ModelReader::readProperty(const QMetaProperty &property)
{
    const QString name = QString::fromUtf8(property.name());
    const auto options = parseOptions(classInfo(name));
    const auto inProperty = [&name](const QString &problem) {
        return problem.isEmpty() ? problem : QStringLiteral("its property %1: %2").arg(name, problem);
    };
    const auto relation = RelationTypes::find(property.metaType());
    const bool isForeignKey =
        relation && property.metaType().metaObject() == &ForeignKeyBase::staticMetaObject;
    if (relation && !isForeignKey) {
        return inProperty(
            readManyToMany({.name = name, .property = property.propertyIndex(), .target = relation->target},
                           relation->targetType, options));
    }
    const auto kind = isForeignKey ? FieldInfo::Kind::ForeignKey : FieldType::kindOf(property.metaType());
    if (!kind) {
        return QStringLiteral("its property %1 has the type %2, which can't be stored; mark it STORED false "
                              "or use one of %3")
            .arg(name, QLatin1StringView(property.metaType().name()), FieldType::supportedTypes());
    }
    if (!property.isWritable())
        return QStringLiteral("its property %1 is read-only; mark it STORED false or make it writable")
            .arg(name);
    FieldInfo field{.name = name,
                    .column = isForeignKey ? name + QLatin1StringView("_id") : name,
                    .type = property.metaType(),
                    .property = property.propertyIndex(),
                    .kind = *kind};
    if (isForeignKey)
        field.target = relation->target;
    return inProperty(readField(std::move(field), options));
}

QString ModelReader::readField(FieldInfo field, const Options &options)
{
    const bool isForeignKey = field.kind == FieldInfo::Kind::ForeignKey;
    QStringList known{QStringLiteral("column"), QStringLiteral("null"), QStringLiteral("unique"),
                      QStringLiteral("index"), QStringLiteral("default")};
    if (field.kind == FieldInfo::Kind::Text)
        known << QStringLiteral("max_length");
    if (isForeignKey)
        known << QStringLiteral("on_delete");
    if (const QString problem = unknownOption(options, known); !problem.isEmpty())
        return problem;
    for (const QString &flag : {QStringLiteral("null"), QStringLiteral("unique"), QStringLiteral("index")}) {
        if (!options.value(flag).isEmpty())
            return QStringLiteral("the option \"%1\" takes no value; leave it out for its opposite")
                .arg(flag);
    }
    field.column = options.value(QStringLiteral("column"), field.column);
    field.isNullable = options.contains(QStringLiteral("null"));
    field.isUnique = options.contains(QStringLiteral("unique"));
    field.isIndexed = isForeignKey || options.contains(QStringLiteral("index"));
    if (options.contains(QStringLiteral("default")))
        field.defaultValue = options.value(QStringLiteral("default"));
    if (!isIdentifier(field.column))
        return QStringLiteral("the column name \"%1\" is not made of up to 63 letters, digits and _")
            .arg(field.column);
    if (field.isNullable && !canBeNull(field.kind))
        return QStringLiteral("a %1 has no value that means NULL").arg(QLatin1StringView(field.type.name()));
    if (options.contains(QStringLiteral("max_length"))) {
        field.maxLength = options.value(QStringLiteral("max_length")).toInt();
        if (field.maxLength <= 0)
            return QStringLiteral("max_length is no positive number");
    }
    if (options.contains(QStringLiteral("on_delete"))) {
        const auto onDelete = onDeleteFor(options.value(QStringLiteral("on_delete")));
        if (!onDelete)
            return QStringLiteral("on_delete is none of cascade, protect, set_null, do_nothing");
        field.onDelete = *onDelete;
        if (field.onDelete == OnDelete::SetNull && !field.isNullable)
            return QStringLiteral("on_delete=set_null needs the option \"null\" as well");
    }
    for (const FieldInfo &other : m_model.m_fields) {
        if (other.column.compare(field.column, Qt::CaseInsensitive) == 0)
            return QStringLiteral("its column %1 is that of %2, too").arg(field.column, other.name);
    }
    m_model.m_fields.append(std::move(field));
    return {};
}

QString ModelReader::readManyToMany(ManyToManyInfo relation, QMetaType targetType, const Options &options)
{
    const QStringList known{QStringLiteral("table"), QStringLiteral("symmetrical")};
    if (const QString problem = unknownOption(options, known); !problem.isEmpty())
        return problem;
    const QString name = m_model.m_label.section(QLatin1Char('.'), 1).toLower();
    const QString target = QString::fromUtf8(targetType.name()).section(QStringLiteral("::"), -1).toLower();
    const bool isWithinClass = targetType == m_model.type();
    relation.table =
        options.value(QStringLiteral("table"), m_model.m_table + QLatin1Char('_') + relation.name);
    relation.sourceColumn =
        (isWithinClass ? QStringLiteral("from_") : QString()) + name + QLatin1StringView("_id");
    relation.targetColumn =
        (isWithinClass ? QStringLiteral("to_") : QString()) + target + QLatin1StringView("_id");
    relation.isSymmetrical = options.contains(QStringLiteral("symmetrical"));
    relation.sender = Sender(m_model.m_label + QLatin1Char('_') + relation.name);
    if (!isIdentifier(relation.table))
        return QStringLiteral("the table name \"%1\" is not made of up to 63 letters, digits and _")
            .arg(relation.table);
    if (relation.isSymmetrical && !isWithinClass)
        return QStringLiteral("only a relation within one class can be symmetrical");
    m_model.m_manyToMany.append(std::move(relation));
    return {};
}

QString ModelReader::findPrimaryKey()
{
    QString name = classInfo(QStringLiteral("primary_key"));
    if (name.isEmpty())
        name = QStringLiteral("id");
    m_model.m_primaryKey = m_model.fieldIndex(name);
    if (m_model.m_primaryKey < 0 || m_model.primaryKey().type.id() != QMetaType::LongLong)
        return QStringLiteral("it needs a property \"qint64 %1\", its primary key").arg(name);
    return {};
}

} // namespace Signalbox
