// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"

#include <benchmark/benchmark.h>

#include <boost/version.hpp>
#include <sigc++config.h>

#include <QCoreApplication>

#include <string>

namespace {

/// What the figures depend on, apart from the machine; the report shows it.
void describeBuild()
{
    benchmark::AddCustomContext("compiler", SIGNALBOX_COMPILER);
    benchmark::AddCustomContext("qt", qVersion());
    benchmark::AddCustomContext("boost", BOOST_LIB_VERSION);
    benchmark::AddCustomContext("sigc",
                                std::to_string(SIGCXX_MAJOR_VERSION) + '.'
                                    + std::to_string(SIGCXX_MINOR_VERSION) + '.'
                                    + std::to_string(SIGCXX_MICRO_VERSION));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    describeBuild();
    // A program with a single thread has cheaper locks and reference counts; ours are for those with more.
    const EventThread idle;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
