// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/sample.h"

#include <cmath>

using namespace Signalbox;
using namespace Qt::StringLiterals;

class TestFieldFilters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_database = std::make_unique<SampleDatabase>(); }
    void cleanupTestCase() { m_database.reset(); }

    void init() { m_database->refill(); }

    void valuesAreFilteredAndOrdered_data();
    void valuesAreFilteredAndOrdered();
    void textsAreFoundByTheirParts_data();
    void textsAreFoundByTheirParts();
    void namesThatAreNoneAreRefused_data();
    void namesThatAreNoneAreRefused();
    void valuesThatAreNoneAreRefusedByFilters_data();
    void valuesThatAreNoneAreRefusedByFilters();
    void limitsThatAreNoneAreRefused();
    void lookupsMayBeAnyText();

private:
    std::unique_ptr<SampleDatabase> m_database;
};

void TestFieldFilters::valuesAreFilteredAndOrdered_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariantList>("ascending");
    const auto row = [](const QString &field, const QVariantList &ascending) {
        QTest::newRow(qPrintable(field)) << field << ascending;
    };
    const auto largest = std::numeric_limits<qint64>::max();
    row(u"big"_s, {std::numeric_limits<qint64>::min(), qint64(0), largest - 1, largest});
    row(u"number"_s, {std::numeric_limits<int>::min(), -10, -9, 10});
    row(u"natural"_s, {0u, 9u, 10u, std::numeric_limits<uint>::max()});
    row(u"flag"_s, {false, true});
    row(u"real"_s, {-std::numeric_limits<double>::infinity(), -0.5, 0.1, 0.1 + 0.2, 1e300});
    row(u"text"_s, {u""_s, u"A"_s, u"B"_s, u"a"_s, u"aa"_s, u"é"_s, u"\ufffd"_s, u"\U0001f600"_s});
    row(u"note"_s, {u""_s, u" "_s, u"!"_s, u"10"_s, u"9"_s, u"Z"_s, u"_"_s, u"b"_s});
    row(u"bytes"_s,
        {QByteArray(""), QByteArray("\0", 1), QByteArray("a"), QByteArray("a\0", 2), QByteArray("\xff")});
    const QDateTime moment({2020, 1, 1}, {1, 0}, Qt::UTC);
    row(u"moment"_s,
        {QDateTime({1, 1, 1}, {0, 0}, Qt::UTC), QDateTime({2020, 1, 1}, {1, 30}, Qt::OffsetFromUTC, 3600),
         moment, moment.addMSecs(1), moment.addMSecs(10), QDateTime({9999, 1, 1}, {0, 0}, Qt::UTC)});
    row(u"date"_s, {QDate(1, 1, 1), QDate(999, 12, 31), QDate(2024, 2, 29), QDate(9999, 12, 31)});
    row(u"time"_s, {QTime(0, 0), QTime(0, 0, 0, 1), QTime(9, 0), QTime(10, 0), QTime(23, 59, 59, 999)});
    row(u"uuid"_s,
        {QUuid(u"{00000000-0000-0000-0000-000000000001}"_s),
         QUuid(u"{7fffffff-ffff-ffff-ffff-ffffffffffff}"_s),
         QUuid(u"{80000000-0000-0000-0000-000000000000}"_s),
         QUuid(u"{ffffffff-0000-0000-0000-000000000000}"_s)});
    row(u"colour"_s,
        {int(Sample::Colour::Infrared), int(Sample::Colour::Red), int(Sample::Colour::Green),
         int(Sample::Colour::Blue)});
    row(u"book"_s, {1, 2, 3});
}

