// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelssingleton.h"

#include "scriptvalues.h"

#include <QtCore/QPointer>
#include <QtQml/QQmlEngine>

#include <Signalbox/ModelSignals>

#include <algorithm>

using namespace Signalbox;

namespace {

using Kind = DatabaseError::Kind;

constexpr char16_t makePromiseSource[] = uR"((function() {
    const open = {};
    open.promise = new Promise((resolve, reject) => { open.resolve = resolve; open.reject = reject; });
    return open;
}))";

std::optional<qint64> wholeNumber(const QVariant &value)
{
    const auto converted = ScriptValues::converted(value, QMetaType::fromType<qint64>());
    return converted ? std::optional(converted->toLongLong()) : std::nullopt;
}

// What makes no sense about names says which there are.
DatabaseError explained(const DatabaseError &error, const ModelInfo &model)
{
    const QString names = ScriptValues::fieldNames(model);
    if (error.kind() != Kind::InvalidArgument || error.text().contains(names))
        return error;
    return DatabaseError(error.kind(),
                         QStringLiteral("%1 Of %2, %3.").arg(error.text(), model.label(), names));
}

template <typename T, typename Convert>
Result<QVariant> converted(const Result<T> &result, const ModelInfo &model, Convert convert)
{
    return result ? Result<QVariant>(convert(*result)) : explained(result.error(), model);
}

Result<QVariant> created(const ModelInfo &model, const QVariantMap &values, const QString &database)
{
    QVariant instance(model.type());
    if (const auto made = detail::make(model, instance.data(), values); !made)
        return explained(made.error(), model);
    const auto saved = detail::save(model, instance.data(), {.database = database, .forceInsert = true});
    return converted(saved, model, [&](const Saved &) { return instance; });
}

// The key among @p values; 0 if there is none, nothing if that is no key.
std::optional<qint64> keyIn(const ModelInfo &model, const QVariantMap &values)
{
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (model.fieldIndex(value.key()) == model.primaryKeyIndex() && value->isValid())
            return wholeNumber(*value);
    }
    return 0;
}

Result<QVariant> changed(const ModelInfo &model, qint64 key, const QVariantMap &values,
                         const QString &database)
{
    QVariant instance(model.type());
    if (const auto loaded = detail::load(model, instance.data(), key, database); !loaded)
        return explained(loaded.error(), model);
    QStringList fields;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        const int field = model.fieldIndex(value.key());
        if (field == model.primaryKeyIndex())
            continue;
        const auto refused = [&](const QString &why) {
            return explained(
                DatabaseError(
                    Kind::InvalidArgument,
                    QStringLiteral("Can't change %1 %2: %3.").arg(model.label(), QString::number(key), why)),
                model);
        };
        if (field < 0)
            return refused(QStringLiteral("it has no field \"%1\"").arg(value.key()));
        if (!model.setValue(instance.data(), field, *value)) {
            return refused(QStringLiteral("\"%1\" (%2) is no value for %3")
                               .arg(value->toString(), QLatin1StringView(value->typeName()), value.key()));
        }
        fields.append(model.fields()[field].name);
    }
    const auto saved = detail::save(model, instance.data(),
                                    {.database = database, .updateFields = fields, .forceUpdate = true});
    return converted(saved, model, [&](const Saved &) { return instance; });
}

DatabaseError noKey(const QString &label, const QVariant &key)
{
    return DatabaseError(
        Kind::InvalidArgument,
        QStringLiteral("\"%1\" is no key of %2; pass a whole number.").arg(key.toString(), label));
}

// The entries of the object @p script, plain; @p problem if it is none, or has what can be no value. Of @p
// whose values those that are undefined are left out; a lookup that is would find other rows than was meant.
enum class Whose { Fields, Lookups };
std::optional<QVariantMap> entriesOf(const QJSValue &script, Whose whose, QString *problem)
{
    auto entries = ScriptValues::object(script);
    if (!entries) {
        *problem = QStringLiteral("%1 must be an object with the names of fields, not \"%2\".")
                       .arg(whose == Whose::Fields ? QStringLiteral("Values") : QStringLiteral("A filter"),
                            script.toString());
        return std::nullopt;
    }
    for (auto entry = entries->cbegin(); whose == Whose::Lookups && entry != entries->cend(); ++entry) {
        if (!entry->isValid()) {
            *problem = QStringLiteral("The filter %1 is undefined; null is what finds empty fields.")
                           .arg(entry.key());
            return std::nullopt;
        }
    }
    entries->removeIf([](const auto &entry) { return !entry.value().isValid(); });
    QString name;
    auto plain = ScriptValues::plainFields(*entries, &name);
    if (!plain)
        *problem = QStringLiteral("A function can't be a value, nor can a QObject; %1 is one.").arg(name);
    return plain;
}

} // namespace

ModelsSingleton::ModelsSingleton(QQmlEngine *engine, QJSEngine *jsEngine)
    : m_engine(jsEngine), m_makePromise(jsEngine->evaluate(QString::fromUtf16(makePromiseSource))),
      m_worker(Worker::of(engine))
{
    // A class can be found by its label only after it was announced; by the event loop it can.
    classPrepared().connect(this, [this] { Q_EMIT labelsChanged(); }, {.type = Qt::QueuedConnection});
}

