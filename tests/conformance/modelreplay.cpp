// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelreplay.h"

#include "librarymodels.h"
#include "tracefile.h"

#include <algorithm>
#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

QString kindOf(const DatabaseError &error)
{
    switch (error.kind()) {
    case DatabaseError::Kind::ConstraintViolated:
        return u"IntegrityError"_s;
    case DatabaseError::Kind::Protected:
        return u"ProtectedError"_s;
    case DatabaseError::Kind::NotFound:
        return u"DoesNotExist"_s;
    case DatabaseError::Kind::InvalidArgument:
    case DatabaseError::Kind::NotSaved:
        return u"ValueError"_s;
    case DatabaseError::Kind::NotUpdated:
        return u"NotUpdated"_s;
    case DatabaseError::Kind::TransactionFailed:
        return u"TransactionManagementError"_s;
    default:
        throw std::runtime_error((error.text() + u' ' + error.driverText()).toStdString());
    }
}

namespace {

// "Book.tags" for "library.Book_tags"
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

template <typename Do>
void withSignal(const QString &name, Do operation)
{
    if (name == u"pre_init")
        return operation(preInit());
    if (name == u"post_init")
        return operation(postInit());
    if (name == u"pre_save")
        return operation(preSave());
    if (name == u"post_save")
        return operation(postSave());
    if (name == u"pre_delete")
        return operation(preDelete());
    if (name == u"post_delete")
        return operation(postDelete());
    if (name == u"m2m_changed")
        return operation(m2mChanged());
    throw std::invalid_argument("unknown signal " + name.toStdString());
}

QString actionName(M2mChanged::Action action)
{
    static const QString names[] = {u"pre_add"_s,     u"post_add"_s,  u"pre_remove"_s,
                                    u"post_remove"_s, u"pre_clear"_s, u"post_clear"_s};
    return names[int(action)];
}

QJsonValue namesOf(const std::optional<QStringList> &fields)
{
    if (!fields)
        return QJsonValue::Null;
    QStringList sorted = *fields;
    sorted.sort();
    return QJsonArray::fromStringList(sorted);
}

QStringList strings(const QJsonValue &array)
{
    return array.toVariant().toStringList();
}

// By the first two columns.
QJsonArray sortedRows(const QJsonArray &rows)
{
    std::multimap<std::pair<QString, QString>, QJsonValue> sorted;
    for (const QJsonValue &row : rows)
        sorted.emplace(std::pair(row[0].toString(), row[1].toString()), row);
    QJsonArray array;
    for (const auto &[columns, row] : sorted)
        array.append(row);
    return array;
}

} // namespace

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

ModelReplay::ModelReplay(LibraryDatabase &database) : m_database(database)
{
    m_models.push_back(std::make_unique<TypedModel<Publisher>>());
    m_models.push_back(std::make_unique<TypedModel<Author>>());
    m_models.push_back(std::make_unique<TypedModel<Tag>>());
    m_models.push_back(std::make_unique<TypedModel<Book>>());
    m_models.push_back(std::make_unique<TypedModel<Chapter>>());
    m_models.push_back(std::make_unique<TypedModel<Review>>());
    m_models.push_back(std::make_unique<TypedModel<Loan>>());
    m_models.push_back(std::make_unique<TypedModel<Note>>());
    database.clear();
}

ModelReplay::~ModelReplay()
{
    while (!m_blocks.empty())
        m_blocks.pop_back(); // the innermost first
}

const AnyModel &ModelReplay::model(const QString &name) const
{
    const auto found = std::find_if(m_models.cbegin(), m_models.cend(), [&name](const auto &model) {
        return shortened(model->info().label()) == name;
    });
    if (found == m_models.cend())
        throw std::invalid_argument("unknown model " + name.toStdString());
    return **found;
}

const AnyModel &ModelReplay::model(const ModelInfo &info) const
{
    return model(shortened(info.label()));
}

