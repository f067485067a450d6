// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "casefolding_p.h"
#include "database.h"
#include "fieldinfo.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>

class QSqlError;

namespace Signalbox {

/// What the databases say differently. Stateless; any thread may use it.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// The dialect of the Qt SQL driver @p driver; nullptr if it is not supported.
    static const Dialect *find(const QString &driver);
    static QString supportedDrivers();

    static QString quoted(const QString &name) { return QLatin1Char('"') + name + QLatin1Char('"'); }

    /// What is wrong with @p settings, in words; empty if nothing is.
    virtual QString problemWithSettings(const DatabaseSettings &settings) const = 0;
    /// Prepares @p database, which is closed, for open().
    virtual void configure(QSqlDatabase &database, const DatabaseSettings &settings) const = 0;
    /// What to run in each new connection.
    virtual QStringList setUp(const DatabaseSettings &settings) const = 0;
    virtual QString begin() const = 0;
    /// Ends the outermost transaction. @return the driver's error; an invalid one if it was committed
    virtual QSqlError commit(QSqlDatabase &database) const = 0;
    /// Whether a commit that failed has rolled back.
    virtual bool endsByFailedCommit() const = 0;

    virtual DatabaseError::Kind kindOf(const QSqlError &error) const = 0;

    /// The type of the column for @p field.
    virtual QString columnType(const FieldInfo &field) const = 0;
    /// The type of a primary key whose values are never handed out twice, so that a late event can't be about
    /// a new row with an old key.
    virtual QString primaryKeyType() const = 0;
    /// How texts are compared by code points.
    virtual QString collation() const = 0;
    virtual QString nullsFirst() const = 0;
    virtual QString nullsLast() const = 0;
    /// Whether @p column contains, or begins with, the bound text; upper and lower case differ.
    virtual QString contains(const QString &column) const = 0;
    virtual QString startsWith(const QString &column) const = 0;
    /// Whether @p column matches the bound pattern(), whatever the case.
    virtual QString matches(const QString &column) const = 0;
    virtual QString pattern(const QString &folded, CaseFolding::Anchor anchor) const = 0;
    /// How to insert unless the row is there already.
    virtual QString insertUnlessThere(const QString &table, const QStringList &columns) const = 0;
    /// Whether an INSERT has to ask for the key by RETURNING.
    virtual bool returnsKeys() const = 0;
    /// The key that the last INSERT of the connection was given.
    virtual QString lastKey() const = 0;
    /// Keeps the keys that @p table hands out above one that was inserted, %1; empty if they are anyway.
    virtual QString keepKeysAbove(const QString &table, const QString &column) const = 0;
    /// Whether a reference can be declared before the table that it refers to is there.
    virtual bool mayReferAhead() const = 0;
    /// The columns of the table @p table, one per row; its name is bound.
    virtual QString listColumns() const = 0;

    /// @p value of @p field, as its property has it, as it is bound; a NULL of the right type if it is null.
    virtual QVariant bound(const FieldInfo &field, const QVariant &value) const;
    /// What stands against storing @p value, in words; empty if nothing does.
    QString problemWith(const FieldInfo &field, const QVariant &value) const;
    /// What stands against binding @p value to look for it, beyond FieldType::problemInAnyUse().
    QString problemWithLookup(const FieldInfo &field, const QVariant &value) const;
    /// The other way; nothing if the column holds what the property can't.
    virtual std::optional<QVariant> read(const FieldInfo &field, const QVariant &stored) const;

protected:
    /// What is wrong with a character of @p text, in words.
    virtual QString problemWithCharacters(const QString &text) const = 0;
    /// Whether U+FEFF at the beginning of a text is lost when it is bound, not only when it is read.
    virtual bool bindingDropsMark() const = 0;
};

} // namespace Signalbox