ModelsSingleton::~ModelsSingleton() = default;

QStringList ModelsSingleton::labels() const
{
    QStringList labels;
    const auto models = ModelInfo::all();
    for (const ModelInfo *const model : models)
        labels.append(model->label());
    return labels;
}

QJSValue ModelsSingleton::promise(quint64 *id)
{
    *id = ++m_lastId;
    const QJSValue open = m_makePromise.call();
    m_open.insert(*id, open);
    return open.property(QStringLiteral("promise"));
}

void ModelsSingleton::settle(quint64 id, const Answer &answer)
{
    const QJSValue open = m_open.take(id);
    if (!answer.kind.isEmpty()) {
        QJSValue error = m_engine->newErrorObject(QJSValue::GenericError, answer.error);
        error.setProperty(QStringLiteral("kind"), answer.kind);
        open.property(QStringLiteral("reject")).call({error});
        return;
    }
    QJSValue value;
    if (answer.value.metaType().id() == QMetaType::QVariantList) {
        const auto list = answer.value.toList();
        value = m_engine->newArray(uint(list.size()));
        for (qsizetype i = 0; i < list.size(); ++i)
            value.setProperty(quint32(i), m_engine->toScriptValue(list[i]));
    } else {
        value = m_engine->toScriptValue(answer.value);
    }
    open.property(QStringLiteral("resolve")).call({value});
}

ModelsSingleton::Answer ModelsSingleton::answerOf(const Work &work)
{
    try {
        const auto result = work();
        if (result)
            return {.value = *result};
        return {.kind = ScriptValues::kindName(result.error().kind()), .error = result.error().text()};
    } catch (...) { // of a receiver
        return {.kind = QStringLiteral("Exception"), .error = errorString(std::current_exception())};
    }
}

QJSValue ModelsSingleton::run(Worker::Kind kind, const Work &work)
{
    quint64 id = 0;
    QJSValue result = promise(&id);
    // The worker gets nothing of the engine but this name of the promise.
    m_worker->run(kind, [self = QPointer(this), id, work]() -> Worker::Reply {
        return [self, id, answer = answerOf(work)] {
            if (self)
                self->settle(id, answer);
        };
    });
    return result;
}

QJSValue ModelsSingleton::run(Worker::Kind kind, const QString &label, const WorkWithModel &work)
{
    return run(kind, [label, work]() -> Result<QVariant> {
        if (const ModelInfo *const model = ModelInfo::find(label))
            return work(*model);
        return DatabaseError(Kind::InvalidModel, ScriptValues::unknownModel(label));
    });
}

QJSValue ModelsSingleton::refuse(const QString &why)
{
    return run(Worker::Kind::Read,
               [why]() -> Result<QVariant> { return DatabaseError(Kind::InvalidArgument, why); });
}

QJSValue ModelsSingleton::create(const QString &label, const QJSValue &values, const QString &database)
{
    QString problem;
    const auto plain = entriesOf(values, Whose::Fields, &problem);
    if (!plain)
        return refuse(problem);
    return run(Worker::Kind::Write, label, [values = *plain, database](const ModelInfo &model) {
        return created(model, values, database);
    });
}

QJSValue ModelsSingleton::get(const QString &label, double pk, const QString &database)
{
    return run(Worker::Kind::Read, label, [pk, database](const ModelInfo &model) -> Result<QVariant> {
        const auto key = wholeNumber(pk);
        if (!key)
            return noKey(model.label(), pk);
        QVariant instance(model.type());
        const auto loaded = detail::load(model, instance.data(), *key, database);
        return converted(loaded, model, [&](Done) { return instance; });
    });
}

QJSValue ModelsSingleton::save(const QVariant &instance)
{
    const ModelInfo *const model = ScriptValues::modelOf(instance);
    if (!model)
        return refuse(
            QStringLiteral("Can't save a %1: it is no instance of a model; pass one, or a label and values.")
                .arg(QLatin1StringView(instance.typeName())));
    return run(Worker::Kind::Write, [model, instance]() -> Result<QVariant> {
        QVariant saved = instance;
        const QString database = model->state(saved.constData()).database();
        const auto done = detail::save(*model, saved.data(), {.database = database});
        return converted(done, *model, [&](const Saved &) { return saved; });
    });
}

QJSValue ModelsSingleton::save(const QString &label, const QJSValue &values, const QString &database)
{
    QString problem;
    const auto plain = entriesOf(values, Whose::Fields, &problem);
    if (!plain)
        return refuse(problem);
    const auto work = [values = *plain, database](const ModelInfo &model) -> Result<QVariant> {
        const auto key = keyIn(model, values);
        if (!key)
            return noKey(model.label(), values.value(model.fields()[model.primaryKeyIndex()].name));
        return *key == 0 ? created(model, values, database) : changed(model, *key, values, database);
    };
    return run(Worker::Kind::Write, label, work);
}

