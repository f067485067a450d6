// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modeloperations.h"

#include "stepfailed.h"
#include "tracenames.h"

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

QStringList strings(const QJsonValue &array)
{
    return array.toVariant().toStringList();
}

QJsonObject counted(const QMap<QString, int> &removed)
{
    QJsonObject counts;
    for (auto entry = removed.cbegin(); entry != removed.cend(); ++entry)
        counts.insert(shortened(entry.key()), entry.value());
    return counts;
}

} // namespace

ModelOperations::ModelOperations(Operands &operands, KeyNames &names, ModelListeners &listeners,
                                 Reactions &reactions)
    : m_operands(operands), m_names(names), m_listeners(listeners), m_reactions(reactions)
{ }

ModelOperations::~ModelOperations()
{
    while (!m_blocks.empty())
        m_blocks.pop_back(); // the innermost first
}

QJsonValue ModelOperations::run(const QJsonObject &step)
{
    const QString op = step[u"op"].toString();
    const QString name = step[u"as"].toString();
    const auto model = [&]() -> const AnyModel & { return modelNamed(step[u"model"].toString()); };
    const auto valuesOf = [&] { return m_operands.values(model(), step[u"values"].toObject()); };
    const auto searchOf = [&] { return m_operands.search(model(), step[u"filter"].toArray()); };
    const auto instance = [&]() -> const Held & { return m_operands.held(step[u"ref"].toString()); };
    if (op == u"disconnect")
        return m_listeners.disconnect(step[u"listeners"].toArray());
    if (op == u"save")
        return save(step);
    if (op == u"delete")
        return counted(instance().model->remove(instance()));
    if (op == u"delete_query")
        return counted(model().remove(searchOf()));
    if (op == u"update")
        return model().update(searchOf(), valuesOf());
    if (op == u"bulk_create")
        return bulkCreate(step);
    if (op == u"list")
        return list(step);
    if (op == u"count")
        return model().count(searchOf());
    if (op == u"get_or_create" || op == u"update_or_create")
        return getOrUpdateOrCreate(step);
    if (op == u"add" || op == u"remove" || op == u"set" || op == u"clear" || op == u"linked")
        return changeRelation(step);
    if (op == u"commit")
        return commit();

    if (op == u"connect") {
        m_listeners.connect(step[u"listeners"].toArray());
    } else if (op == u"behave") {
        QStringList occasion{step[u"signal"].toString(), step[u"model"].toString()};
        if (step.contains(u"action"))
            occasion << step[u"action"].toString();
        m_reactions.behave(occasion, step[u"then"].toArray());
    } else if (op == u"make") {
        QVariantMap values = valuesOf();
        if (step.contains(u"preset"))
            values.insert(u"id"_s, step[u"preset"].toInteger());
        m_operands.keep(name, model().make(values));
    } else if (op == u"create") {
        const Held made = model().make(valuesOf());
        model().save(made, {.forceInsert = true});
        m_operands.keep(name, made);
    } else if (op == u"get") {
        m_operands.keep(name, model().get(searchOf()));
    } else if (op == u"refresh") {
        instance().model->refresh(instance());
    } else if (op == u"begin") {
        m_blocks.push_back(std::make_unique<Transaction>());
        if (!m_blocks.back()->isActive())
            throw std::runtime_error("a transaction did not begin");
    } else if (op == u"rollback") {
        takeBlock()->rollback();
    } else if (op == u"on_commit") {
        m_reactions.onCommit(step[u"name"].toString(), step[u"then"]);
    } else {
        throw std::invalid_argument("unknown operation " + op.toStdString());
    }
    return {};
}

