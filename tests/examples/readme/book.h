// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Model>

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library") // label "library.Book", table "library_book"
    Q_PROPERTY(qint64 id MEMBER id) // the key: 0 until saved
    Q_PROPERTY(QString title MEMBER title)
public:
    qint64 id = 0;
    QString title = {};
};
