// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "stepfailed.h"

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

QString kindOf(const DatabaseError &error)
{
    switch (error.kind()) {
    case DatabaseError::Kind::ConstraintViolated:
        return u"IntegrityError"_s;
    case DatabaseError::Kind::Protected:
        return u"ProtectedError"_s;
    case DatabaseError::Kind::NotFound:
        return u"DoesNotExist"_s;
    case DatabaseError::Kind::InvalidArgument:
    case DatabaseError::Kind::NotSaved:
        return u"ValueError"_s;
    case DatabaseError::Kind::NotUpdated:
        return u"NotUpdated"_s;
    case DatabaseError::Kind::TransactionFailed:
        return u"TransactionManagementError"_s;
    default:
        throw std::runtime_error((error.text() + u' ' + error.driverText()).toStdString());
    }
}
