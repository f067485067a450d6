// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "global.h"

#include <memory>

namespace Signalbox {

struct Delivery;

/// What a send() would have handed to other threads, held back. Movable; dropping it discards it.
///
/// *Thread.* release() it in the thread that sent, or in any other that runs user code.
class SIGNALBOX_DISPATCH_EXPORT HeldDelivery {
public:
    /// Takes what @p other holds.
    HeldDelivery(HeldDelivery &&other) noexcept;
    /// Drops what it holds, and takes what @p other does.
    HeldDelivery &operator=(HeldDelivery &&other) noexcept;
    ~HeldDelivery();

    /// Lets the delivery go on to its receivers: to their threads' event loops, and at once to those that
    /// belong to this thread and are connected with Phase::AfterCommit. Receivers that are disconnected or
    /// dead by now are left out. Exceptions are logged and announced by AbstractSignal::receiverFailed(),
    /// never thrown.
    void release() &&;

    /// For the dispatcher's own use.
    explicit HeldDelivery(Delivery delivery);

private:
    std::unique_ptr<Delivery> m_delivery;
};

/// Takes over what a send() has for other threads and for receivers with Phase::AfterCommit: the seam by
/// which a transaction holds deliveries until its commit. See AbstractSignal::outbox().
class SIGNALBOX_DISPATCH_EXPORT Outbox {
public:
    virtual ~Outbox();

    /// Keeps @p delivery, to release it later or to drop it. Called in the sending thread, in the order of
    /// the receivers.
    virtual void hold(HeldDelivery delivery) = 0;
};

} // namespace Signalbox
