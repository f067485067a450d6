// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection.h"
#include "global.h"
#include "sender.h"

#include <QtCore/QString>

#include <memory>

namespace Signalbox {

class AbstractSignal;

/// Silences a signal, or a part of it, as long as it lives: for tests, and for bulk work that nobody should
/// hear of one by one. What is sent meanwhile is not made up for.
/// @code
/// const Signalbox::Mute quiet(pizzaDone, &store);   // what this store sends
/// @endcode
///
/// Guards nest and overlap freely: what several of them mute is heard again when the last one is gone.
///
/// *Thread.* It silences the sends of all threads, and may be made and destroyed in any. Deliveries that
/// are under way to another thread arrive all the same, except to a receiver that is muted itself.
///
/// *Lifetime.* May outlive the signal, the receiver, and an object that it names as the sender: it mutes
/// nothing from then on, nor a later object at the same address.
class SIGNALBOX_DISPATCH_EXPORT Mute {
public:
    /// Mutes everything that @p signal sends.
    explicit Mute(AbstractSignal &signal);

    /// Mutes what @p sender sends, whoever listens; nobody mutes the sends without a sender.
    Mute(AbstractSignal &signal, const Sender &sender);

    /// Mutes the receivers that were connected with @p dispatchUid, for whatever sender.
    static Mute uid(AbstractSignal &signal, const QString &dispatchUid);

    /// Mutes one receiver.
    explicit Mute(const Connection &receiver);

    /// Takes over what @p other mutes.
    Mute(Mute &&other) noexcept;
    /// Ends what it mutes itself, and takes over what @p other mutes.
    Mute &operator=(Mute &&other) noexcept;
    ~Mute();

private:
    Q_DISABLE_COPY(Mute)
    struct Private;
    explicit Mute(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Signalbox
