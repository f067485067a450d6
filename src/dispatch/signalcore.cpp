// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalcore_p.h"

#include "abstractsignal.h"
#include "logging_p.h"
#include "responses.h"
#include "sealed_p.h"

#include <utility>

namespace Signalbox {

namespace {

quint64 nextSerial()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace

SignalCore::SignalCore(AbstractSignal *owner, const QString &ownName, QMetaType type)
    : name(ownName), payloadType(type), serial(nextSerial()), m_signal(owner)
{ }

void SignalCore::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_signal.store(nullptr, std::memory_order_release);
    }
    table.clear();
}

void SignalCore::logFailure(const Receiver &receiver, const std::exception_ptr &error, const char *how) const
{
    qCCritical(lcDispatch).noquote().nospace() << "Error calling " << receiver.toString() << " in " << name
                                               << '.' << how << " (" << errorString(error) << ')';
}

void SignalCore::announceFailure(const Receiver &receiver, const std::exception_ptr &error,
                                 const char *how) const
{
    logFailure(receiver, error, how);
    Sealed texts(std::pair(receiver.toString(), errorString(error)));
    const std::lock_guard lock(m_mutex);
    AbstractSignal *owner = signal();
    if (!owner)
        return;
    QMetaObject::invokeMethod(
        owner,
        [owner, texts = std::move(texts)]() mutable {
            const auto [receiverText, errorText] = texts.open();
            Q_EMIT owner->receiverFailed(receiverText, errorText);
        },
        Qt::QueuedConnection);
}

} // namespace Signalbox
