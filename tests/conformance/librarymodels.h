// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

/// @file
/// The models of the traces, as the script `record-models` has them.

class Publisher {
    Q_GADGET
    SIGNALBOX_MODEL(Publisher)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
public:
    qint64 id = 0;
    QString name = {};
};

class Author {
    Q_GADGET
    SIGNALBOX_MODEL(Author)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(Signalbox::ForeignKey<Author> mentor MEMBER mentor)
    Q_CLASSINFO("mentor", "null, on_delete=set_null")
public:
    qint64 id = 0;
    QString name = {};
    Signalbox::ForeignKey<Author> mentor = {};
};

class Tag {
    Q_GADGET
    SIGNALBOX_MODEL(Tag)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_CLASSINFO("name", "unique")
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
    Q_PROPERTY(Signalbox::ForeignKey<Author> author MEMBER author)
    Q_PROPERTY(Signalbox::ForeignKey<Publisher> publisher MEMBER publisher)
    Q_CLASSINFO("publisher", "null, on_delete=set_null")
    Q_PROPERTY(Signalbox::ManyToMany<Tag> tags MEMBER tags)
    Q_PROPERTY(Signalbox::ManyToMany<Book> sequels MEMBER sequels)
    Q_PROPERTY(Signalbox::ManyToMany<Book> alike MEMBER alike)
    Q_CLASSINFO("alike", "symmetrical")
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;
    Signalbox::ForeignKey<Author> author = {};
    Signalbox::ForeignKey<Publisher> publisher = {};
    Signalbox::ManyToMany<Tag> tags = {};
    Signalbox::ManyToMany<Book> sequels = {};
    Signalbox::ManyToMany<Book> alike = {};
};

class Chapter {
    Q_GADGET
    SIGNALBOX_MODEL(Chapter)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Book> book MEMBER book)
    Q_PROPERTY(QString title MEMBER title)
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Book> book = {};
    QString title = {};
};

class Review {
    Q_GADGET
    SIGNALBOX_MODEL(Review)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Book> book MEMBER book)
    Q_CLASSINFO("book", "null")
    Q_PROPERTY(QString text MEMBER text)
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Book> book = {};
    QString text = {};
};

class Loan {
    Q_GADGET
    SIGNALBOX_MODEL(Loan)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Book> book MEMBER book)
    Q_CLASSINFO("book", "on_delete=protect")
    Q_PROPERTY(QString who MEMBER who)
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Book> book = {};
    QString who = {};
};

class Note {
    Q_GADGET
    SIGNALBOX_MODEL(Note)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Tag> tag MEMBER tag)
    Q_CLASSINFO("tag", "null, on_delete=do_nothing")
    Q_PROPERTY(QString text MEMBER text)
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Tag> tag = {};
    QString text = {};
};
