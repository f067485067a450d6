// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include <QtCore/QDeadlineTimer>

namespace Signalbox {

/// The time of one LiveModel in one turn of its thread's event loop. All models of the thread together may
/// spend 8 ms; those for whom nothing is left may do the least there is to do.
class LiveTurn {
public:
    explicit LiveTurn(const void *model);
    ~LiveTurn();
    bool isOver() const { return m_end.hasExpired(); }

private:
    Q_DISABLE_COPY(LiveTurn)
    QDeadlineTimer m_end;
};

} // namespace Signalbox
