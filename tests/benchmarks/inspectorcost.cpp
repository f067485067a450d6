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
/// What the Inspector costs a direct send: "inspector/<never, open or closed>/<receivers>", in nanoseconds.
/// A process measures one state: its window was never opened, is shown, or was shown and closed. Whoever runs
/// it alternates between them, as processes differ by where their memory happens to lie.

namespace {

/// A signal and its receivers, made before there is a window: what that leaves in memory lies behind them.
class Crowd {
public:
    Crowd(const QString &name, int count, bool isBrief)
        : m_receivers(static_cast<size_t>(count)), m_samples(isBrief ? 3 : 31),
          m_sends((isBrief ? 1000 : 100'000) / count), m_signal(name)
    {
        for (Receiver &receiver : m_receivers)
            m_signal.connect(&receiver, &Receiver::onTick);
    }

    /// Nanoseconds of a send, each the mean of many.
    QJsonArray measure()
    {
        QJsonArray samples;
        for (int sample = 0; sample < m_samples; ++sample) {
            const auto begin = std::chrono::steady_clock::now();
            for (int i = 0; i < m_sends; ++i)
                m_signal.send({}, {1});
            const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
            samples.append(time.count() / m_sends);
            QCoreApplication::processEvents(); // an open window follows
        }
        for (const Receiver &receiver : m_receivers) {
            if (receiver.sum() != qint64(m_sends) * m_samples)
                qFatal("Not every send was received once.");
        }
        return samples;
    }

private:
    std::vector<Receiver> m_receivers;
    int m_samples;
    int m_sends;
    Signalbox::Signal<Tick> m_signal;
};

void showWindow(bool isToClose)
{
    QQuickWindow *window = Signalbox::showInspector();
    if (!window)
        qFatal("There is no Inspector.");
    while (!window->isExposed())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (isToClose)
        window->close();
    QCoreApplication::processEvents();
}

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Sends with and without the Inspector's window."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("state"), QStringLiteral("never, open or closed"));
    const QCommandLineOption brief(QStringLiteral("brief"),
                                   QStringLiteral("Few sends, only to see that it works."));
    parser.addOption(brief);
    parser.process(app);
    const QString state = parser.positionalArguments().value(0);
    if (!QStringList{QStringLiteral("never"), QStringLiteral("open"), QStringLiteral("closed")}.contains(
            state))
        parser.showHelp(2);

    QThread second; // as in the other benchmarks
    second.start();
    Crowd one(QStringLiteral("one"), 1, parser.isSet(brief));
    Crowd hundred(QStringLiteral("hundred"), 100, parser.isSet(brief));
    if (state != QStringLiteral("never"))
        showWindow(state == QStringLiteral("closed"));
    const QJsonObject samples{{QStringLiteral("inspector/%1/1").arg(state), one.measure()},
                              {QStringLiteral("inspector/%1/100").arg(state), hundred.measure()}};
    QTextStream(stdout)
        << QJsonDocument(QJsonObject{{QStringLiteral("samples"), samples}}).toJson(QJsonDocument::Compact)
        << Qt::endl;
    second.quit();
    second.wait();
}
