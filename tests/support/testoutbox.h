// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/pizza.h"

#include <Signalbox/Outbox>
#include <Signalbox/Signal>

#include <utility>
#include <vector>

/// Holds what a send has for others, as a transaction does.
class TestOutbox : public Signalbox::Outbox {
public:
    void hold(Signalbox::HeldDelivery delivery) override { held.push_back(std::move(delivery)); }

    /// The commit.
    void release()
    {
        for (Signalbox::HeldDelivery &delivery : std::exchange(held, {}))
            std::move(delivery).release();
    }

    /// The rollback.
    void drop() { held.clear(); }

    std::vector<Signalbox::HeldDelivery> held;
};

/// A signal whose sends go into a box, if there is one.
class TransactionalSignal : public Signalbox::Signal<PizzaDone> {
public:
    using Signal::Signal;
    TestOutbox *box = nullptr;

protected:
    Signalbox::Outbox *outbox(const void *) const override { return box; }
};
