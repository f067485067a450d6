// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "workload.h"

#include <Signalbox/Signal>

#include <boost/signals2/signal.hpp>
#include <sigc++/sigc++.h>

#include <functional>
#include <vector>

/// @file
/// One signal of each library, with the same face: connect() takes a receiver with a member function
/// onTick(), send() sends a tick to all of them.

/// Ours. Connections are of the default type: direct to receivers in this thread, queued to others.
class OurSignal {
public:
    template <typename Object>
    void connect(Object &receiver)
    {
        m_signal.connect(&receiver, &Object::onTick);
    }
    void send(const Tick &tick) { m_signal.send(&m_sender, tick); }

protected:
    QObject m_sender;
    Signalbox::Signal<Tick> m_signal{"tick"};
};

/// Ours, with receivers that are no QObjects.
class OurLambdaSignal : public OurSignal {
public:
    void connect(Receiver &receiver)
    {
        m_signal.connect([&receiver](const Tick &tick) { receiver.onTick(tick); });
    }
};

/// Ours, sent robustly.
class OurRobustSignal : public OurSignal {
public:
    void send(const Tick &tick) { m_signal.sendRobust(&m_sender, tick); }
};

/// Qt's. Connections are of the default type: direct to receivers in this thread, queued to others.
class QtSignal {
public:
    template <typename Object>
    void connect(Object &receiver)
    {
        QObject::connect(&m_emitter, &Emitter::ticked, &receiver, &Object::onTick);
    }
    void send(const Tick &tick) { Q_EMIT m_emitter.ticked(tick); }

private:
    Emitter m_emitter;
};

/// Boost.Signals2, without tracking of the receivers' lives.
class BoostSignal {
public:
    void connect(Receiver &receiver)
    {
        m_signal.connect([&receiver](const Tick &tick) { receiver.onTick(tick); });
    }
    void send(const Tick &tick) { m_signal(tick); }

private:
    boost::signals2::signal<void(const Tick &)> m_signal;
};

/// libsigc++, which is for one thread only; without tracking of the receivers' lives.
class SigcSignal {
public:
    void connect(Receiver &receiver) { m_signal.connect(sigc::mem_fun(receiver, &Receiver::onTick)); }
    void send(const Tick &tick) { m_signal.emit(tick); }

private:
    sigc::signal<void, const Tick &> m_signal;
};

/// No signal at all: the least that calling unknown receivers costs.
class FunctionLoop {
public:
    void connect(Receiver &receiver)
    {
        m_functions.push_back([&receiver](const Tick &tick) { receiver.onTick(tick); });
    }
    void send(const Tick &tick)
    {
        for (const auto &function : m_functions)
            function(tick);
    }

private:
    std::vector<std::function<void(const Tick &)>> m_functions;
};
