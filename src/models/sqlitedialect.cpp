// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "sqlitedialect_p.h"

#include "fieldtype_p.h"

#include <QtCore/QDateTime>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace Signalbox {
namespace {

using Kind = FieldInfo::Kind;

constexpr char16_t dateTimeFormat[] = u"yyyy-MM-dd HH:mm:ss.zzz";
constexpr char16_t timeFormat[] = u"HH:mm:ss.zzz";

// SQLite's primary result codes, in the low byte of the extended ones that Qt reports. (QSqlError::type()
// says little: Qt's driver calls a violated constraint a ConnectionError.)
enum SqliteCode {
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteFull = 13,
    SqliteCantOpen = 14,
    SqliteConstraint = 19,
    SqliteNotADatabase = 26
};

} // namespace

QString SqliteDialect::problemWithSettings(const DatabaseSettings &settings) const
{
    if (settings.databaseName.isEmpty() || settings.databaseName == QLatin1StringView(":memory:"))
        return QStringLiteral("its databaseName must be the path of a file, as all threads share it.");
    return {};
}

void SqliteDialect::configure(QSqlDatabase &database, const DatabaseSettings &settings) const
{
    database.setDatabaseName(settings.databaseName);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(settings.busyTimeout.count()));
}

QStringList SqliteDialect::setUp(const DatabaseSettings &settings) const
{
    Q_UNUSED(settings)
    return {QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA foreign_keys = ON")};
}

// Immediate: a transaction that reads first and then writes would fail, not wait, if another connection wrote
// in between.
QString SqliteDialect::begin() const
{
    return QStringLiteral("BEGIN IMMEDIATE");
}

// Not by the driver, whose errors have no code.
QSqlError SqliteDialect::commit(QSqlDatabase &database) const
{
    QSqlQuery query(database);
    return query.exec(QStringLiteral("COMMIT")) ? QSqlError() : query.lastError();
}

bool SqliteDialect::endsByFailedCommit() const
{
    return false;
}

DatabaseError::Kind SqliteDialect::kindOf(const QSqlError &error) const
{
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SqliteBusy:
    case SqliteLocked:
        return DatabaseError::Kind::Locked;
    case SqliteFull:
        return DatabaseError::Kind::StorageFull;
    case SqliteCantOpen:
    case SqliteNotADatabase:
        return DatabaseError::Kind::ConnectionFailed;
    case SqliteConstraint:
        return DatabaseError::Kind::ConstraintViolated;
    default:
        return DatabaseError::Kind::StatementFailed;
    }
}

QString SqliteDialect::columnType(const FieldInfo &field) const
{
    switch (field.kind) {
    case Kind::Integer:
    case Kind::Enum:
    case Kind::ForeignKey:
        return QStringLiteral("integer");
    case Kind::Real:
        return QStringLiteral("real");
    case Kind::Bool:
        return QStringLiteral("bool");
    case Kind::Text:
        return field.maxLength > 0 ? QStringLiteral("varchar(%1)").arg(field.maxLength)
                                   : QStringLiteral("text");
    case Kind::Bytes:
        return QStringLiteral("blob");
    case Kind::DateTime: // the affinity of the next three must be TEXT
        return QStringLiteral("text_datetime");
    case Kind::Date:
        return QStringLiteral("text_date");
    case Kind::Time:
        return QStringLiteral("text_time");
    case Kind::Uuid:
        return QStringLiteral("char(36)");
    case Kind::Json:
        return QStringLiteral("text");
    }
    Q_UNREACHABLE();
}

QString SqliteDialect::primaryKeyType() const
{
    return QStringLiteral("integer PRIMARY KEY AUTOINCREMENT");
}

QString SqliteDialect::collation() const
{
    return {}; // BINARY: the bytes of UTF-8
}

QString SqliteDialect::nullsFirst() const
{
    return {};
}

QString SqliteDialect::nullsLast() const
{
    return {}; // that is what DESC does
}

