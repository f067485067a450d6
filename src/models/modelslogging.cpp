// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelslogging_p.h"

namespace Signalbox {

Q_LOGGING_CATEGORY(lcModels, "signalbox.models")

void logCallbackFailure(const std::exception_ptr &thrown, const char *when)
{
    QString words = QStringLiteral("an exception that is no std::exception");
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception &exception) {
        words = QString::fromLocal8Bit(exception.what());
    } catch (...) { }
    qCCritical(lcModels).noquote().nospace()
        << "Error calling a callback of onCommit() " << when << " (" << words << ')';
}

} // namespace Signalbox
