// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tracenames.h"

#include <QJsonArray>

/// What a trace calls @p action.
QString actionName(Signalbox::M2mChanged::Action action);

/// The events of a step in the form in which a trace has them.
class EventNotes {
public:
    explicit EventNotes(KeyNames &names) : m_names(names) { }

    /// A step begins that has the events @p expected in Django; @p isBroken says whether the transaction
    /// already is.
    void begin(const QJsonArray &expected, bool isBroken);

    /// Whether Django would not have come to send @p signal.
    bool leavesOut(const QString &signal) const;

    /// A receiver of @p signal, connected for any sender or for @p sender, has heard @p event.
    template <typename Event>
    void addHeard(const QString &signal, bool anySender, const Event &event, const Signalbox::Sender &sender)
    {
        QJsonArray noted{anySender ? QString(signal + u'*') : signal, shortened(sender.name())};
        for (const QJsonValue &value : note(event))
            noted.append(value);
        add(noted);
    }
    /// Something else has happened.
    void add(const QJsonArray &event) { m_events.append(event); }

    const QJsonArray &events() const { return m_events; }

private:
    // What follows the sender.
    QJsonArray note(const Signalbox::PreInit &event);
    QJsonArray note(const Signalbox::PostInit &event);
    QJsonArray note(const Signalbox::PreSave &event);
    QJsonArray note(const Signalbox::PostSave &event);
    QJsonArray note(const Signalbox::PreDelete &event);
    QJsonArray note(const Signalbox::PostDelete &event);
    QJsonArray note(const Signalbox::M2mChanged &event);
    QJsonArray noteDelete(const Signalbox::ModelEvent &event, const QVariant &origin);
    QJsonArray row(const Signalbox::Instance &instance);

    KeyNames &m_names;
    QJsonArray m_events;
    QJsonArray m_expected;
    bool m_wasBroken = false;
};
