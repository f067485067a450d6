// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "flooding.h"
#include "onlookers.h"
#include "pulse.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <algorithm>
#include <chrono>
#include <utility>

/// @file
/// What a flood does to a window: two threads write as fast as they can, while a ListView and a QTableView
/// look on. Prints figures as JSON, by "<flood>/<who looks on>/<figure>", for
/// tests/benchmarks/report:
/// - longest: the longest time between two turns of the user interface's event loop, in ns
/// - worked: the longest processor time that its thread spent between them, in ns: what other threads and
///   programs do to it is not in it
/// - frame: the longest time between two frames, in ns
/// - late: from the last save until both views show all, in ns
/// - grown: by how much the memory of the process grew at the most, in bytes
/// "nobody" is the same with rows that nobody looks at.

namespace {

using namespace std::chrono_literals;
using Nanoseconds = std::chrono::nanoseconds;

// A figure of Linux' /proc/self/status, in bytes.
qint64 memory(const char *name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        qFatal("Can't read /proc/self/status");
    const auto lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return line.simplified().split(' ').at(1).toLongLong() * 1024;
    }
    qFatal("There is no %s in /proc/self/status", name);
}

// From now on VmHWM is the most that is needed from now on.
void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1)
        qFatal("Can't write /proc/self/clear_refs");
}

void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

bool isFresh(const Signalbox::LiveModel &model)
{
    const QList<Volume> rows = require(Volume::objects().orderBy(model.orderBy()).all());
    if (rows.size() != model.rowCount())
        return false;
    for (int row = 0; row < rows.size(); ++row) {
        const auto shown = model.get(row).value<Volume>();
        const Volume &wanted = rows[row];
        if (shown.id != wanted.id || shown.title != wanted.title || shown.year != wanted.year)
            return false;
    }
    return true;
}

/// A flood, and what came of it.
class Measurement {
public:
    template <typename T>
    void run(const QString &name, const FloodPlan &plan)
    {
        VolumeDatabase database(0);
        require(Signalbox::syncdb<Scrap>());
        QList<T> rows(plan.rows);
        require(T::bulkCreate(rows));
        Onlookers onlookers;
        for (const auto *model : {&onlookers.listed(), &onlookers.tabled()})
            watch(*model);
        QObject::connect(onlookers.window(), &QQuickWindow::frameSwapped, &m_context, [this] { frame(); });
        spin(500ms); // until the windows are there

        forgetPeak();
        const qint64 before = memory("VmRSS:");
        m_longestFrame = {};
        m_pulse.start();
        Nanoseconds end;
        {
            const Flooding<T> flooding(plan);
            while (!flooding.isOver())
                spin(2ms);
            end = now();
        }
        m_lastChange = end;
        while (now() - m_lastChange < 300ms)
            spin(2ms);
        const Pulse::Times times = m_pulse.stop();
        const Nanoseconds longestFrame = m_longestFrame;
        const qint64 grown = memory("VmHWM:") - before;
        for (const auto *model : {&onlookers.listed(), &onlookers.tabled()}) {
            if (!isFresh(*model))
                qFatal("%s: a view differs from a fresh query", qPrintable(name));
        }

        const auto note = [&](const char *figure, double value) {
            m_samples.insert(QStringLiteral("%1/%2").arg(name, QLatin1StringView(figure)), QJsonArray{value});
        };
        note("longest", double(times.passed.count()));
        note("worked", double(times.worked.count()));
        note("frame", double(longestFrame.count()));
        note("late", double((m_lastChange - end).count()));
        note("grown", double(grown));
    }

    QByteArray toJson() const
    {
        return QJsonDocument(QJsonObject{{QStringLiteral("samples"), m_samples}}).toJson();
    }

private:
    static Nanoseconds now() { return std::chrono::steady_clock::now().time_since_epoch(); }

    void watch(const Signalbox::LiveModel &model)
    {
        const auto note = [this] { m_lastChange = now(); };
        using Model = QAbstractItemModel;
        for (const auto changed : {&Model::rowsInserted, &Model::rowsRemoved})
            QObject::connect(&model, changed, &m_context, note);
        QObject::connect(&model, &Model::rowsMoved, &m_context, note);
        QObject::connect(&model, &Model::dataChanged, &m_context, note);
        QObject::connect(&model, &Model::layoutChanged, &m_context, note);
    }

    void frame()
    {
        const Nanoseconds current = now();
        m_longestFrame = std::max(m_longestFrame, current - std::exchange(m_lastFrame, current));
    }

    QObject m_context;
    Pulse m_pulse;
    Nanoseconds m_lastFrame = {};
    Nanoseconds m_longestFrame = {}; // the time between two
    Nanoseconds m_lastChange = {};
    QJsonObject m_samples;
};

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Two threads write, a ListView and a QTableView look on."));
    parser.addHelpOption();
    const QCommandLineOption brief(QStringLiteral("brief"),
                                   QStringLiteral("Few rows, only to see that it works."));
    parser.addOption(brief);
    parser.process(app);
    const int share = parser.isSet(brief) ? 100 : 1;

    Measurement measurement;
    const FloodPlan mixed{.saves = 100'000 / share, .rows = 0};
    measurement.run<Scrap>(QStringLiteral("flood/nobody"), mixed);
    measurement.run<Volume>(QStringLiteral("flood/signalbox"), mixed);
    const FloodPlan sameRows{.saves = 1'000'000 / share, .rows = 100};
    measurement.run<Volume>(QStringLiteral("same_rows/signalbox"), sameRows);
    QTextStream(stdout) << measurement.toJson();
}