void TestFieldFilters::valuesAreFilteredAndOrdered()
{
    QFETCH(QString, field);
    QFETCH(QVariantList, ascending);
    // Inserted the other way round, so that the order is none of the keys.
    QList<qint64> keys;
    QList<Sample> samples;
    for (auto value = ascending.crbegin(); value != ascending.crend(); ++value) {
        auto sample = Sample::make({{field, *value}});
        QVERIFY2(sample, qPrintable(sample ? QString() : sample.error().text()));
        samples.prepend(*sample);
        const auto saved = samples.first().save();
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().text()));
        keys.prepend(samples.first().id);
    }
    QCOMPARE(*Sample::objects().orderBy({field}).keys(), keys);
    QCOMPARE(*Sample::objects().orderBy({u'-' + field}).keys(), QList<qint64>(keys.crbegin(), keys.crend()));

    const auto found = [&](const QString &lookup, const QVariant &value) -> QList<qint64> {
        const auto query = Sample::objects().filter(field + lookup, value).orderBy({field});
        const auto rows = query.keys();
        if (!rows) {
            qWarning() << rows.error();
            return {-1};
        }
        // What is in memory passes as it does in the database.
        QList<qint64> matching;
        for (const Sample &sample : std::as_const(samples)) {
            if (matches(query, sample))
                matching << sample.id;
        }
        if (matching != *rows)
            qWarning() << lookup << value << "matches" << matching << "not" << *rows;
        return matching == *rows ? matching : QList<qint64>{-1};
    };
    for (qsizetype i = 0; i < ascending.size(); ++i) {
        const QVariant &value = ascending[i];
        QCOMPARE(found(u""_s, value), keys.mid(i, 1));
        QCOMPARE(found(u"__exact"_s, value), keys.mid(i, 1));
        QCOMPARE(found(u"__lt"_s, value), keys.first(i));
        QCOMPARE(found(u"__lte"_s, value), keys.first(i + 1));
        QCOMPARE(found(u"__gt"_s, value), keys.mid(i + 1));
        QCOMPARE(found(u"__gte"_s, value), keys.mid(i));
    }
    QCOMPARE(found(u"__in"_s, QVariantList()), QList<qint64>());
    QCOMPARE(found(u"__in"_s, QVariantList({ascending.last(), ascending.first(), ascending.last()})),
             QList<qint64>({keys.first(), keys.last()}));
    QCOMPARE(found(u"__in"_s, QVariantList({QVariant(), ascending.last()})), QList<qint64>{keys.last()});
    QCOMPARE(found(u"__isnull"_s, true), QList<qint64>());
    QCOMPARE(found(u"__isnull"_s, false), keys);
}

void TestFieldFilters::textsAreFoundByTheirParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("found"); // c contains, s startswith
    QTest::newRow("beginning") << u"Emma"_s << u"Em"_s << u"cs"_s;
    QTest::newRow("all") << u"Emma"_s << u"Emma"_s << u"cs"_s;
    QTest::newRow("middle") << u"Emma"_s << u"mm"_s << u"c"_s;
    QTest::newRow("nothing") << u"Emma"_s << u""_s << u"cs"_s;
    QTest::newRow("nothing in nothing") << u""_s << u""_s << u"cs"_s;
    QTest::newRow("a null text") << u"Emma"_s << QString() << u"cs"_s;
    QTest::newRow("more") << u"Emma"_s << u"Emma "_s << u""_s;
    QTest::newRow("another case") << u"Emma"_s << u"em"_s << u""_s;
    QTest::newRow("another case, not ASCII") << u"ÄÖ"_s << u"ä"_s << u""_s;
    QTest::newRow("wildcards") << u"Emma"_s << u"E%"_s << u""_s;
    QTest::newRow("wildcards that are there") << u"_%[*?"_s << u"%[*?"_s << u"c"_s;
    QTest::newRow("backslash") << u"\\%"_s << u"\\"_s << u"cs"_s;
    QTest::newRow("quote") << u"a'b"_s << u"a'"_s << u"cs"_s;
    QTest::newRow("beyond the BMP") << u"😀😁"_s << u"😀"_s << u"cs"_s;
    QTest::newRow("composed") << u"é"_s << u"e"_s << u""_s;
    QTest::newRow("mark after its letter") << u"e\u0301"_s << u"e"_s << u"cs"_s;
    if (!PostgresDatabase::isWanted()) {
        QTest::newRow("NUL") << u"a\0b"_s << u"a\0"_s << u"cs"_s;
        QTest::newRow("after a NUL") << u"a\0b"_s << u"b"_s << u"c"_s;
        QTest::newRow("NUL, and not the rest") << u"a\0b"_s << u"a\0c"_s << u""_s;
    }
}

