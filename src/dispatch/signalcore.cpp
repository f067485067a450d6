// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "signalcore_p.h"

#include "abstractsignal.h"
#include "logging_p.h"
#include "responses.h"
#include "sealed_p.h"

#include <tuple>
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

std::shared_ptr<SignalCore> SignalCore::make(AbstractSignal *owner, const QString &ownName, QMetaType type)
{
    const auto core = std::make_shared<SignalCore>(owner, ownName, type);
    core->m_self = core;
    return core;
}

void SignalCore::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_signal.store(nullptr, std::memory_order_release);
    }
    if (table.close())
        m_self.reset();
}

void SignalCore::receiverEnded()
{
    if (table.receiverEnded()) {
        const auto last = std::move(m_self);
    }
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
    const QString receiverText = receiver.toString();
    const QString errorText = errorString(error); // asks the exception, so not under the lock
    const std::lock_guard lock(m_mutex);
    AbstractSignal *owner = signal();
    if (!owner)
        return;
    Sealed news(std::tuple(owner, receiverText, errorText));
    QMetaObject::invokeMethod(
        owner,
        [news = std::move(news)]() mutable {
            const auto [signal, who, what] = news.open();
            Q_EMIT signal->receiverFailed(who, what);
        },
        Qt::QueuedConnection);
}

} // namespace Signalbox
