// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "anymodel.h"

#include "librarymodels.h"
#include "stepfailed.h"
#include "tracenames.h"

#include <algorithm>
#include <stdexcept>

using namespace Signalbox;

namespace {

template <typename T>
class TypedModel : public AnyModel {
public:
    const ModelInfo &info() const override { return ModelInfo::of<T>(); }
    Held make(const QVariantMap &values) const override { return held(valueOf(T::make(values))); }
    Held copy(const Instance &instance) const override { return held(instance.as<T>()); }
    void set(const Instance &instance, const QString &field, const QVariant &value) const override
    {
        if (!info().setValue(instance.live<T>(), info().fieldIndex(field), value))
            throw std::invalid_argument("no such field or value");
    }
    void save(const Held &instance, const SaveOptions &options) const override
    {
        valueOf(instance.as<T>().save(options));
    }
    QMap<QString, int> remove(const Held &instance) const override
    {
        return valueOf(instance.as<T>().remove()).perModel;
    }
    void refresh(const Held &instance) const override { valueOf(instance.as<T>().refresh()); }
    QList<qint64> bulkCreate(const QList<QVariantMap> &rows) const override
    {
        QList<T> instances;
        for (const QVariantMap &row : rows)
            instances << valueOf(T::make(row));
        valueOf(T::bulkCreate(instances));
        QList<qint64> keys;
        for (const T &instance : std::as_const(instances))
            keys << instance.id;
        return keys;
    }
    Held get(const Search &search) const override { return held(valueOf(query(search).get())); }
    QList<Held> list(const Search &search) const override
    {
        QList<Held> found;
        const QList<T> instances = valueOf(query(search).all());
        for (const T &instance : instances)
            found << held(instance);
        return found;
    }
    qint64 count(const Search &search) const override { return valueOf(query(search).count()); }
    int update(const Search &search, const QVariantMap &values) const override
    {
        return valueOf(query(search).update(values));
    }
    QMap<QString, int> remove(const Search &search) const override
    {
        return valueOf(query(search).remove()).perModel;
    }
    std::pair<Held, bool> getOrCreate(const QVariantMap &lookup, const QVariantMap &defaults) const override
    {
        const auto [instance, isNew] = valueOf(T::getOrCreate(lookup, defaults));
        return {held(instance), isNew};
    }
    std::pair<Held, bool> updateOrCreate(const QVariantMap &lookup,
                                         const QVariantMap &defaults) const override
    {
        const auto [instance, isNew] = valueOf(T::updateOrCreate(lookup, defaults));
        return {held(instance), isNew};
    }

private:
    Held held(const T &instance) const { return {this, std::make_shared<T>(instance)}; }
    static Query<T> query(const Search &search)
    {
        Query<T> query = T::objects().orderBy(search.order).limit(search.limit);
        for (const auto &[lookup, value] : search.lookups)
            query.filter(lookup, value);
        return query;
    }
};

template <typename... Models>
std::vector<std::unique_ptr<const AnyModel>> typedModels()
{
    std::vector<std::unique_ptr<const AnyModel>> models;
    (models.push_back(std::make_unique<const TypedModel<Models>>()), ...);
    return models;
}

} // namespace

const std::vector<std::unique_ptr<const AnyModel>> &allModels()
{
    static const auto models = typedModels<Publisher, Author, Tag, Book, Chapter, Review, Loan, Note>();
    return models;
}

const AnyModel &modelNamed(QStringView name)
{
    const auto found = std::find_if(allModels().cbegin(), allModels().cend(), [name](const auto &model) {
        return shortened(model->info().label()) == name;
    });
    if (found == allModels().cend())
        throw std::invalid_argument("unknown model " + name.toString().toStdString());
    return **found;
}

const AnyModel &modelOf(const ModelInfo &info)
{
    return modelNamed(shortened(info.label()));
}
