// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelsignals.h"

#include "threadconnection_p.h"

#include <QtCore/QCoreApplication>

namespace Signalbox {
namespace {

template <typename Event>
ModelSignal<Event> *makeSignal(const char *name)
{
    auto *signal = new ModelSignal<Event>(QLatin1StringView(name));
    if (QCoreApplication::instance())
        signal->moveToThread(QCoreApplication::instance()->thread());
    return signal;
}

} // namespace

Outbox *detail::transactionOutbox(const QString &database)
{
    return ThreadConnection::inTransaction(database);
}

ModelSignal<PreSave> &preSave()
{
    static auto &signal = *makeSignal<PreSave>("pre_save");
    return signal;
}

ModelSignal<PostSave> &postSave()
{
    static auto &signal = *makeSignal<PostSave>("post_save");
    return signal;
}

ModelSignal<PreDelete> &preDelete()
{
    static auto &signal = *makeSignal<PreDelete>("pre_delete");
    return signal;
}

ModelSignal<PostDelete> &postDelete()
{
    static auto &signal = *makeSignal<PostDelete>("post_delete");
    return signal;
}

} // namespace Signalbox
