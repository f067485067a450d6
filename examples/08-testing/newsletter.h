// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>
#include <Signalbox/Signal>

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
public:
    qint64 id = 0;
    QString title = {};
};

struct Mailed {
    Q_GADGET
    Q_PROPERTY(QString subject MEMBER subject)
public:
    QString subject = {};
};

inline Signalbox::Signal<Mailed> mailed{"mailed"};

/// What is tested: writes a mail for each new book, once it is durable, in the thread it lives in.
class Newsletter : public QObject {
    Q_OBJECT
public:
    Newsletter()
    {
        Signalbox::postSave().connect<Book>(
            this, &Newsletter::onSaved,
            {.dispatchUid = "newsletter", .phase = Signalbox::Phase::AfterCommit});
    }

private:
    void onSaved(const Book &book, const Signalbox::PostSave &event)
    {
        if (event.created)
            mailed.send(this, {.subject = "New: " + book.title});
    }
};