QString SqliteDialect::contains(const QString &column) const
{
    return QStringLiteral("instr(%1, ?) > 0").arg(column);
}

QString SqliteDialect::startsWith(const QString &column) const
{
    // By bytes: length() of a text ends at a NUL. After a dot: substr() of no bytes is NULL.
    return QStringLiteral("substr(CAST('.' || %1 AS BLOB), 2, length(CAST(? AS BLOB))) = CAST(? AS BLOB)")
        .arg(column);
}

QString SqliteDialect::matches(const QString &column) const
{
    return column + QLatin1StringView(" GLOB ?");
}

QString SqliteDialect::pattern(const QString &folded, CaseFolding::Anchor anchor) const
{
    const auto isSpecial = [](char32_t c) { return c == U'*' || c == U'?' || c == U'['; };
    const QLatin1StringView anything("*");
    return (anchor == CaseFolding::Anchor::None ? anything : QLatin1StringView())
        + CaseFolding::pattern(folded, isSpecial, QStringLiteral("[%1]"))
        + (anchor == CaseFolding::Anchor::Both ? QLatin1StringView() : anything);
}

QString SqliteDialect::insertUnlessThere(const QString &table, const QStringList &columns) const
{
    return QStringLiteral("INSERT OR IGNORE INTO %1 (%2) VALUES (?, ?)")
        .arg(table, columns.join(QLatin1StringView(", ")));
}

bool SqliteDialect::returnsKeys() const
{
    return false;
}

QString SqliteDialect::keepKeysAbove(const QString &table, const QString &column) const
{
    Q_UNUSED(table)
    Q_UNUSED(column)
    return {}; // AUTOINCREMENT does
}

QString SqliteDialect::lastKey() const
{
    return QStringLiteral("SELECT last_insert_rowid()");
}

bool SqliteDialect::mayReferAhead() const
{
    return true;
}

QString SqliteDialect::listColumns() const
{
    return QStringLiteral("SELECT name FROM pragma_table_info(?)");
}

QVariant SqliteDialect::bound(const FieldInfo &field, const QVariant &value) const
{
    if (!FieldType::isNull(field, value)) {
        switch (field.kind) {
        case Kind::DateTime:
            return value.toDateTime().toUTC().toString(QStringView(dateTimeFormat));
        case Kind::Date:
            return value.toDate().toString(Qt::ISODate);
        case Kind::Time:
            return value.toTime().toString(QStringView(timeFormat));
        default:
            break;
        }
    }
    return Dialect::bound(field, value);
}

std::optional<QVariant> SqliteDialect::read(const FieldInfo &field, const QVariant &stored) const
{
    if (field.kind == Kind::Bytes && !stored.isNull() && stored.toByteArray().isNull())
        return QByteArray(""); // that is how Qt's driver reads no bytes
    if (field.kind != Kind::DateTime || stored.isNull())
        return Dialect::read(field, stored);
    QDateTime time = QDateTime::fromString(stored.toString(), QStringView(dateTimeFormat));
    if (!time.isValid())
        time = QDateTime::fromString(stored.toString(), Qt::ISODateWithMs); // as others write it
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() != Qt::LocalTime)
        return time.toUTC();
    QDateTime utc = QDateTime::currentDateTimeUtc(); // no constructor does it from Qt 6.4 to 6.9
    utc.setDate(time.date());
    utc.setTime(time.time());
    return utc;
}

// Its conversions between UTF-8 and UTF-16 replace these two, and take them for byte order marks.
QString SqliteDialect::problemWithCharacters(const QString &text) const
{
    for (const char16_t odd : {u'\ufffe', u'\uffff'}) {
        if (text.contains(QChar(odd)))
            return QStringLiteral("it contains the character U+%1, which SQLite can't store")
                .arg(QString::number(odd, 16).toUpper());
    }
    return {};
}

bool SqliteDialect::bindingDropsMark() const
{
    return true;
}

} // namespace Signalbox