QJSValue ModelsSingleton::remove(const QVariant &instance)
{
    const ModelInfo *const model = ScriptValues::modelOf(instance);
    if (!model)
        return refuse(
            QStringLiteral("Can't remove a %1: it is no instance of a model; pass one, or a label and a key.")
                .arg(QLatin1StringView(instance.typeName())));
    return run(Worker::Kind::Write, [model, instance]() -> Result<QVariant> {
        QVariant removed = instance;
        const QString database = model->state(removed.constData()).database();
        const auto done = detail::remove(*model, removed.data(), database);
        return converted(done, *model, [](const Removed &rows) { return QVariant(rows.count); });
    });
}

QJSValue ModelsSingleton::remove(const QString &label, double pk, const QString &database)
{
    return run(Worker::Kind::Write, label, [pk, database](const ModelInfo &model) -> Result<QVariant> {
        const auto key = wholeNumber(pk);
        if (!key)
            return noKey(model.label(), pk);
        QVariant instance(model.type());
        if (const auto loaded = detail::load(model, instance.data(), *key, database); !loaded)
            return explained(loaded.error(), model);
        const auto done = detail::remove(model, instance.data(), database);
        return converted(done, model, [](const Removed &rows) { return QVariant(rows.count); });
    });
}

QJSValue ModelsSingleton::query(const QString &label, const QJSValue &options)
{
    QVariantMap filter;
    QString search;
    QStringList orderBy;
    qint64 limit = -1;
    qint64 offset = 0;
    QString database = QStringLiteral("default");
    const auto given = options.isUndefined() ? QVariantMap() : ScriptValues::object(options);
    if (!given) {
        return refuse(
            QStringLiteral("Can't query %1: the options must be an object with filter, search, orderBy, "
                           "limit, offset or database, not \"%2\".")
                .arg(label, options.toString()));
    }
    for (auto option = given->cbegin(); option != given->cend(); ++option) {
        if (option.key() == QLatin1StringView("filter")) {
            const QJSValue lookups = options.property(option.key());
            QString problem;
            const auto entries = lookups.isNull() || lookups.isUndefined()
                ? QVariantMap()
                : entriesOf(lookups, Whose::Lookups, &problem);
            if (!entries)
                return refuse(QStringLiteral("Can't query %1: %2").arg(label, problem));
            filter = *entries;
            continue;
        }
        const auto plain = ScriptValues::plain(*option);
        bool isRight = plain.has_value();
        const auto number = [&](qint64 otherwise) {
            const auto whole = isRight ? wholeNumber(*plain) : std::nullopt;
            isRight = whole.has_value();
            return whole.value_or(otherwise);
        };
        const auto text = [&](const QString &otherwise) {
            isRight = isRight && (!plain->isValid() || plain->typeId() == QMetaType::QString);
            return isRight ? plain->toString() : otherwise;
        };
        if (option.key() == QLatin1StringView("search")) {
            search = text(search);
        } else if (option.key() == QLatin1StringView("orderBy")) {
            isRight = isRight && plain->canConvert<QStringList>();
            if (isRight)
                orderBy = plain->toStringList();
        } else if (option.key() == QLatin1StringView("limit")) {
            limit = number(limit);
        } else if (option.key() == QLatin1StringView("offset")) {
            offset = number(offset);
        } else if (option.key() == QLatin1StringView("database")) {
            database = text(database);
        } else {
            return refuse(
                QStringLiteral("Can't query %1: there is no option \"%2\"; there are filter, search, "
                               "orderBy, limit, offset and database.")
                    .arg(label, option.key()));
        }
        if (!isRight) {
            return refuse(QStringLiteral("Can't query %1: \"%2\" is no value for the option %3.")
                              .arg(label, option->toString(), option.key()));
        }
    }
    return run(Worker::Kind::Read, label, [=](const ModelInfo &model) {
        QueryDescription query(model, database);
        query.filter(filter);
        query.search(search);
        if (!orderBy.isEmpty())
            query.orderBy(orderBy);
        query.setLimit(limit, offset);
        QVariantList instances;
        const auto next = [&] { return instances.emplaceBack(model.type()).data(); };
        const auto loaded = detail::load(query, next);
        return converted(loaded, model, [&](Done) { return QVariant(instances); });
    });
}

QJSValue ModelsSingleton::update(const QString &label, const QJSValue &filter, const QJSValue &values,
                                 const QString &database)
{
    QString problem;
    const auto lookups = entriesOf(filter, Whose::Lookups, &problem);
    const auto plain = lookups ? entriesOf(values, Whose::Fields, &problem) : std::nullopt;
    if (!plain)
        return refuse(QStringLiteral("Can't update %1: %2").arg(label, problem));
    const auto work = [lookups = *lookups, values = *plain, database](const ModelInfo &model) {
        QueryDescription query(model, database);
        query.filter(lookups);
        return converted(detail::update(query, values, true), model,
                         [](int count) { return QVariant(count); });
    };
    return run(Worker::Kind::Write, label, work);
}
