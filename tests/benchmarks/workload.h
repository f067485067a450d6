// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <QMetaMethod>
#include <QObject>

/// The payload of all benchmarks.
struct Tick {
    Q_GADGET
    Q_PROPERTY(int value MEMBER value)
public:
    int value = 0;
};

/// The receiver of all direct sends, the same for every library. Its member functions are defined in a file
/// of their own, so that no library gets them inlined.
class Receiver : public QObject {
    Q_OBJECT

public:
    void onTick(const Tick &tick);
    int onQuestion(const Tick &tick);

    qint64 sum() const { return m_sum; }

private:
    qint64 m_sum = 0;
};

/// What has the Qt signal that ours is compared with.
class Emitter : public QObject {
    Q_OBJECT

public:
    /// Whether anything is connected to its signal.
    bool isHeard() const
    {
        static const QMetaMethod signal = QMetaMethod::fromSignal(&Emitter::ticked);
        return isSignalConnected(signal);
    }

Q_SIGNALS:
    void ticked(const Tick &tick);
};

/// Measures @p send, a function of a tick.
template <typename Send>
void measureSends(benchmark::State &state, Send send)
{
    Tick tick{1};
    for (auto _ : state) {
        benchmark::DoNotOptimize(tick);
        send(tick);
    }
}

/// Fails the benchmark if @p received, what a receiver has got, is not one tick for each send.
inline void expectAllTicks(benchmark::State &state, qint64 received)
{
    if (received != state.iterations())
        state.SkipWithError("not every send was received once");
}