QJsonObject ModelReplay::answer(const QJsonObject &step)
{
    const QJsonObject what = step[u"do"].toObject();
    m_wasBroken = isBroken();
    m_events = {};
    m_expected = step[u"events"].toArray();
    QJsonObject answer;
    QJsonValue result;
    try {
        result = run(what);
    } catch (const StepFailed &error) {
        answer.insert(u"error"_s, error.kind());
    }
    if (!m_events.isEmpty())
        answer.insert(u"events"_s, m_events);
    const bool isEmpty = result.isNull() || (result.isArray() && result.toArray().isEmpty())
        || (result.isObject() && result.toObject().isEmpty());
    if (!isEmpty)
        answer.insert(u"result"_s, result);
    const QString name = what[what.contains(u"ref") ? u"ref"_s : u"as"_s].toString();
    if (const auto instance = m_instances.find(name); instance != m_instances.end())
        answer.insert(u"key"_s, m_names.of(instance->second.model->info(), instance->second.key()));
    if (isBroken())
        answer.insert(u"broken"_s, true);
    for (const auto &model : m_models)
        m_database.pushSequence(model->info().table(), m_names.highest(model->info()));
    return answer;
}

QJsonObject ModelReplay::comparable(QJsonObject step) const
{
    if (!m_listeners.contains(u"pre_delete *"_s) && !m_listeners.contains(u"post_delete *"_s))
        return step;
    QJsonArray events;
    QJsonArray others; // of a round of pre_delete or post_delete
    QString round;
    bool isReview = false;
    const auto endRound = [&] {
        for (const QJsonValue &event : std::as_const(others))
            events.append(event);
        others = {};
    };
    for (const QJsonValue &event : step[u"events"].toArray()) {
        const QString signal = event[0].toString().remove(u'*');
        const bool isDelete = signal.endsWith(u"_delete");
        if ((isDelete && signal != round) || signal == u"commit") {
            endRound();
            round = signal;
            isReview = false;
        }
        if (isDelete)
            isReview = event[1] == u"Review"_s;
        (isReview ? events : others).append(event);
    }
    endRound();
    if (!events.isEmpty())
        step[u"events"_s] = events;
    return step;
}

// Nothing but the next statement tells.
bool ModelReplay::isBroken() const
{
    if (m_blocks.empty())
        return false;
    const auto counted = detail::count(QueryDescription(m_models.front()->info()));
    return !counted && kindOf(counted.error()) == u"TransactionManagementError";
}

template <typename Event>
void ModelReplay::heard(const QString &signal, bool anySender, const Event &event, const Sender &sender)
{
    if (signal == u"pre_delete" && m_wasBroken && m_events.size() >= m_expected.size())
        return;
    const QString name = shortened(sender.name());
    QJsonArray noted{anySender ? QString(signal + u'*') : signal, name};
    for (const QJsonValue &value : note(event))
        noted.append(value);
    m_events.append(noted);
    QString key = signal + u' ' + name;
    Scene scene;
    if constexpr (std::is_same_v<Event, PreInit>)
        scene.arguments = event.values.live();
    else
        scene.instance = &event.instance;
    if constexpr (std::is_same_v<Event, M2mChanged>) {
        key += u' ' + actionName(event.action);
        scene.keys = event.keys.live();
        scene.far = ModelInfo::find(event.model);
    }
    if (m_pending.contains(key))
        react(m_pending.take(key), scene);
}

QJsonArray ModelReplay::note(const PreInit &event)
{
    if (event.isLoaded)
        return {u"row"_s};
    // As a value: compilers differ about what braces around a single array mean.
    return {QJsonValue(QJsonArray::fromStringList(event.values->keys()))};
}

QJsonArray ModelReplay::note(const PostInit &event)
{
    return {QJsonValue(row(event.instance))};
}

QJsonArray ModelReplay::note(const PreSave &event)
{
    return {row(event.instance), event.raw, namesOf(event.updateFields)};
}

QJsonArray ModelReplay::note(const PostSave &event)
{
    return {row(event.instance), event.raw, namesOf(event.updateFields), event.created};
}

QJsonArray ModelReplay::note(const PreDelete &event)
{
    return noteDelete(event, event.origin);
}

QJsonArray ModelReplay::note(const PostDelete &event)
{
    return noteDelete(event, event.origin);
}

QJsonArray ModelReplay::noteDelete(const ModelEvent &event, const QVariant &origin)
{
    const QJsonArray noted = row(event.instance);
    if (!origin.isValid())
        return {noted, u"query"_s};
    const AnyModel &from = model(QString::fromLatin1(origin.metaType().name()));
    return {noted, m_names.of(from.info(), from.info().key(origin.constData()))};
}

