// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqml.h>

#include <Signalbox/AbstractSignal>

/// `ModelSignals` in QML: the signals of the models, by name.
/// @code
/// Receiver {
///     signal: ModelSignals.postSave
///     sender: "library.Book"
///     onReceived: event => log.append(event.instance.title)
/// }
/// @endcode
/// All are heard from the event loop of the engine's thread, so what is said of pre_save and pre_delete is
/// over by then; only C++ can change or veto what is being done. They can be heard, but not sent, by scripts.
///
/// *Thread.* That of the QML engine. *Lifetime.* The signals live as long as the process.
class ModelSignalsSingleton : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(ModelSignals)
    QML_SINGLETON
    /// "pre_init": before an instance is made or loaded; the event has `values` and `isLoaded`.
    Q_PROPERTY(Signalbox::AbstractSignal *preInit READ preInit CONSTANT FINAL)
    /// "post_init": after an instance was made or loaded; `instance`.
    Q_PROPERTY(Signalbox::AbstractSignal *postInit READ postInit CONSTANT FINAL)
    /// "pre_save": before a save; `instance`, `database`, `raw`, `updateFields`.
    Q_PROPERTY(Signalbox::AbstractSignal *preSave READ preSave CONSTANT FINAL)
    /// "post_save": after a save; the same, and `created`, `changedFields`, `revision`.
    Q_PROPERTY(Signalbox::AbstractSignal *postSave READ postSave CONSTANT FINAL)
    /// "pre_delete": before a removal; `instance`, `database`, `origin`.
    Q_PROPERTY(Signalbox::AbstractSignal *preDelete READ preDelete CONSTANT FINAL)
    /// "post_delete": after a removal; the same, and `revision`.
    Q_PROPERTY(Signalbox::AbstractSignal *postDelete READ postDelete CONSTANT FINAL)
    /// "m2m_changed": before and after a change of a many-to-many relation, which is the sender
    /// ("library.Book_tags"); `instance`, `action` (M2mChanged.PreAdd, …), `reverse`, `model`, `keys`.
    Q_PROPERTY(Signalbox::AbstractSignal *m2mChanged READ m2mChanged CONSTANT FINAL)
    /// "pre_migrate": before syncdb() makes the tables of an app, which is the sender; `app`, `database`,
    /// `plan`.
    Q_PROPERTY(Signalbox::AbstractSignal *preMigrate READ preMigrate CONSTANT FINAL)
    /// "post_migrate": after that; the same.
    Q_PROPERTY(Signalbox::AbstractSignal *postMigrate READ postMigrate CONSTANT FINAL)
    /// "class_prepared": when a model class is used for the first time; `label`.
    Q_PROPERTY(Signalbox::AbstractSignal *classPrepared READ classPrepared CONSTANT FINAL)

public:
    /// Made by the QML engine.
    explicit ModelSignalsSingleton(QObject *parent = nullptr);

    Signalbox::AbstractSignal *preInit() const;
    Signalbox::AbstractSignal *postInit() const;
    Signalbox::AbstractSignal *preSave() const;
    Signalbox::AbstractSignal *postSave() const;
    Signalbox::AbstractSignal *preDelete() const;
    Signalbox::AbstractSignal *postDelete() const;
    Signalbox::AbstractSignal *m2mChanged() const;
    Signalbox::AbstractSignal *preMigrate() const;
    Signalbox::AbstractSignal *postMigrate() const;
    Signalbox::AbstractSignal *classPrepared() const;
};
