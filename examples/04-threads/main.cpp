// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Signal>

#include <QCoreApplication>
#include <QDebug>
#include <QThread>

#include <memory>
#include <stdexcept>

struct Measured {
    Q_GADGET
    Q_PROPERTY(double celsius MEMBER celsius)
public:
    double celsius = 0;
};

Signalbox::Signal<Measured> measured{"measured"};

// Lives in a thread of its own; however much is sent while it is busy, one call catches up.
class Archive : public QObject {
    Q_OBJECT
public:
    int store(const QList<Measured> &values) { return m_stored += int(values.size()); }

private:
    int m_stored = 0;
};

// No QObject: any class will do, as long as a std::shared_ptr owns it.
struct Alarm {
    void check(const Measured &value)
    {
        if (value.celsius > 90)
            throw std::runtime_error("too hot");
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QThread thread;
    Archive archive;
    archive.moveToThread(&thread);
    thread.start();

    measured.connect(&archive, &Archive::store, {.dispatchUid = "archive"});
    auto alarm = std::make_shared<Alarm>();
    measured.connect(alarm, &Alarm::check); // until the alarm is gone
    measured.connect([](const Measured &value) { qInfo() << "first:" << value.celsius; }, {.once = true});

    // Everybody is told, the failing one as well, and the archive is waited for.
    measured.sendRobustAsync("sensor 1", {.celsius = 95.5})
        .then([](const Signalbox::Responses &responses) {
            for (const Signalbox::Response &response : responses)
                qInfo() << (response.error() ? response.errorString() : response.value());
        })
        .waitForFinished();

    alarm.reset();
    qInfo() << "receivers left:" << measured.receivers().size();

    thread.quit();
    thread.wait();
}

#include "main.moc"