QJsonArray ModelReplay::note(const M2mChanged &event)
{
    const QJsonValue key = m_names.of(*event.instance.model(), event.instance.key());
    const ModelInfo &far = *ModelInfo::find(event.model);
    const QJsonValue keys =
        event.isClear() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_names.ofAll(far, *event.keys));
    return {key, actionName(event.action), event.reverse, shortened(event.model), keys};
}

QJsonArray ModelReplay::row(const Instance &instance)
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

void ModelReplay::react(const QJsonArray &then, const Scene &scene)
{
    const QString kind = then[0].toString();
    const QString name = then[1].toString();
    if (kind == u"raise")
        throw StepFailed(u"raised"_s);
    if (kind == u"count") {
        m_events.append(QJsonArray{kind, name, model(name).count({})});
    } else if (kind == u"on_commit") {
        onCommit(name, then[2]);
    } else if (kind == u"create") {
        const AnyModel &of = model(name);
        of.save(of.make(values(of, then[2].toObject())), {.forceInsert = true});
    } else if (kind == u"discard") {
        if (!scene.keys)
            throw std::invalid_argument("there are no keys to discard");
        const QJsonArray names = m_names.ofAll(*scene.far, *scene.keys);
        if (!names.isEmpty())
            scene.keys->removeOne(m_names.key(names[0].toString()));
    } else if (kind == u"set" && !scene.instance) {
        if (scene.arguments && !scene.arguments->isEmpty())
            scene.arguments->insert(name, then[2].toVariant());
    } else {
        if (!scene.instance)
            throw std::invalid_argument("there is no instance to " + kind.toStdString());
        const AnyModel &of = model(*scene.instance->model());
        if (kind == u"set")
            of.set(*scene.instance, name, then[2].toVariant());
        else if (kind == u"save")
            of.save(of.copy(*scene.instance), {});
        else if (kind == u"delete")
            of.remove(of.copy(*scene.instance));
        else if (kind == u"add")
            valueOf(related(of.copy(*scene.instance), u"Book."_s + name, false)
                        .add(targets(then[2].toArray(), nullptr)));
        else
            throw std::invalid_argument("unknown reaction " + kind.toStdString());
    }
}

void ModelReplay::onCommit(const QString &name, const QJsonValue &then)
{
    Signalbox::onCommit([this, name, then] {
        m_events.append(QJsonArray{u"commit"_s, name});
        if (!then.isNull())
            react(then.toArray(), {});
    });
}

QVariant ModelReplay::value(const AnyModel &model, const QString &field, const QJsonValue &value) const
{
    const int index = model.info().fieldIndex(field);
    const bool isKey =
        index >= 0 && (index == model.info().primaryKeyIndex() || model.info().fields()[index].target);
    return isKey ? QVariant(m_names.key(value.toString())) : value.toVariant();
}

QVariantMap ModelReplay::values(const AnyModel &model, const QJsonObject &object) const
{
    QVariantMap values;
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        values.insert(entry.key(), value(model, entry.key(), entry.value()));
    return values;
}

AnyModel::Held &ModelReplay::held(const QString &name)
{
    return knownIn(m_instances, name, "instance");
}

AnyModel::Search ModelReplay::search(const AnyModel &model, const QJsonArray &filter) const
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

// @p owner is the instance to which they are to be linked, or nullptr.
QList<qint64> ModelReplay::targets(const QJsonArray &array, const Held *owner)
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

RelatedSet ModelReplay::related(const Held &instance, const QString &relation, bool reverse) const
{
    const bool isFromTag = relation == u"Book.tags" && reverse;
    const ModelInfo &owner = isFromTag ? ModelInfo::of<Tag>() : ModelInfo::of<Book>();
    if (&instance.model->info() != &owner)
        throw std::invalid_argument("no " + owner.label().toStdString() + " has " + relation.toStdString());
    if (isFromTag)
        return reverseRelated(instance.as<Tag>(), &Book::tags);
    auto &book = instance.as<Book>();
    if (relation == u"Book.tags")
        return Signalbox::related(book, &Book::tags);
    if (relation == u"Book.alike")
        return Signalbox::related(book, &Book::alike);
    if (relation != u"Book.sequels")
        throw std::invalid_argument("unknown relation " + relation.toStdString());
    return reverse ? reverseRelated(book, &Book::sequels) : Signalbox::related(book, &Book::sequels);
}

