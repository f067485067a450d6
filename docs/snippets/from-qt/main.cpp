// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Signal>

#include <QCoreApplication>
#include <QDebug>
#include <QThread>

// What a signal carries is a struct, and the signal stands by itself: it belongs to no class.
struct Saved {
    Q_GADGET
    Q_PROPERTY(QString path MEMBER path)
public:
    QString path = {};
};
Signalbox::Signal<Saved> documentSaved{"document_saved"};

struct Closing {
    Q_GADGET
};
Signalbox::Signal<Closing> documentClosing{"document_closing"};

class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(const QString &path) : m_path(path) { }

    void save() { documentSaved.send(this, {.path = m_path}); }

    // Asks everybody: a Qt signal has no answers.
    bool close()
    {
        for (const Signalbox::Response &answer : documentClosing.send(this, {})) {
            if (answer.value().isValid() && !answer.value().toBool())
                return false;
        }
        return true;
    }

private:
    QString m_path;
};

// Knows no document, and hears them all: those that are there and those to come.
class StatusBar : public QObject {
    Q_OBJECT
public:
    StatusBar() { documentSaved.connect(this, &StatusBar::show); }
    void show(const Saved &saved) { qInfo().noquote() << "saved" << saved.path; }
};

// Lives in another thread, and is called there; nobody has to register a type for it.
class Backup : public QObject {
    Q_OBJECT
public:
    void copy(const Saved &saved) { qInfo().noquote() << "copied" << saved.path; }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    StatusBar statusBar;
    Document letter("letter.txt");
    Document notes("notes.txt");
    QThread thread;
    Backup backup;
    backup.moveToThread(&thread);

    // Hears one document, and is connected once, however often this line runs.
    documentSaved.connect(&backup, &Backup::copy, {.sender = &letter, .dispatchUid = "backup"});
    // A lambda can be connected once only as well, by its uid; Qt::UniqueConnection can't do that.
    documentClosing.connect([] { return false; }, {.sender = &notes, .dispatchUid = "keep"});

    letter.save();
    notes.save();
    qInfo() << "may be closed:" << letter.close() << notes.close();

    auto everybody = documentSaved.sendAsync(&letter, {.path = "letter.txt, again"});
    thread.start(); // what was sent to it is delivered
    everybody.waitForFinished();
    thread.quit();
    thread.wait();
}

#include "main.moc"
