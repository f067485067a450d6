// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventnotes.h"
#include "reactions.h"

#include <QJsonArray>
#include <QString>

#include <map>

/// The receivers of the models' signals: each notes what it hears, then reacts. Listeners are an array of
/// [signal, sender].
class ModelListeners {
public:
    ModelListeners(EventNotes &notes, Reactions &reactions) : m_notes(notes), m_reactions(reactions) { }
    Q_DISABLE_COPY_MOVE(ModelListeners)

    void connect(const QJsonArray &listeners);
    /// For each whether it was connected.
    QJsonArray disconnect(const QJsonArray &listeners);
    /// Whether one hears pre_delete or post_delete of any sender.
    bool hearAnyDelete() const;

private:
    template <typename Event>
    void heard(const QString &signal, bool anySender, const Event &event, const Signalbox::Sender &sender);

    EventNotes &m_notes;
    Reactions &m_reactions;
    std::map<QString, Signalbox::ScopedConnection> m_connections; // by "signal sender"
};
