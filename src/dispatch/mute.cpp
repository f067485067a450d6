// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "mute.h"

#include "abstractsignal.h"
#include "receiver_p.h"
#include "signalcore_p.h"

#include <utility>

namespace Signalbox {

struct Mute::Private {
    ~Private()
    {
        if (const auto muted = receiver.lock())
            muted->unmute();
        if (core)
            core->mutes.remove(entry);
    }

    static std::unique_ptr<Private> of(std::shared_ptr<SignalCore> core, const Mutes::Entry &entry)
    {
        auto d = std::make_unique<Private>();
        d->core = std::move(core);
        d->entry = entry;
        d->core->mutes.add(entry);
        return d;
    }

    std::shared_ptr<SignalCore> core;
    Mutes::Entry entry{Mutes::Entry::What::All};
    std::weak_ptr<Receiver> receiver;
};

Mute::Mute(AbstractSignal &signal) : d(Private::of(signal.m_core, {Mutes::Entry::What::All})) { }

Mute::Mute(AbstractSignal &signal, const Sender &sender)
    : d(Private::of(signal.m_core, {Mutes::Entry::What::Sender, sender}))
{ }

Mute Mute::uid(AbstractSignal &signal, const QString &dispatchUid)
{
    return Mute(Private::of(signal.m_core, {Mutes::Entry::What::Uid, {}, dispatchUid}));
}

Mute::Mute(const Connection &connection) : d(std::make_unique<Private>())
{
    d->receiver = connection.m_receiver;
    if (const auto receiver = connection.m_receiver.lock())
        receiver->mute();
}

Mute::Mute(std::unique_ptr<Private> owned) : d(std::move(owned)) { }
Mute::Mute(Mute &&other) noexcept = default;
Mute &Mute::operator=(Mute &&other) noexcept = default;
Mute::~Mute() = default;

} // namespace Signalbox