void TestFieldFilters::textsAreFoundByTheirParts()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    QFETCH(QString, found);
    Sample sample{.text = text};
    QVERIFY(sample.save());
    const auto contains = Sample::objects().filter(u"text__contains", part);
    const auto starts = Sample::objects().filter(u"text__startswith", part);
    QCOMPARE(*contains.count(), found.contains(u'c') ? 1 : 0);
    QCOMPARE(*starts.count(), found.contains(u's') ? 1 : 0);
    QCOMPARE(matches(contains, sample), found.contains(u'c'));
    QCOMPARE(matches(starts, sample), found.contains(u's'));
}

void TestFieldFilters::namesThatAreNoneAreRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"title; DROP TABLE library_book"_s, u"title\"; DROP TABLE library_book; --"_s, u"title'"_s,
          u"title__nope"_s, u"title__exact__gt"_s, u"title__"_s, u"__"_s, u"__exact"_s, u""_s, u" title"_s,
          u"TITLE"_s, u"title "_s, u"1"_s, u"*"_s, u"title\0"_s, u"%1"_s, u"--title"_s,
          u"library_book.title"_s})
        QTest::addRow("\"%s\"", qPrintable(name)) << name;
}

void TestFieldFilters::namesThatAreNoneAreRefused()
{
    QFETCH(QString, name);
    const auto check = [&](const auto &result) {
        QVERIFY(!result);
        QCOMPARE(result.error().kind(), DatabaseError::Kind::InvalidArgument);
        QVERIFY2(result.error().text().contains(u"library.Book"_s) || name == u"library.Book"_s,
                 qPrintable(result.error().text()));
        QVERIFY2(result.error().text().contains(name), qPrintable(result.error().text()));
    };
    check(Book::objects().filter(name, u"x"_s).all());
    check(Book::objects().filter(name, u"x"_s).count());
    check(Book::objects().filter(name, u"x"_s).remove());
    check(Book::objects().filter(name, u"x"_s).update({{u"year"_s, 1}}));
    check(Book::objects().orderBy({u"year"_s, name}).all());
    check(Book::objects().orderBy({name}).keys());
    check(Book::objects().update({{name, u"x"_s}}));
    check(Book::objects().update({{u"year"_s, 1}, {name, u"x"_s}}));
    check(Book::make({{name, u"x"_s}}));
    check(Book::getOrCreate({{name, u"x"_s}}));
    check(Book::getOrCreate({{u"title"_s, u"none"_s}}, {{name, u"x"_s}}));
    check(Book::updateOrCreate({{u"title"_s, u"Emma"_s}}, {{name, u"x"_s}}));
    Book book = *Book::get(1);
    check(book.save({.updateFields = QStringList{name}}));
    check(book.save({.updateFields = QStringList{u"year"_s, name}}));
    const QString alias = name;
    const auto saved = book.save(alias);
    QCOMPARE(saved.error().kind(), DatabaseError::Kind::NotConfigured);
    QVERIFY(saved.error().text().contains(u'"' + alias + u'"'));
    QCOMPARE(m_database->titles(), QVariantList({u"Emma"_s, u"Persuasion"_s, u"Evelina"_s}));
    QCOMPARE(*Book::objects().filter(u"year", 0).count(), 3);
}

void TestFieldFilters::lookupsMayBeAnyText()
{
    QCOMPARE(*Book::objects().filter("title__startswith", u"P"_s).count(), 1);
    QCOMPARE(*Book::objects().filter(u"title__startswith", u"P"_s).count(), 1);
    QCOMPARE(*Book::objects().filter(u"title__startswith"_s, u"P"_s).count(), 1);
    QCOMPARE(*Book::objects().filter(QLatin1StringView("title__startswith"), u"P"_s).count(), 1);
}

