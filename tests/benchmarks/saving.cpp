// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "volumes.h"

#include <benchmark/benchmark.h>

#include <QSqlRecord>
#include <QSqlTableModel>

#include <chrono>
#include <vector>

/// @file
/// Saving and removing rows one by one within a transaction: "insert/<library>/1", "update/<library>/1",
/// "remove/<library>/1", in nanoseconds per row. All use the same connection to the same SQLite file.

namespace {

using namespace Signalbox;
constexpr int rowCount = 1000;

/// Runs @p work, which handles rowCount rows, again and again, each time in a transaction that is rolled back
/// afterwards. Only the work is timed; @p prepare is called before it.
template <typename Prepare, typename Work>
void measureRows(benchmark::State &state, VolumeDatabase &database, Prepare prepare, Work work)
{
    QSqlQuery statement(database.connection());
    for (auto _ : state) {
        prepare();
        Transaction transaction;
        const auto begin = std::chrono::steady_clock::now();
        work();
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        transaction.rollback();
    }
    state.SetItemsProcessed(state.iterations() * rowCount);
}

/// Receivers of all signals that ours may send.
class Listeners {
public:
    explicit Listeners(bool areThere)
    {
        if (!areThere)
            return;
        m_connections.emplace_back(preSave().connect<Volume>([this](const Volume &) { ++m_calls; }));
        m_connections.emplace_back(postSave().connect<Volume>([this](const Volume &) { ++m_calls; }));
        m_connections.emplace_back(preDelete().connect<Volume>([this](const Volume &) { ++m_calls; }));
        m_connections.emplace_back(postDelete().connect<Volume>([this](const Volume &) { ++m_calls; }));
    }

private:
    std::vector<ScopedConnection> m_connections;
    quint64 m_calls = 0;
};

void insertOurs(benchmark::State &state, bool isHeard)
{
    VolumeDatabase database(0);
    const Listeners listeners(isHeard);
    QList<Volume> volumes;
    measureRows(
        state, database,
        [&] {
            volumes.clear();
            for (int i = 0; i < rowCount; ++i)
                volumes << Volume::numbered(i);
        },
        [&] {
            for (Volume &volume : volumes)
                require(volume.save());
        });
}

void updateOurs(benchmark::State &state, bool isHeard)
{
    VolumeDatabase database(rowCount);
    const Listeners listeners(isHeard);
    QList<Volume> volumes = require(Volume::objects().all());
    measureRows(
        state, database, [] {},
        [&] {
            for (Volume &volume : volumes) {
                ++volume.year;
                require(volume.save());
            }
        });
}

void removeOurs(benchmark::State &state, bool isHeard)
{
    VolumeDatabase database(rowCount);
    const Listeners listeners(isHeard);
    const QList<Volume> all = require(Volume::objects().all());
    QList<Volume> volumes;
    measureRows(
        state, database,
        [&] {
            volumes = all;
            volumes.detach();
        },
        [&] {
            for (Volume &volume : volumes)
                require(volume.remove());
        });
}

const QString insertion =
    QStringLiteral("INSERT INTO benchmark_volume (title, year, price) VALUES (?, ?, ?)");
const QString change =
    QStringLiteral("UPDATE benchmark_volume SET title = ?, year = ?, price = ? WHERE id = ?");
const QString deletion = QStringLiteral("DELETE FROM benchmark_volume WHERE id = ?");

/// Runs @p sql for each of rowCount rows by Qt SQL alone. @param isKept whether it is prepared only once
template <typename Bind>
void measureRaw(benchmark::State &state, int rowsBefore, const QString &sql, bool isKept, Bind bind)
{
    VolumeDatabase database(rowsBefore);
    QSqlQuery kept(database.connection());
    require(kept.prepare(sql), kept.lastError());
    const auto run = [&](QSqlQuery &query, int i) {
        bind(query, i);
        require(query.exec(), query.lastError());
        benchmark::DoNotOptimize(query.lastInsertId());
    };
    measureRows(
        state, database, [] {},
        [&] {
            for (int i = 0; i < rowCount; ++i) {
                if (isKept) {
                    run(kept, i);
                    continue;
                }
                QSqlQuery fresh(database.connection());
                require(fresh.prepare(sql), fresh.lastError());
                run(fresh, i);
            }
        });
}

int bindFields(QSqlQuery &query, int i)
{
    const Volume volume = Volume::numbered(i);
    query.bindValue(0, volume.title);
    query.bindValue(1, volume.year);
    query.bindValue(2, volume.price);
    return 3;
}

void insertRaw(benchmark::State &state, bool isKept)
{
    measureRaw(state, 0, insertion, isKept, &bindFields);
}

void updateRaw(benchmark::State &state, bool isKept)
{
    measureRaw(state, rowCount, change, isKept,
               [](QSqlQuery &query, int i) { query.bindValue(bindFields(query, i), i + 1); });
}

void removeRaw(benchmark::State &state, bool isKept)
{
    measureRaw(state, rowCount, deletion, isKept, [](QSqlQuery &query, int i) { query.bindValue(0, i + 1); });
}

void insertByTableModel(benchmark::State &state)
{
    VolumeDatabase database(0);
    QSqlTableModel model(nullptr, database.connection());
    model.setTable(QStringLiteral("benchmark_volume"));
    QSqlRecord record = model.record();
    record.setGenerated(QStringLiteral("id"), false);
    measureRows(
        state, database, [&] { require(model.select(), model.lastError()); },
        [&] {
            for (int i = 0; i < rowCount; ++i) {
                const Volume volume = Volume::numbered(i);
                record.setValue(QStringLiteral("title"), volume.title);
                record.setValue(QStringLiteral("year"), volume.year);
                record.setValue(QStringLiteral("price"), volume.price);
                require(model.insertRecord(-1, record), model.lastError());
            }
        });
}

} // namespace

BENCHMARK_CAPTURE(insertOurs, , false)->Name("insert/signalbox/1")->UseManualTime();
BENCHMARK_CAPTURE(insertOurs, , true)->Name("insert/signalbox_heard/1")->UseManualTime();
BENCHMARK_CAPTURE(insertRaw, , true)->Name("insert/qtsql/1")->UseManualTime();
BENCHMARK_CAPTURE(insertRaw, , false)->Name("insert/qtsql_anew/1")->UseManualTime();
BENCHMARK(insertByTableModel)->Name("insert/table_model/1")->UseManualTime();
BENCHMARK_CAPTURE(updateOurs, , false)->Name("update/signalbox/1")->UseManualTime();
BENCHMARK_CAPTURE(updateOurs, , true)->Name("update/signalbox_heard/1")->UseManualTime();
BENCHMARK_CAPTURE(updateRaw, , true)->Name("update/qtsql/1")->UseManualTime();
BENCHMARK_CAPTURE(updateRaw, , false)->Name("update/qtsql_anew/1")->UseManualTime();
BENCHMARK_CAPTURE(removeOurs, , false)->Name("remove/signalbox/1")->UseManualTime();
BENCHMARK_CAPTURE(removeOurs, , true)->Name("remove/signalbox_heard/1")->UseManualTime();
BENCHMARK_CAPTURE(removeRaw, , true)->Name("remove/qtsql/1")->UseManualTime();
BENCHMARK_CAPTURE(removeRaw, , false)->Name("remove/qtsql_anew/1")->UseManualTime();
