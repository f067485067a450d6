// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/eventthread.h"
#include "volumes.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QSqlTableModel>

#include <Signalbox/LiveModel>

#include <chrono>

/// @file
/// What the user interface's thread pays when another thread has saved one row of many:
/// "follow/<model>/<rows>".

namespace {

using namespace Signalbox;

void followByLiveModel(benchmark::State &state)
{
    VolumeDatabase database(int(state.range(0)));
    LiveModel model(QStringLiteral("benchmark.Volume"));
    int changes = 0;
    QObject::connect(&model, &QAbstractItemModel::dataChanged, [&changes] { ++changes; });
    EventThread worker;
    int number = 0;
    for (auto _ : state) {
        worker.run([&] {
            Volume volume = require(Volume::get(1 + ++number % state.range(0)));
            ++volume.year;
            require(volume.save());
        });
        const int before = changes;
        const auto begin = std::chrono::steady_clock::now();
        while (changes == before)
            QCoreApplication::processEvents();
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    worker.run([] { Database::closeThreadConnections(); });
}

// All rows, as LiveModel has them; select() alone reads no more than it needs for the first screens.
void selectTableModel(benchmark::State &state, bool readsAll)
{
    VolumeDatabase database(int(state.range(0)));
    QSqlTableModel model(nullptr, database.connection());
    model.setTable(QStringLiteral("benchmark_volume"));
    for (auto _ : state) {
        require(model.select(), model.lastError());
        while (readsAll && model.canFetchMore())
            model.fetchMore();
    }
}

} // namespace

BENCHMARK(followByLiveModel)->Name("follow/signalbox")->Arg(100'000)->UseManualTime();
BENCHMARK_CAPTURE(selectTableModel, , false)->Name("follow/table_model")->Arg(100'000);
BENCHMARK_CAPTURE(selectTableModel, , true)->Name("follow/table_model_all")->Arg(100'000);
