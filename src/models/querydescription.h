// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QAnyStringView>
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
/// | `iexact` `icontains` `istartswith` | is the text, has it in it, or at its beginning, in any case |
/// | `isnull` | is NULL, or is not |
///
/// **Search** is what people type: each of its words must be in one of the text fields, as of `icontains`.
///
/// Where case does not matter, two characters are the same if Unicode's simple case folding makes them so:
/// "É" and "é", "Σ" and "ς", but neither "ß" and "ss" nor "e" and "é". It is the same in every database and
/// in memory; there are no wildcards. Such a text has at most maximumSearchLength() characters (UTF-16) and
/// no NUL; of a text that is searched, what follows a NUL is not seen.
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

    /// Adds a filter: `filter("year__gte", 1990)`.
    /// @param lookupText a field, or a field, "__" and a lookup
    void filter(QAnyStringView lookupText, const QVariant &value);
    /// Adds one for each entry.
    void filter(const QVariantMap &lookups);
    /// Adds a search: `search("austen emma")`; an empty text, or one of spaces, finds everything.
    /// @param fields where to look, texts all of them; empty: in all text fields
    void search(const QString &text, const QStringList &fields = {});
    /// How many characters (UTF-16) a text may have that is looked for whatever its case.
    static constexpr int maximumSearchLength() { return 1000; }
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

    /// Whether the instance with @p values, one for each field, passes the filters and is found.
    bool matches(const QVariantList &values) const;

    /// The order of two instances; never equal, unless their keys are.
    std::strong_ordering compare(const QVariantList &a, const QVariantList &b) const;

    /// Whether it orders, filters or searches by the field number @p field.
    bool dependsOn(int field) const;

private:
    friend class QuerySql;
    enum class Lookup : quint8 {
        Exact,
        Gt,
        Gte,
        Lt,
        Lte,
        In,
        Contains,
        StartsWith,
        IExact,
        IContains,
        IStartsWith,
        IsNull
    };
    struct Filter {
        int field;
        Lookup lookup;
        QVariant value; // as the property has it; for In a list of those, for IsNull a bool; folded if case
                        // does not matter
    };
    struct Word {
        QString folded;
        QList<int> fields; // it is in one of them
    };
    struct Order {
        int field;
        bool isDescending;
    };
    static std::optional<Lookup> lookupFor(QStringView name);
    void refuse(const QString &why);
    static QString problemWithSearch(const QString &text);
    bool passes(const Filter &filter, const QVariant &value) const;

    const ModelInfo *m_model;
    QString m_database;
    QList<Filter> m_filters;
    QList<Word> m_words;
    QList<Order> m_order; // the last one is the key
    qint64 m_limit = -1;
    qint64 m_offset = 0;
    std::optional<DatabaseError> m_error;
};

} // namespace Signalbox
