// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "introspection.h"

#include "receiver_p.h"
#include "signalcore_p.h"
#include "signalregistry_p.h"

#include <QtCore/QDebug>

namespace Signalbox {

QList<SignalInfo> SignalInfo::all()
{
    QList<SignalInfo> infos;
    const auto cores = SignalRegistry::allCores();
    for (const auto &core : cores) {
        infos.append({.serial = core->serial,
                      .name = core->name,
                      .payloadType = core->payloadType,
                      .listeners = core->table.count().load(std::memory_order_relaxed)});
    }
    return infos;
}

QList<ReceiverInfo> SignalInfo::receivers() const
{
    QList<ReceiverInfo> infos;
    const auto core = SignalRegistry::find(serial);
    if (!core)
        return infos;
    const auto receivers = core->table.all();
    for (const auto &receiver : receivers) {
        if (receiver->isHidden() || !receiver->isAlive())
            continue;
        const ConnectOptions &options = receiver->options();
        infos.append(
            {.name = receiver->toString(),
             .sender = options.sender,
             .senderText = receiver->senderToString(),
             .dispatchUid = options.dispatchUid,
             .type = options.type,
             .phase = options.phase,
             .thread = receiver->context() ? receiver->context()->findThread(ThreadSlot::mine()) : nullptr,
             .calls = receiver->calls(),
             .lastError = receiver->lastError(),
             .isBlocked = !receiver->isReady(),
             .connection = Connection(receiver.weak(), {serial, receiver->place.order}, false)});
    }
    return infos;
}

QDebug operator<<(QDebug debug, const ReceiverInfo &receiver)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::ReceiverInfo(" << receiver.name << ", sender "
                              << receiver.senderText << ", " << receiver.type << ", " << receiver.calls
                              << " calls";
    if (receiver.isBlocked)
        debug << ", blocked";
    if (!receiver.lastError.isEmpty())
        debug << ", last error \"" << receiver.lastError << '"';
    return debug << ')';
}

} // namespace Signalbox
