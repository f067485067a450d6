// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "databaseerror.h"

#include <QtCore/QDebug>
#include <QtSql/QSqlError>

namespace Signalbox {
namespace {

// SQLite's primary result codes, in the low byte of the extended ones that Qt reports. (QSqlError::type()
// says little: Qt's driver calls a violated constraint a ConnectionError.)
enum SqliteCode {
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteCantOpen = 14,
    SqliteConstraint = 19,
    SqliteNotADatabase = 26
};

DatabaseError::Kind kindOf(const QSqlError &error)
{
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SqliteBusy:
    case SqliteLocked:
        return DatabaseError::Kind::Locked;
    case SqliteCantOpen:
    case SqliteNotADatabase:
        return DatabaseError::Kind::ConnectionFailed;
    case SqliteConstraint:
        return DatabaseError::Kind::ConstraintViolated;
    default:
        return DatabaseError::Kind::StatementFailed;
    }
}

} // namespace

DatabaseError::DatabaseError(Kind kind, const QString &text) : m_kind(kind), m_text(text) { }

DatabaseError::DatabaseError(const QString &text, const QSqlError &error)
    : m_kind(kindOf(error)), m_text(QStringLiteral("%1: %2").arg(text, error.databaseText().simplified())),
      m_driverText(error.databaseText()), m_nativeCode(error.nativeErrorCode())
{ }

QDebug operator<<(QDebug debug, const DatabaseError &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::DatabaseError(" << error.text();
    if (!error.nativeCode().isEmpty())
        debug << ", code " << error.nativeCode();
    debug << ')';
    return debug;
}

} // namespace Signalbox
