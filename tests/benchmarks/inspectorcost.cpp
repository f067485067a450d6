// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "workload.h"

#include <Signalbox/Inspector>
#include <Signalbox/Signal>

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QQuickWindow>
#include <QTextStream>
#include <QThread>

#include <chrono>
#include <vector>

/// @file
/// What the Inspector costs a direct send: "inspector/<never, open or closed>/<receivers>", in nanoseconds,
/// of one program: before it was ever opened, while its window is shown, and after that was closed.

namespace {

class Cost {
public:
    explicit Cost(bool isBrief) : m_samples(isBrief ? 3 : 31), m_calls(isBrief ? 1000 : 300'000) { }

    void measure(const QString &state)
    {
        for (const int count : {1, 100})
            measure(state, count);
    }

    QByteArray toJson() const
    {
        return QJsonDocument(QJsonObject{{QStringLiteral("samples"), m_figures}}).toJson();
    }

private:
    void measure(const QString &state, int count)
    {
        std::vector<Receiver> receivers(static_cast<size_t>(count));
        Signalbox::Signal<Tick> signal{"measured"};
        for (Receiver &receiver : receivers)
            signal.connect(&receiver, &Receiver::onTick);
        const int sends = m_calls / count;
        QJsonArray samples;
        for (int sample = 0; sample < m_samples; ++sample) {
            const auto begin = std::chrono::steady_clock::now();
            for (int i = 0; i < sends; ++i)
                signal.send({}, {1});
            const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
            samples.append(time.count() / sends);
            QCoreApplication::processEvents(); // an open window follows
        }
        for (const Receiver &receiver : receivers) {
            if (receiver.sum() != qint64(sends) * m_samples)
                qFatal("Not every send was received once.");
        }
        m_figures.insert(QStringLiteral("inspector/%1/%2").arg(state).arg(count), samples);
    }

    int m_samples;
    int m_calls;
    QJsonObject m_figures;
};

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Sends with and without the Inspector's window."));
    parser.addHelpOption();
    const QCommandLineOption brief(QStringLiteral("brief"),
                                   QStringLiteral("Few sends, only to see that it works."));
    parser.addOption(brief);
    parser.process(app);

    QThread second; // as in the other benchmarks
    second.start();
    Cost cost(parser.isSet(brief));
    cost.measure(QStringLiteral("never"));
    QQuickWindow *window = Signalbox::showInspector();
    if (!window)
        qFatal("There is no Inspector.");
    while (!window->isExposed())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    cost.measure(QStringLiteral("open"));
    window->close();
    QCoreApplication::processEvents();
    cost.measure(QStringLiteral("closed"));
    QTextStream(stdout) << cost.toJson();
    second.quit();
    second.wait();
}
