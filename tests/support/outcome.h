// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Responses>

#include <QStringList>

/// What became of each receiver, in order: "7", "void", "raised burnt", "queued", "dropped".
inline QString outcomes(const Signalbox::Responses &responses)
{
    using Outcome = Signalbox::Response::Outcome;
    QStringList words;
    for (const Signalbox::Response &response : responses) {
        switch (response.outcome()) {
        case Outcome::Returned:
            words << (response.value().isValid() ? response.value().toString() : QStringLiteral("void"));
            break;
        case Outcome::Raised:
            words << QStringLiteral("raised ") + response.errorString();
            break;
        case Outcome::Queued:
            words << QStringLiteral("queued");
            break;
        case Outcome::Dropped:
            words << QStringLiteral("dropped");
            break;
        }
    }
    return words.join(QStringLiteral(", "));
}
