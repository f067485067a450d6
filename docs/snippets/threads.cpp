// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Signal>

#include <QCoreApplication>
#include <QDebug>
#include <QThread>

using namespace Signalbox;

struct Measured {
    Q_GADGET
    Q_PROPERTY(double celsius MEMBER celsius)
public:
    double celsius = 0;
};

Signal<Measured> measured{"measured"};

// Moved to a thread of its own: everything it hears, it hears there.
class Archive : public QObject {
    Q_OBJECT
public:
    void store(const Measured &value) { m_sum += value.celsius; }
    double sum() const { return m_sum; }

private:
    double m_sum = 0;
};

// Takes a list: all that is pending, in one call.
class Plot : public QObject {
    Q_OBJECT
public:
    qsizetype draw(const QList<Measured> &values) { return m_points += values.size(); }

private:
    qsizetype m_points = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QThread thread;
    Archive archive;
    Plot plot;
    archive.moveToThread(&thread);
    plot.moveToThread(&thread);
    thread.start();
    {
        // Nothing said: called where it lives. This sends to the other thread, and does not wait.
        const ScopedConnection queued = measured.connect(&archive, &Archive::store);
        const Responses responses = measured.send("sensor", {.celsius = 20});
        qInfo() << "queued:" << (responses.first().outcome() == Response::Outcome::Queued);

        // Waits for the other thread, and has its answer.
        const ScopedConnection blocking = measured.connect(&archive, [&archive] { return archive.sum(); },
                                                           {.type = Qt::BlockingQueuedConnection});
        qInfo() << "the sum is" << measured.send("sensor", {.celsius = 21}).last().value().toDouble();
    }
    {
        measured.connect(&plot, &Plot::draw);
        for (int i = 0; i < 9999; ++i)
            measured.send("sensor", {.celsius = double(i)}); // no wait, and a few calls for all of them

        // The last send waits, in a future, for every receiver in every thread.
        QFuture<Responses> done = measured.sendAsync("sensor", {.celsius = 22});
        done.waitForFinished();
        qInfo() << "points:" << done.result().first().value().toInt();
    }
    thread.quit();
    thread.wait();
}

#include "threads.moc"
