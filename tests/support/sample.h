// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/library.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUuid>

#include <limits>

/// A field of every type.
class Sample {
    Q_GADGET
    SIGNALBOX_MODEL(Sample)
    Q_CLASSINFO("app", "fields")
    Q_CLASSINFO("note", "null")
    Q_CLASSINFO("blob", "null")
    Q_CLASSINFO("moment", "null")
    Q_CLASSINFO("date", "null")
    Q_CLASSINFO("time", "null")
    Q_CLASSINFO("uuid", "null")
    Q_CLASSINFO("document", "null")
    Q_CLASSINFO("list", "null")
    Q_CLASSINFO("book", "null")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(qint64 big MEMBER big)
    Q_PROPERTY(int number MEMBER number)
    Q_PROPERTY(uint natural MEMBER natural)
    Q_PROPERTY(bool flag MEMBER flag)
    Q_PROPERTY(double real MEMBER real)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString note MEMBER note)
    Q_PROPERTY(QByteArray bytes MEMBER bytes)
    Q_PROPERTY(QByteArray blob MEMBER blob)
    Q_PROPERTY(QDateTime moment MEMBER moment)
    Q_PROPERTY(QDate date MEMBER date)
    Q_PROPERTY(QTime time MEMBER time)
    Q_PROPERTY(QUuid uuid MEMBER uuid)
    Q_PROPERTY(QJsonObject object MEMBER object)
    Q_PROPERTY(QJsonObject document MEMBER document)
    Q_PROPERTY(QJsonArray array MEMBER array)
    Q_PROPERTY(QJsonArray list MEMBER list)
    Q_PROPERTY(Colour colour MEMBER colour)
    Q_PROPERTY(Signalbox::ForeignKey<Book> book MEMBER book)
public:
    enum class Colour { Infrared = -1, Red, Green, Blue = std::numeric_limits<int>::max() };
    Q_ENUM(Colour)

    qint64 id = 0;
    qint64 big = 0;
    int number = 0;
    uint natural = 0;
    bool flag = false;
    double real = 0;
    QString text = {};
    QString note = {};
    QByteArray bytes = {};
    QByteArray blob = {};
    QDateTime moment = {};
    QDate date = {};
    QTime time = {};
    QUuid uuid = {};
    QJsonObject object = {};
    QJsonObject document = {};
    QJsonArray array = {};
    QJsonArray list = {};
    Colour colour = Colour::Red;
    Signalbox::ForeignKey<Book> book = {};
};

/// A database with samples and the books they refer to; refill() before each test.
class SampleDatabase : public TestDatabase {
public:
    SampleDatabase()
    {
        if (const auto created = Signalbox::syncdb<Sample>(); !created)
            qFatal("%s", qPrintable(created.error().text()));
    }

    /// No samples, and the books 1 to 3.
    void refill() const { TestDatabase::refill(QStringLiteral("fields_sample")); }
};

/// What memory says of @p sample: whether it passes @p query.
inline bool matches(const Signalbox::Query<Sample> &query, const Sample &sample)
{
    const auto &info = Signalbox::ModelInfo::of<Sample>();
    QVariantList values;
    for (int field = 0; field < info.fields().size(); ++field)
        values << info.value(&sample, field);
    return query.description().matches(values);
}
