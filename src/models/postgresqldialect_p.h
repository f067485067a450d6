// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "dialect_p.h"

namespace Signalbox {

/// PostgreSQL 13 and later.
class PostgresqlDialect final : public Dialect {
public:
    QString problemWithSettings(const DatabaseSettings &settings) const override;
    void configure(QSqlDatabase &database, const DatabaseSettings &settings) const override;
    QStringList setUp(const DatabaseSettings &settings) const override;
    QString begin() const override;
    QSqlError commit(QSqlDatabase &database) const override;
    bool endsByFailedCommit() const override;
    DatabaseError::Kind kindOf(const QSqlError &error) const override;
    QString columnType(const FieldInfo &field) const override;
    QString primaryKeyType() const override;
    QString collation() const override;
    QString nullsFirst() const override;
    QString nullsLast() const override;
    QString contains(const QString &column) const override;
    QString startsWith(const QString &column) const override;
    QString matches(const QString &column) const override;
    QString pattern(const QString &folded, CaseFolding::Anchor anchor) const override;
    QString insertUnlessThere(const QString &table, const QStringList &columns) const override;
    bool returnsKeys() const override;
    QString keepKeysAbove(const QString &table, const QString &column) const override;
    QString lastKey() const override;
    bool mayReferAhead() const override;
    QString listColumns() const override;

protected:
    QString problemWithCharacters(const QString &text) const override;
    bool bindingDropsMark() const override;
};

} // namespace Signalbox
