// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "databaseerror.h"

#include <QtCore/QDebug>
#include <QtSql/QSqlError>

namespace Signalbox {

DatabaseError::DatabaseError(Kind kind, const QString &text) : m_kind(kind), m_text(text) { }

DatabaseError::DatabaseError(Kind kind, const QString &text, const QSqlError &error)
    : m_kind(kind), m_text(QStringLiteral("%1: %2").arg(text, error.databaseText().simplified())),
      m_driverText(error.databaseText()), m_nativeCode(error.nativeErrorCode())
{ }

BadResult::BadResult(const DatabaseError &error)
    : std::runtime_error(error.text().toStdString()), m_error(error)
{ }

BadResult::~BadResult() = default;

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
