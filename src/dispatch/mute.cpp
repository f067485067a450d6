// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "mute.h"

#include "abstractsignal.h"
#include "lifeline_p.h"
#include "receiver_p.h"
#include "signalcore_p.h"

#include <atomic>
#include <utility>

namespace Signalbox {

namespace {

// What is muted of a signal, until end(), or until the sending object dies: its address may be another's
// then.
class MutedPart final : public LifelineWatcher, public std::enable_shared_from_this<MutedPart> {
public:
    MutedPart(std::shared_ptr<SignalCore> core, const Mutes::Entry &entry)
        : m_core(std::move(core)), m_entry(entry)
    {
        m_core->mutes.add(m_entry);
    }
    ~MutedPart() override { unwatch(); }

    static std::shared_ptr<MutedPart> begin(std::shared_ptr<SignalCore> core, const Mutes::Entry &entry)
    {
        auto part = std::make_shared<MutedPart>(std::move(core), entry);
        if (const QObject *sender = entry.sender.object())
            if (part->watch(sender))
                part->lifeline()->provideMailbox();
        return part;
    }
    void end()
    {
        if (!m_hasEnded.exchange(true, std::memory_order_acq_rel))
            m_core->mutes.remove(m_entry);
    }

private:
    void watchedObjectDied() override { end(); }
    Keeper keepWatcher() override { return keep(weak_from_this().lock()); }

    const std::shared_ptr<SignalCore> m_core;
    const Mutes::Entry m_entry;
    std::atomic<bool> m_hasEnded = false;
};

} // namespace

struct Mute::Private {
    ~Private()
    {
        if (const auto muted = receiver.lock())
            muted->unmute();
        if (part)
            part->end();
    }

    static std::unique_ptr<Private> of(std::shared_ptr<SignalCore> core, const Mutes::Entry &entry)
    {
        auto d = std::make_unique<Private>();
        d->part = MutedPart::begin(std::move(core), entry);
        return d;
    }

    std::shared_ptr<MutedPart> part;
    Weak<Receiver> receiver;
};

Mute::Mute(AbstractSignal &signal) : d(Private::of(signal.m_core, {Mutes::Entry::What::All})) { }

Mute::Mute(AbstractSignal &signal, const Sender &sender)
    : d(Private::of(signal.m_core, {Mutes::Entry::What::Sender, sender}))
{ }

Mute Mute::uid(AbstractSignal &signal, const QString &dispatchUid)
{
    return Mute(Private::of(signal.m_core, {Mutes::Entry::What::Uid, {}, dispatchUid}));
}

Mute::Mute(const Connection &receiver) : d(std::make_unique<Private>())
{
    d->receiver = receiver.m_receiver;
    if (const auto muted = receiver.m_receiver.lock())
        muted->mute();
}

Mute::Mute(std::unique_ptr<Private> owned) : d(std::move(owned)) { }
Mute::Mute(Mute &&other) noexcept = default;
Mute &Mute::operator=(Mute &&other) noexcept = default;
Mute::~Mute() = default;

} // namespace Signalbox
