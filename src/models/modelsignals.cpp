// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelsignals.h"

#include "externaltransaction_p.h"
#include "threadconnection_p.h"

#include <QtCore/QCoreApplication>

namespace Signalbox {
namespace {

template <typename SignalType>
SignalType *makeSignal(const char *name)
{
    auto *signal = new SignalType(QLatin1StringView(name));
    if (QCoreApplication::instance())
        signal->moveToThread(QCoreApplication::instance()->thread());
    return signal;
}

} // namespace

Outbox *detail::transactionOutbox(const QString &database)
{
    if (ThreadConnection *connection = ThreadConnection::inTransaction(database))
        return &connection->queue();
    return ExternalTransactions::open(database);
}

QVariant M2mChanged::keysVariant() const
{
    return isClear() ? QVariant() : QVariantList(keys->cbegin(), keys->cend());
}

Signal<ClassPrepared> &classPrepared()
{
    static auto &signal = *makeSignal<Signal<ClassPrepared>>("class_prepared");
    return signal;
}

Signal<PreInit> &preInit()
{
    static auto &signal = *makeSignal<Signal<PreInit>>("pre_init");
    return signal;
}

ModelSignal<PostInit> &postInit()
{
    static auto &signal = *makeSignal<ModelSignal<PostInit>>("post_init");
    return signal;
}

ModelSignal<PreSave> &preSave()
{
    static auto &signal = *makeSignal<ModelSignal<PreSave>>("pre_save");
    return signal;
}

ModelSignal<PostSave> &postSave()
{
    static auto &signal = *makeSignal<ModelSignal<PostSave>>("post_save");
    return signal;
}

ModelSignal<PreDelete> &preDelete()
{
    static auto &signal = *makeSignal<ModelSignal<PreDelete>>("pre_delete");
    return signal;
}

ModelSignal<PostDelete> &postDelete()
{
    static auto &signal = *makeSignal<ModelSignal<PostDelete>>("post_delete");
    return signal;
}

TransactionalSignal<M2mChanged> &m2mChanged()
{
    static auto &signal = *makeSignal<TransactionalSignal<M2mChanged>>("m2m_changed");
    return signal;
}

Signal<MigrateEvent> &preMigrate()
{
    static auto &signal = *makeSignal<Signal<MigrateEvent>>("pre_migrate");
    return signal;
}

Signal<MigrateEvent> &postMigrate()
{
    static auto &signal = *makeSignal<Signal<MigrateEvent>>("post_migrate");
    return signal;
}

TransactionalSignal<BulkEvent> &postBulkCreate()
{
    static auto &signal = *makeSignal<TransactionalSignal<BulkEvent>>("post_bulk_create");
    return signal;
}

TransactionalSignal<BulkEvent> &postBulkUpdate()
{
    static auto &signal = *makeSignal<TransactionalSignal<BulkEvent>>("post_bulk_update");
    return signal;
}

Signal<MigrateEvent> &postSyncdb()
{
    return postMigrate();
}

void makeModelSignals()
{
    classPrepared();
    preInit();
    postInit();
    preSave();
    postSave();
    preDelete();
    postDelete();
    m2mChanged();
    preMigrate();
    postMigrate();
    postBulkCreate();
    postBulkUpdate();
}

} // namespace Signalbox