void TestFieldFilters::valuesThatAreNoneAreRefusedByFilters_data()
{
    QTest::addColumn<QString>("lookup");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const QString &lookup, const QVariant &value) {
        QTest::newRow(name) << lookup << value;
    };
    row("text for a number", u"number"_s, u"ten"_s);
    row("too much for an int", u"number"_s, qint64(1) << 40);
    row("a negative number for uint", u"natural"_s, -1);
    row("a fraction", u"number__gt"_s, 1.5);
    row("too much for a qint64", u"big"_s, std::numeric_limits<quint64>::max());
    row("too large a double for a qint64", u"big"_s, 1e30);
    row("NaN", u"real"_s, std::nan(""));
    row("less than NaN", u"real__lt"_s, std::nan(""));
    row("NaN in a list", u"real__in"_s, QVariantList({1.0, std::nan("")}));
    row("half a surrogate pair", u"text"_s, QString(QChar(0xd83d)));
    row("with half a surrogate pair", u"text__contains"_s, QString(QChar(0xd83d)));
    row("half a pair in a list", u"text__in"_s, QStringList({u"a"_s, QString(QChar(0xd83d))}));
    row("year 10000", u"date__lt"_s, QDate(10000, 1, 1));
    row("year -1", u"moment__gt"_s, QDateTime({-1, 1, 1}, {0, 0}, Qt::UTC));
    row("a date that is none", u"date"_s, u"2023-02-30"_s);
    row("a list for one", u"number"_s, QVariantList() << 1);
    row("one for a list", u"number__in"_s, u"1"_s);
    row("a text for isnull", u"note__isnull"_s, u"maybe"_s);
    row("JSON", u"object"_s, QJsonObject());
    row("parts of a number", u"number__contains"_s, 1);
    row("parts of nothing", u"text__contains"_s, QVariant());
    row("no uuid", u"uuid"_s, u"'; DROP TABLE fields_sample; --"_s);
    row("no foreign key", u"book"_s, u"1 OR 1=1"_s);
    if (PostgresDatabase::isWanted())
        row("NUL", u"text__startswith"_s, u"a\0"_s);
    else
        row("U+FEFF first", u"text__contains"_s, u"\ufeffa"_s);
}

void TestFieldFilters::valuesThatAreNoneAreRefusedByFilters()
{
    QFETCH(QString, lookup);
    QFETCH(QVariant, value);
    QVERIFY(Sample().save());
    const auto query = Sample::objects().filter(lookup, value);
    const auto check = [&](const auto &result) {
        QVERIFY(!result);
        QCOMPARE(result.error().kind(), DatabaseError::Kind::InvalidArgument);
        QVERIFY2(result.error().text().contains(lookup.section(u"__"_s, 0, 0)),
                 qPrintable(result.error().text()));
    };
    check(query.all());
    check(query.count());
    check(query.keys());
    check(query.update({{u"number"_s, 7}}));
    check(query.remove());
    QCOMPARE(Sample::objects().get()->number, 0);
}

void TestFieldFilters::limitsThatAreNoneAreRefused()
{
    QCOMPARE(Book::objects().limit(-2).all().error().kind(), DatabaseError::Kind::InvalidArgument);
    QCOMPARE(Book::objects().limit(1, -1).all().error().kind(), DatabaseError::Kind::InvalidArgument);
    QCOMPARE(*Book::objects().limit(0).count(), 0);
    QCOMPARE(*Book::objects().limit(-1, 2).keys(), QList<qint64>({3}));
    const auto largest = std::numeric_limits<qint64>::max();
    QCOMPARE(*Book::objects().limit(largest, 1).keys(), QList<qint64>({2, 3}));
    QCOMPARE(*Book::objects().limit(1, largest).keys(), QList<qint64>());
}

QTEST_GUILESS_MAIN(TestFieldFilters)
#include "tst_fieldfilters.moc"