QJsonObject ModelReplay::counted(const QMap<QString, int> &removed)
{
    QJsonObject counts;
    for (auto entry = removed.cbegin(); entry != removed.cend(); ++entry)
        counts.insert(shortened(entry.key()), entry.value());
    return counts;
}

QJsonValue ModelReplay::run(const QJsonObject &step)
{
    const QString op = step[u"op"].toString();
    const QString name = step[u"as"].toString();
    const auto modelOf = [&]() -> const AnyModel & { return model(step[u"model"].toString()); };
    const auto valuesOf = [&] { return values(modelOf(), step[u"values"].toObject()); };
    const auto searchOf = [&] { return search(modelOf(), step[u"filter"].toArray()); };
    const auto instance = [&]() -> const Held & { return held(step[u"ref"].toString()); };
    if (op == u"connect")
        return connect(step[u"listeners"].toArray());
    if (op == u"disconnect")
        return disconnect(step[u"listeners"].toArray());
    if (op == u"save")
        return save(step);
    if (op == u"delete")
        return counted(instance().model->remove(instance()));
    if (op == u"delete_query")
        return counted(modelOf().remove(searchOf()));
    if (op == u"update")
        return modelOf().update(searchOf(), valuesOf());
    if (op == u"bulk_create")
        return bulkCreate(step);
    if (op == u"list")
        return list(step);
    if (op == u"count")
        return modelOf().count(searchOf());
    if (op == u"get_or_create" || op == u"update_or_create")
        return getOrUpdateOrCreate(step);
    if (op == u"add" || op == u"remove" || op == u"set" || op == u"clear" || op == u"linked")
        return changeRelation(step);
    if (op == u"commit")
        return commit();

    if (op == u"behave") {
        QStringList key{step[u"signal"].toString(), step[u"model"].toString()};
        if (step.contains(u"action"))
            key << step[u"action"].toString();
        m_pending.insert(key.join(u' '), step[u"then"].toArray());
    } else if (op == u"make") {
        QVariantMap values = valuesOf();
        if (step.contains(u"preset"))
            values.insert(u"id"_s, step[u"preset"].toInteger());
        m_instances[name] = modelOf().make(values);
    } else if (op == u"create") {
        const Held made = modelOf().make(valuesOf());
        modelOf().save(made, {.forceInsert = true});
        m_instances[name] = made;
    } else if (op == u"get") {
        m_instances[name] = modelOf().get(searchOf());
    } else if (op == u"refresh") {
        instance().model->refresh(instance());
    } else if (op == u"begin") {
        m_blocks.push_back(std::make_unique<Transaction>());
        if (!m_blocks.back()->isActive())
            throw std::runtime_error("a transaction did not begin");
    } else if (op == u"rollback") {
        takeBlock()->rollback();
    } else if (op == u"on_commit") {
        onCommit(step[u"name"].toString(), step[u"then"]);
    } else {
        throw std::invalid_argument("unknown operation " + op.toStdString());
    }
    return {};
}

QJsonValue ModelReplay::connect(const QJsonArray &listeners)
{
    for (const QJsonValue &listener : listeners) {
        const QString name = listener[0].toString();
        const QString sender = listener[1].toString();
        withSignal(name, [&]<typename Event>(Signal<Event> &signal) {
            const bool anySender = sender == u"*";
            const Connection connection = signal.connect(
                [this, name, anySender](const Event &event, const Sender &from) {
                    heard(name, anySender, event, from);
                },
                {.sender = senderOf(sender), .dispatchUid = u"replay"_s});
            if (connection.isNew())
                m_listeners[name + u' ' + sender] = ScopedConnection(connection);
        });
    }
    return {};
}

QJsonValue ModelReplay::disconnect(const QJsonArray &listeners)
{
    QJsonArray wereThere;
    for (const QJsonValue &listener : listeners) {
        const QString name = listener[0].toString();
        const QString sender = listener[1].toString();
        withSignal(name,
                   [&](auto &signal) { wereThere.append(signal.disconnect(u"replay"_s, senderOf(sender))); });
        m_listeners.erase(name + u' ' + sender);
    }
    return wereThere;
}

