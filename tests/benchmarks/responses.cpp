// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "workload.h"

#include <Signalbox/Signal>

#include <boost/signals2/signal.hpp>

#include <functional>
#include <numeric>
#include <vector>

/// @file
/// Sends whose answers are all collected and read: "responses/<library>/<receivers>".

namespace {

class OurQuestion {
public:
    void connect(Receiver &receiver) { m_signal.connect(&receiver, &Receiver::onQuestion); }
    int sumOfAnswers(const Tick &tick)
    {
        int sum = 0;
        for (const auto &response : m_signal.send(&m_sender, tick))
            sum += response.value().toInt();
        return sum;
    }

private:
    QObject m_sender;
    Signalbox::Signal<Tick> m_signal{"question"};
};

/// Has a signal of Boost.Signals2 return what all its receivers returned.
struct CollectAll {
    using result_type = std::vector<int>;
    template <typename Iterator>
    result_type operator()(Iterator first, Iterator last) const
    {
        return result_type(first, last);
    }
};

class BoostQuestion {
public:
    void connect(Receiver &receiver)
    {
        m_signal.connect([&receiver](const Tick &tick) { return receiver.onQuestion(tick); });
    }
    int sumOfAnswers(const Tick &tick)
    {
        const auto answers = m_signal(tick);
        return std::accumulate(answers.begin(), answers.end(), 0);
    }

private:
    boost::signals2::signal<int(const Tick &), CollectAll> m_signal;
};

class FunctionQuestion {
public:
    void connect(Receiver &receiver)
    {
        m_functions.push_back([&receiver](const Tick &tick) { return receiver.onQuestion(tick); });
    }
    int sumOfAnswers(const Tick &tick)
    {
        std::vector<int> answers;
        for (const auto &function : m_functions)
            answers.push_back(function(tick));
        return std::accumulate(answers.begin(), answers.end(), 0);
    }

private:
    std::vector<std::function<int(const Tick &)>> m_functions;
};

template <typename Peer>
void sendForResponses(benchmark::State &state)
{
    std::vector<Receiver> receivers(size_t(state.range(0)));
    Peer peer;
    for (Receiver &receiver : receivers)
        peer.connect(receiver);
    measureSends(state, [&peer](const Tick &tick) { benchmark::DoNotOptimize(peer.sumOfAnswers(tick)); });
    for (const Receiver &receiver : receivers)
        expectAllTicks(state, receiver.sum());
}

BENCHMARK(sendForResponses<OurQuestion>)->Name("responses/signalbox")->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendForResponses<BoostQuestion>)->Name("responses/boost")->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(sendForResponses<FunctionQuestion>)->Name("responses/function")->Arg(1)->Arg(10)->Arg(100);

} // namespace
