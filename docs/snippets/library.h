// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

class Author {
    Q_GADGET
    SIGNALBOX_MODEL(Author)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_CLASSINFO("name", "unique, max_length=100")
public:
    qint64 id = 0;
    QString name = {};
};

class Tag {
    Q_GADGET
    SIGNALBOX_MODEL(Tag)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString word MEMBER word)
public:
    qint64 id = 0;
    QString word = {};
};

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int year MEMBER year)
    Q_PROPERTY(Signalbox::ForeignKey<Author> author MEMBER author)
    Q_CLASSINFO("author", "null, on_delete=set_null")
    Q_PROPERTY(Signalbox::ManyToMany<Tag> tags MEMBER tags)
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;
    Signalbox::ForeignKey<Author> author = {};
    Signalbox::ManyToMany<Tag> tags = {};
};
