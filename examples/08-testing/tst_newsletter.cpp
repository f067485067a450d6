// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "newsletter.h"

#include <Signalbox/Mute>
#include <Signalbox/SignalSpy>

#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

using namespace Signalbox;

class TestNewsletter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Each test has a database of its own, and the object that it tests.
    void init()
    {
        m_directory.emplace();
        Database::configure("default", {.databaseName = m_directory->filePath("test.sqlite")});
        QVERIFY(syncdb<Book>());
        m_newsletter = std::make_unique<Newsletter>();
    }
    void cleanup()
    {
        m_newsletter.reset();
        Database::closeThreadConnections();
        m_directory.reset();
    }

    void aNewBookIsAnnounced()
    {
        const SignalSpy mails(mailed);
        Book book{.title = "Emma"};
        QVERIFY(book.save());
        QCOMPARE(mails.count(), 1);
        QCOMPARE(mails.at(0).payload<Mailed>().subject, "New: Emma");
        QVERIFY(mails.at(0).sender == Sender(m_newsletter.get()));
    }

    void aChangedBookIsNot()
    {
        Book book{.title = "Emma"};
        QVERIFY(book.save());
        const SignalSpy mails(mailed);
        book.title = "Persuasion";
        QVERIFY(book.save());
        QVERIFY(mails.isEmpty());
    }

    void aBookThatIsRolledBackIsNot()
    {
        const SignalSpy saves(postSave());
        const SignalSpy mails(mailed);
        {
            const Transaction transaction;
            Book book{.title = "Emma"};
            QVERIFY(book.save());
        }
        QCOMPARE(saves.count(), 1); // a spy hears at once
        QVERIFY(mails.isEmpty()); // the newsletter after the commit, so never
    }

    void aBookOfAnotherThreadIsAnnouncedHere()
    {
        const SignalSpy mails(mailed);
        const std::unique_ptr<QThread> thread(QThread::create([] {
            Book book{.title = "Emma"};
            if (!book.save())
                qFatal("not saved");
        }));
        thread->start();
        QVERIFY(mails.wait()); // runs the event loop, by which the newsletter hears
        QCOMPARE(mails.at(0).thread, QThread::currentThread());
        QVERIFY(thread->wait());
    }

    void nobodyIsToldOfAnImport()
    {
        const SignalSpy mails(mailed);
        {
            const Mute quiet = Mute::uid(postSave(), "newsletter");
            Book book{.title = "Emma"};
            QVERIFY(book.save());
        }
        QVERIFY(mails.isEmpty());
        Book next{.title = "Persuasion"};
        QVERIFY(next.save());
        QCOMPARE(mails.count(), 1);
    }

private:
    std::optional<QTemporaryDir> m_directory;
    std::unique_ptr<Newsletter> m_newsletter;
};

QTEST_GUILESS_MAIN(TestNewsletter)
#include "tst_newsletter.moc"
