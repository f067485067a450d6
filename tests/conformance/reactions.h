// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventnotes.h"
#include "operands.h"

#include <QHash>
#include <QJsonArray>
#include <QString>
#include <QStringList>

/// What receivers do after noting an event, and callbacks of a commit when they are called.
class Reactions {
public:
    /// What a reaction can work on.
    struct Scene {
        const Signalbox::Instance *instance = nullptr;
        QVariantMap *arguments = nullptr; // of pre_init
        QList<qint64> *keys = nullptr; // of m2m_changed
        const Signalbox::ModelInfo *far = nullptr; // whose keys they are
    };

    Reactions(Operands &operands, KeyNames &names, EventNotes &notes)
        : m_operands(operands), m_names(names), m_notes(notes)
    { }
    Q_DISABLE_COPY_MOVE(Reactions)

    /// The next receiver that hears @p occasion is to do @p then. An occasion is a signal, a model and, for
    /// m2m_changed, an action.
    void behave(const QStringList &occasion, const QJsonArray &then);

    /// Does what is to be done on @p occasion, if anything is. May throw StepFailed.
    void heard(const QStringList &occasion, const Scene &scene);

    /// Registers a callback, which notes @p name and does @p then, if that is not null. It must not be called
    /// when this is gone.
    void onCommit(const QString &name, const QJsonValue &then);

private:
    void react(const QJsonArray &then, const Scene &scene);

    Operands &m_operands;
    KeyNames &m_names;
    EventNotes &m_notes;
    QHash<QString, QJsonArray> m_pending; // by the occasion
};
