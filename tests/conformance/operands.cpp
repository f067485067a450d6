// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "operands.h"

#include "librarymodels.h"
#include "tracefile.h"

#include <QHash>

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

const Operands::Held *Operands::find(const QString &name) const
{
    const auto found = m_instances.find(name);
    return found == m_instances.cend() ? nullptr : &found->second;
}

const Operands::Held &Operands::held(QStringView name) const
{
    return knownIn(m_instances, name.toString(), "instance");
}

QVariant Operands::value(const AnyModel &model, const QString &field, const QJsonValue &value) const
{
    const int index = model.info().fieldIndex(field);
    const bool isKey =
        index >= 0 && (index == model.info().primaryKeyIndex() || model.info().fields()[index].target);
    return isKey ? QVariant(m_names.key(value.toString())) : value.toVariant();
}

QVariantMap Operands::values(const AnyModel &model, const QJsonObject &object) const
{
    QVariantMap values;
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        values.insert(entry.key(), value(model, entry.key(), entry.value()));
    return values;
}

AnyModel::Search Operands::search(const AnyModel &model, const QJsonArray &filter) const
{
    static const QHash<QString, QString> lookups{{u"="_s, u""_s}, {u"<"_s, u"__lt"_s}, {u">"_s, u"__gt"_s}};
    AnyModel::Search search;
    for (const QJsonValue &condition : filter) {
        const QString field = condition[0].toString();
        const QString by = condition[1].toString();
        if (!lookups.contains(by))
            throw std::invalid_argument("unknown lookup " + by.toStdString());
        search.lookups.append({field + lookups[by], value(model, field, condition[2])});
    }
    return search;
}

QList<qint64> Operands::targets(const QJsonArray &array, const Held *owner) const
{
    const auto isAdding = [](const Held &held) {
        return held.model->info().state(held.data.get()).isAdding();
    };
    QList<qint64> keys;
    for (const QJsonValue &target : array) {
        const QString name = target.toString();
        if (!name.startsWith(u'i'))
            keys << m_names.key(name);
        else if (const Held &held = this->held(name); owner && isAdding(held) != isAdding(*owner))
            keys << 0;
        else
            keys << held.key();
    }
    return keys;
}

RelatedSet relatedSet(const AnyModel::Held &instance, const QString &relation, bool reverse)
{
    const bool isFromTag = relation == u"Book.tags" && reverse;
    const ModelInfo &owner = isFromTag ? ModelInfo::of<Tag>() : ModelInfo::of<Book>();
    if (&instance.model->info() != &owner)
        throw std::invalid_argument("no " + owner.label().toStdString() + " has " + relation.toStdString());
    if (isFromTag)
        return reverseRelated(instance.as<Tag>(), &Book::tags);
    auto &book = instance.as<Book>();
    if (relation == u"Book.tags")
        return related(book, &Book::tags);
    if (relation == u"Book.alike")
        return related(book, &Book::alike);
    if (relation != u"Book.sequels")
        throw std::invalid_argument("unknown relation " + relation.toStdString());
    return reverse ? reverseRelated(book, &Book::sequels) : related(book, &Book::sequels);
}
