// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "workload.h"

#include <Signalbox/Signal>

#include <chrono>
#include <vector>

/// @file
/// Connecting many receivers to one signal and disconnecting them all: "connecting/<library>/<receivers>",
/// with the shares of both as counters, all in nanoseconds per connection.

namespace {

/// As many receivers as asked for, and the handle of each one's connection.
template <typename Handle>
class Connections {
public:
    explicit Connections(size_t count) : m_receivers(count), m_handles(count) { }

protected:
    /// Connects all receivers; @p connect is called with each one's index and the receiver.
    template <typename Connect>
    void connectEach(Connect connect)
    {
        for (size_t i = 0; i < m_receivers.size(); ++i)
            m_handles[i] = connect(i, m_receivers[i]);
    }

    std::vector<Receiver> m_receivers;
    std::vector<Handle> m_handles;
};

/// Ours, each connection with a dispatchUid; disconnected by handle.
class OurConnections : public Connections<Signalbox::Connection> {
public:
    explicit OurConnections(size_t count) : Connections(count), m_uids(count)
    {
        for (size_t i = 0; i < count; ++i)
            m_uids[i] = QStringLiteral("receiver %1").arg(i);
    }
    void connectAll()
    {
        connectEach([this](size_t i, Receiver &receiver) {
            return m_signal.connect(&receiver, [&receiver](const Tick &tick) { receiver.onTick(tick); },
                                    {.dispatchUid = m_uids[i]});
        });
    }
    void disconnectAll()
    {
        for (const auto &handle : m_handles)
            handle.disconnect();
    }
    bool isEmpty() const { return !m_signal.hasListeners(); }

protected:
    std::vector<QString> m_uids;
    Signalbox::Signal<Tick> m_signal{"tick"};
};

/// The same, disconnected by dispatchUid.
class OurNamedConnections : public OurConnections {
public:
    using OurConnections::OurConnections;
    void disconnectAll()
    {
        for (const QString &uid : m_uids)
            m_signal.disconnect(uid);
    }
};

/// Qt's plain connections.
class QtConnections : public Connections<QMetaObject::Connection> {
public:
    using Connections::Connections;
    void connectAll()
    {
        connectEach([this](size_t, Receiver &receiver) {
            return QObject::connect(&m_emitter, &Emitter::ticked, &receiver,
                                    [&receiver](const Tick &tick) { receiver.onTick(tick); });
        });
    }
    void disconnectAll()
    {
        for (const auto &handle : m_handles)
            QObject::disconnect(handle);
    }
    bool isEmpty() const { return !m_emitter.isHeard(); }

protected:
    Emitter m_emitter;
};

/// Ours with functions instead of objects: nothing has to be watched.
class OurFunctionConnections : public OurConnections {
public:
    using OurConnections::OurConnections;
    void connectAll()
    {
        connectEach([this](size_t i, Receiver &receiver) {
            return m_signal.connect([&receiver](const Tick &tick) { receiver.onTick(tick); },
                                    {.dispatchUid = m_uids[i]});
        });
    }
};

/// Qt's connections to functions.
class QtFunctionConnections : public QtConnections {
public:
    using QtConnections::QtConnections;
    void connectAll()
    {
        connectEach([this](size_t, Receiver &receiver) {
            return QObject::connect(&m_emitter, &Emitter::ticked,
                                    [&receiver](const Tick &tick) { receiver.onTick(tick); });
        });
    }
};

/// Qt's connections that a second connect() does not double. Lambdas can't have that.
class QtUniqueConnections : public QtConnections {
public:
    using QtConnections::QtConnections;
    void connectAll()
    {
        connectEach([this](size_t, Receiver &receiver) {
            return QObject::connect(&m_emitter, &Emitter::ticked, &receiver, &Receiver::onTick,
                                    Qt::UniqueConnection);
        });
    }
};

/// Each iteration has a signal and receivers of its own, so that nothing is left from the one before.
template <typename Peer>
void connectAndDisconnect(benchmark::State &state)
{
    using Clock = std::chrono::steady_clock;
    using Nanoseconds = std::chrono::duration<double, std::nano>;
    Nanoseconds connecting{};
    Nanoseconds disconnecting{};
    for (auto _ : state) {
        Peer peer(size_t(state.range(0)));
        const auto begin = Clock::now();
        peer.connectAll();
        const auto connected = Clock::now();
        const bool wasEmpty = peer.isEmpty();
        const auto goOn = Clock::now();
        peer.disconnectAll();
        const auto end = Clock::now();
        if (wasEmpty || !peer.isEmpty())
            state.SkipWithError("not all receivers were connected and disconnected");
        connecting += connected - begin;
        disconnecting += end - goOn;
        state.SetIterationTime(std::chrono::duration<double>(connected - begin + end - goOn).count());
    }
    const auto connections = state.iterations() * state.range(0);
    state.SetItemsProcessed(connections);
    state.counters["connect"] = connecting.count() / double(connections);
    state.counters["disconnect"] = disconnecting.count() / double(connections);
}

BENCHMARK(connectAndDisconnect<OurConnections>)
    ->Name("connecting/signalbox")
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseManualTime();
BENCHMARK(connectAndDisconnect<OurNamedConnections>)
    ->Name("connecting/signalbox_uid")
    ->Arg(100)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseManualTime();
BENCHMARK(connectAndDisconnect<QtConnections>)
    ->Name("connecting/qt")
    ->Arg(100)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseManualTime();
BENCHMARK(connectAndDisconnect<OurFunctionConnections>)
    ->Name("connecting/signalbox_function")
    ->Arg(100)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseManualTime();
BENCHMARK(connectAndDisconnect<QtFunctionConnections>)
    ->Name("connecting/qt_function")
    ->Arg(100)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseManualTime();
BENCHMARK(connectAndDisconnect<QtUniqueConnections>)
    ->Name("connecting/qt_unique")
    ->Arg(100)
    ->Arg(1000)
    ->UseManualTime();

} // namespace
