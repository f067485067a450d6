// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "tracenames.h"

#include <algorithm>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

QString shortened(const QString &label)
{
    QString name = label.section(u'.', 1);
    return name.replace(u'_', u'.');
}

Sender senderOf(const QString &name)
{
    QString label = name;
    return name == u"*" ? Sender() : Sender(u"library."_s + label.replace(u'.', u'_'));
}

QJsonValue KeyNames::of(const ModelInfo &model, qint64 key)
{
    if (key == 0)
        return QJsonValue::Null;
    auto &names = m_names[&model];
    QString &name = names[key];
    if (name.isEmpty()) {
        name = shortened(model.label()).left(1).toLower() + QString::number(names.size());
        m_keys.insert(name, key);
    }
    return name;
}

QJsonArray KeyNames::ofAll(const ModelInfo &model, QList<qint64> keys)
{
    std::sort(keys.begin(), keys.end());
    QStringList names;
    for (const qint64 key : std::as_const(keys))
        names << of(model, key).toString();
    names.sort();
    return QJsonArray::fromStringList(names);
}

qint64 KeyNames::key(const QString &name) const
{
    if (!m_keys.contains(name))
        throw std::invalid_argument("unknown key " + name.toStdString());
    return m_keys.value(name);
}

qint64 KeyNames::highest(const ModelInfo &model) const
{
    const auto names = m_names.find(&model);
    return names == m_names.cend() ? 0 : names->second.crbegin()->first;
}
