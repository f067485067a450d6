// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "operations.h"
#include "querydescription.h"

namespace Signalbox {

/// The instances of the model class @p T that pass some filters, in some order:
/// @code
/// Book::objects().filter("year__gte", 1990).orderBy({"-year", "title"}).limit(10).all()
/// @endcode
/// QueryDescription says what filters and orders there are. Nothing happens before one of the functions that
/// return a Result is called; each call asks the database.
///
/// *Thread.* Works in the calling thread, on that thread's connection.
template <typename T>
class Query {
public:
    /// All instances in @p database, by ascending keys.
    explicit Query(const QString &database) : m_query(ModelInfo::of<T>(), database) { }

    /// Only those that pass @p lookup; see QueryDescription.
    Query &filter(QAnyStringView lookup, const QVariant &value) &
    {
        m_query.filter(lookup, value);
        return *this;
    }
    /// The same of a temporary.
    Query filter(QAnyStringView lookup, const QVariant &value) && { return filter(lookup, value); }
    /// Those with each word of @p text in one of @p fields, or in any text field; the case does not matter.
    Query &search(const QString &text, const QStringList &fields = {}) &
    {
        m_query.search(text, fields);
        return *this;
    }
    /// The same of a temporary.
    Query search(const QString &text, const QStringList &fields = {}) && { return search(text, fields); }
    /// In the order of @p fields, "-" before one that descends.
    Query &orderBy(const QStringList &fields) &
    {
        m_query.orderBy(fields);
        return *this;
    }
    /// The same of a temporary.
    Query orderBy(const QStringList &fields) && { return orderBy(fields); }
    /// At most @p limit instances, -1 for all; the first @p offset are left out.
    Query &limit(qint64 limit, qint64 offset = 0) &
    {
        m_query.setLimit(limit, offset);
        return *this;
    }
    /// The same of a temporary.
    Query limit(qint64 limit, qint64 offset = 0) && { return this->limit(limit, offset); }

    /// What it is made of.
    const QueryDescription &description() const { return m_query; }

    /// The instances. pre_init and post_init are sent for each.
    Result<QList<T>> all() const
    {
        QList<T> instances;
        const auto next = [&instances]() -> void * { return &instances.emplaceBack(); };
        if (const auto loaded = detail::load(m_query, next); !loaded)
            return loaded.error();
        return instances;
    }

    /// The only instance. Errors: NotFound, NotUnique.
    Result<T> get() const
    {
        QueryDescription two = m_query;
        if (two.limit() < 0)
            two.setLimit(2, two.offset());
        T instance;
        T other;
        int count = 0;
        const auto next = [&]() -> void * { return ++count == 1 ? &instance : &other; };
        const auto loaded = detail::load(two, next);
        if (!loaded)
            return loaded.error();
        if (count == 1)
            return instance;
        return DatabaseError(count ? DatabaseError::Kind::NotUnique : DatabaseError::Kind::NotFound,
                             (count ? QStringLiteral("There is more than one such %1.")
                                    : QStringLiteral("There is no such %1."))
                                 .arg(m_query.model().label()));
    }

    /// How many instances there are; a limit is not counted beyond.
    Result<qint64> count() const { return detail::count(m_query); }

    /// The primary keys.
    Result<QList<qint64>> keys() const { return detail::keys(m_query); }

    /// Sets fields of all rows at once, without signals for each. @return how many
    Result<int> update(const QVariantMap &values, const BulkOptions &options = {}) const
    {
        return detail::update(m_query, values, options.signal);
    }

    /// Removes the instances and what refers to them, with the signals of each: see Model::remove(). If
    /// nobody hears of it, and nothing refers to them, they are deleted without being loaded.
    Result<Removed> remove() const { return detail::remove(m_query); }

private:
    QueryDescription m_query;
};

} // namespace Signalbox
