// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "querydescription.h"

#include "casefolding_p.h"
#include "fieldtype_p.h"

#include <QtCore/QHash>

#include <algorithm>

namespace Signalbox {
namespace {

using Kind = FieldInfo::Kind;
using CaseFolding::Anchor;

} // namespace

QueryDescription::QueryDescription(const ModelInfo &model, const QString &database)
    : m_model(&model), m_database(database)
{
    if (!model.isValid()) {
        m_error = DatabaseError(DatabaseError::Kind::InvalidModel,
                                QStringLiteral("%1 can't be a model: %2.")
                                    .arg(QLatin1StringView(model.type().name()), model.error()));
        return;
    }
    m_order.append({model.primaryKeyIndex(), false});
}

void QueryDescription::refuse(const QString &why)
{
    if (!m_error)
        m_error = DatabaseError(DatabaseError::Kind::InvalidArgument, why);
}

std::optional<QueryDescription::Lookup> QueryDescription::lookupFor(QStringView name)
{
    static const QHash<QString, Lookup> lookups{
        {QStringLiteral("exact"), Lookup::Exact},
        {QStringLiteral("gt"), Lookup::Gt},
        {QStringLiteral("gte"), Lookup::Gte},
        {QStringLiteral("lt"), Lookup::Lt},
        {QStringLiteral("lte"), Lookup::Lte},
        {QStringLiteral("in"), Lookup::In},
        {QStringLiteral("contains"), Lookup::Contains},
        {QStringLiteral("startswith"), Lookup::StartsWith},
        {QStringLiteral("isnull"), Lookup::IsNull},
        {QStringLiteral("iexact"), Lookup::IExact},
        {QStringLiteral("icontains"), Lookup::IContains},
        {QStringLiteral("istartswith"), Lookup::IStartsWith},
    };
    const auto known = lookups.constFind(name.toString());
    return known == lookups.cend() ? std::nullopt : std::optional(*known);
}

void QueryDescription::filter(QAnyStringView lookupText, const QVariant &value)
{
    if (m_error)
        return;
    const QString text = lookupText.toString();
    QStringView name = text;
    int field = m_model->fieldIndex(name);
    Lookup lookup = Lookup::Exact;
    if (const qsizetype underscores = text.lastIndexOf(QLatin1StringView("__"));
        field < 0 && underscores >= 0) {
        name = QStringView(text).first(underscores);
        field = m_model->fieldIndex(name);
        const auto named = lookupFor(QStringView(text).sliced(underscores + 2));
        if (field >= 0 && !named) {
            return refuse(
                QStringLiteral("Can't filter %1 by %2: there is no such lookup; use exact, gt, gte, "
                               "lt, lte, in, contains, startswith, iexact, icontains, istartswith or "
                               "isnull.")
                    .arg(m_model->label(), text));
        }
        lookup = named.value_or(Lookup::Exact);
    }
    if (field < 0) {
        return refuse(
            QStringLiteral("Can't filter %1 by %2: there is no field of that name; its fields are %3.")
                .arg(m_model->label(), text, m_model->fieldNames()));
    }
    const FieldInfo &info = m_model->fields()[field];
    const bool isFolded =
        lookup == Lookup::IExact || lookup == Lookup::IContains || lookup == Lookup::IStartsWith;
    const bool isText = isFolded || lookup == Lookup::Contains || lookup == Lookup::StartsWith;
    if ((isText && info.kind != Kind::Text) || (info.kind == Kind::Json && lookup != Lookup::IsNull)) {
        return refuse(QStringLiteral("Can't filter %1 by %2: the field is of the type %3.")
                          .arg(m_model->label(), text, QLatin1StringView(info.type.name())));
    }
    const auto refuseValue = [&](const QVariant &odd) {
        refuse(QStringLiteral("Can't filter %1 by %2: \"%3\" (%4) is no value for it.")
                   .arg(m_model->label(), text, odd.toString(), QLatin1StringView(odd.typeName())));
    };
    if (lookup == Lookup::IsNull) {
        if (value.metaType().id() != QMetaType::Bool)
            return refuseValue(value);
        m_filters.append({field, lookup, value});
        return;
    }
    if (lookup == Lookup::In) {
        if (!value.canConvert<QVariantList>() || value.metaType().id() == QMetaType::QString)
            return refuseValue(value);
        QVariantList list;
        const auto given = value.toList();
        for (const QVariant &one : given) {
            const auto converted = FieldType::convert(info, one);
            if (!converted || !FieldType::problemInAnyUse(info, *converted).isEmpty())
                return refuseValue(one);
            if (one.isValid() && !FieldType::isNull(info, *converted)) // NULL equals nothing
                list.append(*converted);
        }
        m_filters.append({field, lookup, QVariant(list)});
        return;
    }
    const auto converted = FieldType::convert(info, value);
    if (!converted || !FieldType::problemInAnyUse(info, *converted).isEmpty())
        return refuseValue(value);
    const bool isNull = !value.isValid() || FieldType::isNull(info, *converted);
    if (isNull && lookup != Lookup::Exact)
        return refuseValue(value);
    if (isFolded) {
        const QString part = converted->toString();
        if (const QString problem = problemWithSearch(part); !problem.isEmpty())
            return refuse(QStringLiteral("Can't filter %1 by %2: %3.").arg(m_model->label(), text, problem));
        m_filters.append({field, lookup, CaseFolding::folded(part)});
        return;
    }
    if (isNull)
        m_filters.append({field, Lookup::IsNull, true});
    else
        m_filters.append({field, lookup, *converted});
}

void QueryDescription::filter(const QVariantMap &lookups)
{
    for (auto lookup = lookups.cbegin(); lookup != lookups.cend(); ++lookup)
        filter(lookup.key(), lookup.value());
}

void QueryDescription::search(const QString &text, const QStringList &fields)
{
    if (m_error)
        return;
    QList<int> searched;
    for (const QString &name : fields) {
        const int field = m_model->fieldIndex(name);
        if (field < 0)
            return refuse(QStringLiteral(
                              "Can't search %1 in \"%2\": there is no field of that name; its fields are %3.")
                              .arg(m_model->label(), name, m_model->fieldNames()));
        if (m_model->fields()[field].kind != Kind::Text)
            return refuse(
                QStringLiteral("Can't search %1 in %2: the field is of the type %3, and QString is "
                               "needed.")
                    .arg(m_model->label(), name, QLatin1StringView(m_model->fields()[field].type.name())));
        searched << field;
    }
    if (fields.isEmpty()) {
        for (int field = 0; field < m_model->fields().size(); ++field) {
            if (m_model->fields()[field].kind == Kind::Text)
                searched << field;
        }
    }
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (!words.isEmpty() && searched.isEmpty())
        return refuse(
            QStringLiteral("Can't search %1: it has no field of the type QString.").arg(m_model->label()));
    if (const QString problem = problemWithSearch(text); !problem.isEmpty())
        return refuse(QStringLiteral("Can't search %1: %2.").arg(m_model->label(), problem));
    for (const QString &word : words)
        m_words.append({CaseFolding::folded(word), searched});
}

// What stands against looking for @p text where case does not matter.
QString QueryDescription::problemWithSearch(const QString &text)
{
    if (text.size() > maximumSearchLength())
        return QStringLiteral("the text has %1 characters, and %2 are the limit")
            .arg(text.size())
            .arg(maximumSearchLength());
    if (text.contains(QChar(QChar::Null)))
        return QStringLiteral("the text contains the character NUL");
    if (!text.isValidUtf16())
        return QStringLiteral("the text is no valid Unicode: half of a surrogate pair is missing");
    return {};
}

void QueryDescription::orderBy(const QStringList &fields)
{
    if (m_error)
        return;
    m_order.clear();
    for (const QString &text : fields) {
        const bool isDescending = text.startsWith(QLatin1Char('-'));
        const int field = m_model->fieldIndex(QStringView(text).sliced(isDescending ? 1 : 0));
        if (field < 0)
            refuse(
                QStringLiteral("Can't order %1 by \"%2\": there is no field of that name; its fields are %3.")
                    .arg(m_model->label(), text, m_model->fieldNames()));
        else if (m_model->fields()[field].kind == Kind::Json)
            refuse(QStringLiteral("Can't order %1 by %2: JSON has no order.").arg(m_model->label(), text));
        else
            m_order.append({field, isDescending});
    }
    m_order.append({m_model->primaryKeyIndex(), false});
}

void QueryDescription::setLimit(qint64 limit, qint64 offset)
{
    if (limit < -1 || offset < 0) {
        refuse(QStringLiteral("Can't limit %1 to %2 from %3: neither may be negative.")
                   .arg(m_model->label())
                   .arg(limit)
                   .arg(offset));
        return;
    }
    m_limit = limit;
    m_offset = offset;
}

bool QueryDescription::passes(const Filter &filter, const QVariant &value) const
{
    const FieldInfo &field = m_model->fields()[filter.field];
    const bool isNull = FieldType::isNull(field, value);
    if (filter.lookup == Lookup::IsNull)
        return isNull == filter.value.toBool();
    if (isNull)
        return false;
    const auto order = [&](const QVariant &wanted) { return FieldType::compare(field, value, wanted); };
    switch (filter.lookup) {
    case Lookup::Exact:
        return order(filter.value) == 0;
    case Lookup::Gt:
        return order(filter.value) > 0;
    case Lookup::Gte:
        return order(filter.value) >= 0;
    case Lookup::Lt:
        return order(filter.value) < 0;
    case Lookup::Lte:
        return order(filter.value) <= 0;
    case Lookup::In: {
        const auto wanted = filter.value.toList();
        return std::any_of(wanted.cbegin(), wanted.cend(), [&](const auto &one) { return order(one) == 0; });
    }
    case Lookup::Contains:
        return value.toString().contains(filter.value.toString());
    case Lookup::StartsWith:
        return value.toString().startsWith(filter.value.toString());
    case Lookup::IExact:
        return CaseFolding::matches(value.toString(), filter.value.toString(), Anchor::Both);
    case Lookup::IContains:
        return CaseFolding::matches(value.toString(), filter.value.toString(), Anchor::None);
    case Lookup::IStartsWith:
        return CaseFolding::matches(value.toString(), filter.value.toString(), Anchor::Beginning);
    case Lookup::IsNull:
        break;
    }
    Q_UNREACHABLE();
}

bool QueryDescription::matches(const QVariantList &values) const
{
    const auto isFound = [&](const Word &word) {
        return std::any_of(word.fields.cbegin(), word.fields.cend(), [&](int field) {
            return CaseFolding::matches(values[field].toString(), word.folded, Anchor::None);
        });
    };
    return std::all_of(m_filters.cbegin(), m_filters.cend(),
                       [&](const Filter &filter) { return passes(filter, values[filter.field]); })
        && std::all_of(m_words.cbegin(), m_words.cend(), isFound);
}

std::strong_ordering QueryDescription::compare(const QVariantList &a, const QVariantList &b) const
{
    for (const Order &by : m_order) {
        const auto order = FieldType::compare(m_model->fields()[by.field], a[by.field], b[by.field]);
        if (order != 0)
            return by.isDescending ? 0 <=> order : order;
    }
    return std::strong_ordering::equal;
}

bool QueryDescription::dependsOn(int field) const
{
    const auto isIt = [field](const auto &part) { return part.field == field; };
    return std::any_of(m_filters.cbegin(), m_filters.cend(), isIt)
        || std::any_of(m_order.cbegin(), m_order.cend(), isIt)
        || std::any_of(m_words.cbegin(), m_words.cend(),
                       [field](const Word &word) { return word.fields.contains(field); });
}

} // namespace Signalbox
