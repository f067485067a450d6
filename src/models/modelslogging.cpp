// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelslogging_p.h"

#include <exception>

namespace Signalbox {

Q_LOGGING_CATEGORY(lcModels, "signalbox.models")

void logCallbackFailure(const char *when)
{
    QString words = QStringLiteral("an exception that is no std::exception");
    try {
        throw;
    } catch (const std::exception &exception) {
        words = QString::fromLocal8Bit(exception.what());
    } catch (...) { }
    qCCritical(lcModels).noquote().nospace()
        << "Error calling a callback of onCommit() " << when << " (" << words << ')';
}

} // namespace Signalbox
