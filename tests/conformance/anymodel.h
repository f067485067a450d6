// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

#include <QMap>
#include <QString>

#include <exception>
#include <memory>
#include <utility>

/// An operation of a step has failed; what a receiver throws, too.
class StepFailed : public std::exception {
public:
    explicit StepFailed(const QString &kind) : m_kind(kind) { }

    /// As a trace names it.
    const QString &kind() const { return m_kind; }
    const char *what() const noexcept override { return "a step failed"; }

private:
    QString m_kind;
};

/// What a trace calls @p error; throws std::runtime_error for one that Django has no name for.
QString kindOf(const Signalbox::DatabaseError &error);

template <typename T>
T valueOf(Signalbox::Result<T> result)
{
    if (!result)
        throw StepFailed(kindOf(result.error()));
    return std::move(result).value();
}

/// A typed model behind one face for all: what a user would write for his class.
class AnyModel {
public:
    /// An instance of any model.
    struct Held {
        template <typename T>
        T &as() const
        {
            return *static_cast<T *>(data.get());
        }
        qint64 key() const { return model->info().key(data.get()); }

        const AnyModel *model = nullptr;
        std::shared_ptr<void> data = {};
    };

    struct Search {
        QList<std::pair<QString, QVariant>> lookups;
        QStringList order = {};
        qint64 limit = -1;
    };

    AnyModel() = default;
    virtual ~AnyModel() = default;
    Q_DISABLE_COPY_MOVE(AnyModel)

    virtual const Signalbox::ModelInfo &info() const = 0;
    virtual Held make(const QVariantMap &values) const = 0;
    virtual Held copy(const Signalbox::Instance &instance) const = 0;
    virtual void set(const Signalbox::Instance &instance, const QString &field,
                     const QVariant &value) const = 0;
    virtual void save(const Held &instance, const Signalbox::SaveOptions &options) const = 0;
    virtual QMap<QString, int> remove(const Held &instance) const = 0;
    virtual void refresh(const Held &instance) const = 0;
    virtual QList<qint64> bulkCreate(const QList<QVariantMap> &rows) const = 0;
    virtual Held get(const Search &search) const = 0;
    virtual QList<Held> list(const Search &search) const = 0;
    virtual qint64 count(const Search &search) const = 0;
    virtual int update(const Search &search, const QVariantMap &values) const = 0;
    virtual QMap<QString, int> remove(const Search &search) const = 0;
    virtual std::pair<Held, bool> getOrCreate(const QVariantMap &lookup,
                                              const QVariantMap &defaults) const = 0;
    virtual std::pair<Held, bool> updateOrCreate(const QVariantMap &lookup,
                                                 const QVariantMap &defaults) const = 0;
};

template <typename T>
class TypedModel : public AnyModel {
public:
    const Signalbox::ModelInfo &info() const override { return Signalbox::ModelInfo::of<T>(); }
    Held make(const QVariantMap &values) const override { return held(valueOf(T::make(values))); }
    Held copy(const Signalbox::Instance &instance) const override { return held(instance.as<T>()); }
    void set(const Signalbox::Instance &instance, const QString &field, const QVariant &value) const override
    {
        if (!info().setValue(instance.live<T>(), info().fieldIndex(field), value))
            throw std::invalid_argument("no such field or value");
    }
    void save(const Held &instance, const Signalbox::SaveOptions &options) const override
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
    static Signalbox::Query<T> query(const Search &search)
    {
        Signalbox::Query<T> query = T::objects().orderBy(search.order).limit(search.limit);
        for (const auto &[lookup, value] : search.lookups)
            query.filter(lookup, value);
        return query;
    }
};