QJsonValue ModelOperations::save(const QJsonObject &step)
{
    const Held &instance = m_operands.held(step[u"ref"].toString());
    const QVariantMap changes = m_operands.values(*instance.model, step[u"values"].toObject());
    const ModelInfo &info = instance.model->info();
    for (auto change = changes.begin(); change != changes.end(); ++change)
        if (!info.setValue(instance.data.get(), info.fieldIndex(change.key()), change.value()))
            throw std::invalid_argument("no value for the field " + change.key().toStdString());
    const QString force = step[u"force"].toString();
    SaveOptions options{.forceInsert = force == u"insert" || force == u"both",
                        .forceUpdate = force == u"update" || force == u"both",
                        .raw = step[u"raw"].toBool()};
    if (step.contains(u"update_fields"))
        options.updateFields = strings(step[u"update_fields"]);
    instance.model->save(instance, options);
    return {};
}

QJsonValue ModelOperations::bulkCreate(const QJsonObject &step)
{
    const AnyModel &of = modelNamed(step[u"model"].toString());
    QList<QVariantMap> rows;
    for (const QJsonValue &row : step[u"rows"].toArray())
        rows << m_operands.values(of, row.toObject());
    QJsonArray names;
    const auto keys = of.bulkCreate(rows);
    for (const qint64 key : keys)
        names.append(m_names.of(of.info(), key));
    return names;
}

QJsonValue ModelOperations::list(const QJsonObject &step)
{
    const AnyModel &of = modelNamed(step[u"model"].toString());
    AnyModel::Search search = m_operands.search(of, step[u"filter"].toArray());
    search.order = strings(step[u"order"]);
    search.limit = step[u"limit"].toInteger(-1);
    const QList<Held> found = of.list(search);
    const QStringList as = strings(step[u"as"]);
    QJsonArray names;
    for (qsizetype i = 0; i < found.size(); ++i) {
        if (i < as.size())
            m_operands.keep(as[i], found[i]);
        names.append(m_names.of(of.info(), found[i].key()));
    }
    return names;
}

QJsonValue ModelOperations::getOrUpdateOrCreate(const QJsonObject &step)
{
    const AnyModel &of = modelNamed(step[u"model"].toString());
    const QVariantMap lookup = m_operands.values(of, step[u"lookup"].toObject());
    const QVariantMap defaults = m_operands.values(of, step[u"defaults"].toObject());
    const auto [instance, isNew] = step[u"op"] == u"get_or_create"_s ? of.getOrCreate(lookup, defaults)
                                                                     : of.updateOrCreate(lookup, defaults);
    m_operands.keep(step[u"as"].toString(), instance);
    return isNew;
}

QJsonValue ModelOperations::changeRelation(const QJsonObject &step)
{
    const QString op = step[u"op"].toString();
    const Held &instance = m_operands.held(step[u"ref"].toString());
    RelatedSet set = relatedSet(instance, step[u"relation"].toString(), step[u"reverse"].toBool());
    const QList<qint64> keys =
        m_operands.targets(step[u"targets"].toArray(), op == u"remove" ? nullptr : &instance);
    if (op == u"linked")
        return m_names.ofAll(set.otherModel(), valueOf(set.keys()));
    if (op == u"add")
        valueOf(set.add(keys));
    else if (op == u"remove")
        valueOf(set.remove(keys));
    else if (op == u"set")
        valueOf(set.set(keys, step[u"clear"].toBool()));
    else
        valueOf(set.clear());
    return {};
}

std::unique_ptr<Transaction> ModelOperations::takeBlock()
{
    if (m_blocks.empty())
        throw std::invalid_argument("no transaction is open");
    std::unique_ptr<Transaction> block = std::move(m_blocks.back());
    m_blocks.pop_back();
    return block;
}

QJsonValue ModelOperations::commit()
{
    const auto committed = takeBlock()->commit();
    if (!committed && committed.error().kind() == DatabaseError::Kind::TransactionFailed)
        return u"rolled back"_s;
    valueOf(committed);
    return u"committed"_s;
}

// Nothing but the next statement tells.
bool ModelOperations::isBroken() const
{
    if (m_blocks.empty())
        return false;
    const auto counted = detail::count(QueryDescription(allModels().front()->info()));
    return !counted && kindOf(counted.error()) == u"TransactionManagementError";
}
