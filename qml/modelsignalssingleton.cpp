// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelsignalssingleton.h"

#include <Signalbox/ModelSignals>

using namespace Signalbox;

ModelSignalsSingleton::ModelSignalsSingleton(QObject *parent) : QObject(parent)
{
    makeModelSignals();
}

AbstractSignal *ModelSignalsSingleton::preInit() const
{
    return &Signalbox::preInit();
}

AbstractSignal *ModelSignalsSingleton::postInit() const
{
    return &Signalbox::postInit();
}

AbstractSignal *ModelSignalsSingleton::preSave() const
{
    return &Signalbox::preSave();
}

AbstractSignal *ModelSignalsSingleton::postSave() const
{
    return &Signalbox::postSave();
}

AbstractSignal *ModelSignalsSingleton::preDelete() const
{
    return &Signalbox::preDelete();
}

AbstractSignal *ModelSignalsSingleton::postDelete() const
{
    return &Signalbox::postDelete();
}

AbstractSignal *ModelSignalsSingleton::m2mChanged() const
{
    return &Signalbox::m2mChanged();
}

AbstractSignal *ModelSignalsSingleton::preMigrate() const
{
    return &Signalbox::preMigrate();
}

AbstractSignal *ModelSignalsSingleton::postMigrate() const
{
    return &Signalbox::postMigrate();
}

AbstractSignal *ModelSignalsSingleton::classPrepared() const
{
    return &Signalbox::classPrepared();
}