QJsonValue ModelReplay::save(const QJsonObject &step)
{
    const Held &instance = held(step[u"ref"].toString());
    const QVariantMap changes = values(*instance.model, step[u"values"].toObject());
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

QJsonValue ModelReplay::bulkCreate(const QJsonObject &step)
{
    const AnyModel &of = model(step[u"model"].toString());
    QList<QVariantMap> rows;
    for (const QJsonValue &row : step[u"rows"].toArray())
        rows << values(of, row.toObject());
    QJsonArray names;
    const auto keys = of.bulkCreate(rows);
    for (const qint64 key : keys)
        names.append(m_names.of(of.info(), key));
    return names;
}

QJsonValue ModelReplay::list(const QJsonObject &step)
{
    const AnyModel &of = model(step[u"model"].toString());
    AnyModel::Search search = this->search(of, step[u"filter"].toArray());
    search.order = strings(step[u"order"]);
    search.limit = step[u"limit"].toInteger(-1);
    const QList<Held> found = of.list(search);
    const QStringList as = strings(step[u"as"]);
    QJsonArray names;
    for (qsizetype i = 0; i < found.size(); ++i) {
        if (i < as.size())
            m_instances[as[i]] = found[i];
        names.append(m_names.of(of.info(), found[i].key()));
    }
    return names;
}

QJsonValue ModelReplay::getOrUpdateOrCreate(const QJsonObject &step)
{
    const AnyModel &of = model(step[u"model"].toString());
    const QVariantMap lookup = values(of, step[u"lookup"].toObject());
    const QVariantMap defaults = values(of, step[u"defaults"].toObject());
    const auto [instance, isNew] = step[u"op"] == u"get_or_create"_s ? of.getOrCreate(lookup, defaults)
                                                                     : of.updateOrCreate(lookup, defaults);
    m_instances[step[u"as"].toString()] = instance;
    return isNew;
}

QJsonValue ModelReplay::changeRelation(const QJsonObject &step)
{
    const QString op = step[u"op"].toString();
    const Held &instance = held(step[u"ref"].toString());
    RelatedSet set = related(instance, step[u"relation"].toString(), step[u"reverse"].toBool());
    const QList<qint64> keys = targets(step[u"targets"].toArray(), op == u"remove" ? nullptr : &instance);
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

std::unique_ptr<Transaction> ModelReplay::takeBlock()
{
    if (m_blocks.empty())
        throw std::invalid_argument("no transaction is open");
    std::unique_ptr<Transaction> block = std::move(m_blocks.back());
    m_blocks.pop_back();
    return block;
}

QJsonValue ModelReplay::commit()
{
    const auto committed = takeBlock()->commit();
    if (!committed && committed.error().kind() == DatabaseError::Kind::TransactionFailed)
        return u"rolled back"_s;
    valueOf(committed);
    return u"committed"_s;
}

QJsonObject ModelReplay::rows()
{
    QJsonObject tables;
    for (const auto &model : m_models) {
        const ModelInfo &info = model->info();
        QStringList columns;
        for (const FieldInfo &field : info.fields())
            columns << field.column;
        QJsonArray rows;
        QSqlQuery query = LibraryDatabase::execute(
            u"SELECT %1 FROM %2 ORDER BY id"_s.arg(columns.join(u", "_s), info.table()));
        while (query.next()) {
            QJsonArray row{m_names.of(info, query.value(0).toLongLong())};
            for (int i = 1; i < columns.size(); ++i) {
                const FieldInfo &field = info.fields()[i];
                row.append(field.target ? m_names.of(field.target(), query.value(i).toLongLong())
                                        : QJsonValue::fromVariant(query.value(i)));
            }
            rows.append(row);
        }
        if (!rows.isEmpty())
            tables.insert(shortened(info.label()), sortedRows(rows));
    }
    const ModelInfo &book = ModelInfo::of<Book>();
    for (const ManyToManyInfo &relation : book.manyToMany()) {
        QJsonArray rows;
        QSqlQuery query = LibraryDatabase::execute(
            u"SELECT %1, %2 FROM %3"_s.arg(relation.sourceColumn, relation.targetColumn, relation.table));
        while (query.next())
            rows.append(QJsonArray{m_names.of(book, query.value(0).toLongLong()),
                                   m_names.of(relation.target(), query.value(1).toLongLong())});
        if (!rows.isEmpty())
            tables.insert(shortened(relation.sender.name()), sortedRows(rows));
    }
    return tables;
}
