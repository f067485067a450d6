// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <compare>
#include <optional>

namespace Signalbox {

/// Which instances of a model are meant, and in which order: what Query and LiveModel are made of. Names are
/// checked here and values are bound, so both may come from outside.
///
/// **Filters** are the name of a field and, after two underscores, a lookup; all of them must hold:
/// | lookup | true if the field |
/// |---|---|
/// | `exact`, or none | equals the value; an invalid value, or key 0, means NULL |
/// | `gt` `gte` `lt` `lte` | is greater, less, or equal; never, if it is NULL |
/// | `in` | equals one of the list; NULL, if it is among them, equals nothing |
/// | `contains` `startswith` | is a text with the value in it, or at its beginning; case matters |
/// | `isnull` | is NULL, or is not |
///
/// **Order** is a list of fields, with "-" before one that descends; the primary key is always the last of
/// them. Texts are ordered by code points and NULL comes first, in every database and in memory.
///
/// *Errors.* What makes no sense is remembered: error() names it, and what is done with the query returns
/// it. *Thread.* A value.
class SIGNALBOX_MODELS_EXPORT QueryDescription {
public:
    /// All instances of @p model in @p database, by ascending keys.
    explicit QueryDescription(const ModelInfo &model, const QString &database = QStringLiteral("default"));

    /// Adds a filter: `filter(u"year__gte", 1990)`.
    void filter(QStringView lookup, const QVariant &value);
    /// Adds one for each entry.
    void filter(const QVariantMap &lookups);
    /// Orders by @p fields, "-" before one that descends, instead of what was said before.
    void orderBy(const QStringList &fields);
    /// @param limit how many at most; -1 for all. @param offset how many to leave out first
    void setLimit(qint64 limit, qint64 offset = 0);

    /// @name What was said
    /// @{

    /// As its name says.
    const ModelInfo &model() const { return *m_model; }
    const QString &database() const { return m_database; }
    qint64 limit() const { return m_limit; }
    qint64 offset() const { return m_offset; }
    const std::optional<DatabaseError> &error() const { return m_error; }

    /// Whether the instance with @p values, one for each field, passes the filters.
    bool matches(const QVariantList &values) const;

    /// The order of two instances; never equal, unless their keys are.
    std::strong_ordering compare(const QVariantList &a, const QVariantList &b) const;

    /// Whether it orders or filters by the field number @p field.
    bool dependsOn(int field) const;

private:
    friend class QuerySql;
    enum class Lookup : quint8 { Exact, Gt, Gte, Lt, Lte, In, Contains, StartsWith, IsNull };
    struct Filter {
        int field;
        Lookup lookup;
        QVariant value; // as the property has it; for In a list of those, for IsNull a bool
    };
    struct Order {
        int field;
        bool isDescending;
    };
    static std::optional<Lookup> lookupFor(QStringView name);
    void refuse(const QString &why);
    bool passes(const Filter &filter, const QVariant &value) const;

    const ModelInfo *m_model;
    QString m_database;
    QList<Filter> m_filters;
    QList<Order> m_order; // the last one is the key
    qint64 m_limit = -1;
    qint64 m_offset = 0;
    std::optional<DatabaseError> m_error;
};

} // namespace Signalbox
