// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

class Genre {
    Q_GADGET
    SIGNALBOX_MODEL(Genre)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
public:
    qint64 id = 0;
    QString name = {};
};

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int year MEMBER year)
    Q_PROPERTY(Signalbox::ForeignKey<Genre> genre MEMBER genre)
    Q_CLASSINFO("genre", "null, on_delete=set_null")
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;
    Signalbox::ForeignKey<Genre> genre = {};
};
