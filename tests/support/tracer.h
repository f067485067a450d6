// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/TraceHook>

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>

/// What a trace hook is told, one step after the other, as long as it lives.
class Tracer {
public:
    QString steps() const
    {
        static const char *const names[] = {"Sent",   "Called",   "Queued", "Dropped",
                                            "Raised", "Returned", "Batched"};
        QStringList steps;
        for (const Signalbox::TraceEvent &event : events())
            steps << QLatin1StringView(names[event.what])
                    + (event.receiver.isEmpty() ? QString() : QStringLiteral(" ")) + event.receiver;
        return steps.join(QStringLiteral(", "));
    }
    QList<Signalbox::TraceEvent> events() const
    {
        const std::lock_guard lock(m_told->mutex);
        return m_told->events;
    }

private:
    struct Told {
        std::mutex mutex;
        QList<Signalbox::TraceEvent> events;
    };
    const std::shared_ptr<Told> m_told = std::make_shared<Told>();
    const Signalbox::TraceHook m_hook{[told = m_told](const Signalbox::TraceEvent &event) {
        const std::lock_guard lock(told->mutex);
        told->events << event;
    }};
};
