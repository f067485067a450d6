// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>
#include <QUuid>

#include <array>
#include <cmath>
#include <functional>
#include <limits>

using namespace Signalbox;
using namespace Qt::StringLiterals;

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
    ForeignKey<Book> book = {};
};

/// Fields that have to be set.
class Strict {
    Q_GADGET
    SIGNALBOX_MODEL(Strict)
    Q_CLASSINFO("app", "fields")
    Q_CLASSINFO("table", "select")
    Q_CLASSINFO("primary_key", "number")
    Q_CLASSINFO("name", "max_length=4, unique, column=from")
    Q_CLASSINFO("shelf", "index, default=it's \"here\"")
    Q_PROPERTY(qint64 number MEMBER number)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString shelf MEMBER shelf)
    Q_PROPERTY(QDateTime moment MEMBER moment)
    Q_PROPERTY(QDate date MEMBER date)
    Q_PROPERTY(QTime time MEMBER time)
    Q_PROPERTY(QUuid uuid MEMBER uuid)
    Q_PROPERTY(Signalbox::ForeignKey<Book> book MEMBER book)
public:
    qint64 number = 0;
    QString name = QStringLiteral("n");
    QString shelf = {};
    QDateTime moment = QDateTime({2020, 1, 1}, {0, 0}, Qt::UTC);
    QDate date = {2020, 1, 1};
    QTime time = {0, 0};
    QUuid uuid = QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    ForeignKey<Book> book = 1;
};

// Options that can't be meant.
class UnknownOption {
    Q_GADGET
    SIGNALBOX_MODEL(UnknownOption)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "uniqe")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class LengthOfANumber {
    Q_GADGET
    SIGNALBOX_MODEL(LengthOfANumber)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "max_length=3")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(int x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    int x = {};
};

class NoLength {
    Q_GADGET
    SIGNALBOX_MODEL(NoLength)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "max_length=0")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class OddLength {
    Q_GADGET
    SIGNALBOX_MODEL(OddLength)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "max_length=ten")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class NullNumber {
    Q_GADGET
    SIGNALBOX_MODEL(NullNumber)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "null")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(int x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    int x = {};
};

class NullEnumeration {
    Q_GADGET
    SIGNALBOX_MODEL(NullEnumeration)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "null")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(Qt::CaseSensitivity x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    Qt::CaseSensitivity x = {};
};

class OddFlag {
    Q_GADGET
    SIGNALBOX_MODEL(OddFlag)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "null=false")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class OddUnique {
    Q_GADGET
    SIGNALBOX_MODEL(OddUnique)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "unique=0")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class OddColumn {
    Q_GADGET
    SIGNALBOX_MODEL(OddColumn)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "column=a\"b")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class NoColumn {
    Q_GADGET
    SIGNALBOX_MODEL(NoColumn)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "column=")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class ColumnTwice {
    Q_GADGET
    SIGNALBOX_MODEL(ColumnTwice)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "column=OTHER")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class OnDeleteOfAText {
    Q_GADGET
    SIGNALBOX_MODEL(OnDeleteOfAText)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "on_delete=cascade")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(QString x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    QString x = {};
};

class OddOnDelete {
    Q_GADGET
    SIGNALBOX_MODEL(OddOnDelete)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "on_delete=explode")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(Signalbox::ForeignKey<Book> x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    Signalbox::ForeignKey<Book> x = {};
};

class NotNull {
    Q_GADGET
    SIGNALBOX_MODEL(NotNull)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("x", "on_delete=set_null")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
    Q_PROPERTY(Signalbox::ForeignKey<Book> x MEMBER x)
public:
    qint64 id = 0;
    int other = 0;
    Signalbox::ForeignKey<Book> x = {};
};

class TestFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_database = std::make_unique<TestDatabase>();
        const auto created = syncdb<Sample, Strict>();
        QVERIFY2(created, qPrintable(created ? QString() : created.error().text()));
    }
    void cleanupTestCase() { m_database.reset(); }

    void init()
    {
        for (const QString &table : {u"fields_sample"_s, u"\"select\""_s, u"library_book"_s})
            m_database->outside(u"DELETE FROM "_s + table);
        QVERIFY(Book({.id = 1, .title = u"Emma"_s}).save());
        QVERIFY(Book({.id = 2, .title = u"Persuasion"_s}).save());
        QVERIFY(Book({.id = 3, .title = u"Evelina"_s}).save());
    }

    void aValueIsReadBackUnchanged_data();
    void aValueIsReadBackUnchanged();
    void aValueThatCannotBeStoredIsRefused_data();
    void aValueThatCannotBeStoredIsRefused();
    void aFieldThatIsNotSetIsRefused_data();
    void aFieldThatIsNotSetIsRefused();
    void valuesAreFilteredAndOrdered_data();
    void valuesAreFilteredAndOrdered();
    void nullIsNull_data();
    void nullIsNull();
    void textsAreFoundByTheirParts_data();
    void textsAreFoundByTheirParts();
    void namesThatAreNoneAreRefused_data();
    void namesThatAreNoneAreRefused();
    void valuesThatAreNoneAreRefusedByFilters_data();
    void valuesThatAreNoneAreRefusedByFilters();
    void limitsThatAreNoneAreRefused();
    void optionsMakeTheTable();
    void wrongOptionsAreReported_data();
    void wrongOptionsAreReported();

private:
    // What the row holds that was saved with @p value.
    static QVariant storedAndLoaded(const QString &field, const QVariant &value)
    {
        auto sample = Sample::make({{field, value}});
        if (!sample)
            return sample.error().text();
        Sample instance = *sample;
        if (const auto saved = instance.save(); !saved)
            return saved.error().text();
        const auto loaded = Sample::get(instance.id);
        if (!loaded)
            return loaded.error().text();
        return ModelInfo::of<Sample>().value(&*loaded, ModelInfo::of<Sample>().fieldIndex(field));
    }
    static QVariant fk(qint64 key) { return QVariant::fromValue(ForeignKey<Book>(key)); }

    std::unique_ptr<TestDatabase> m_database;
};

void TestFields::aValueIsReadBackUnchanged_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char *name, const QString &field, const QVariant &value) {
        QTest::newRow(name) << field << value;
    };
    row("qint64", u"big"_s, qint64(-7));
    row("qint64 least", u"big"_s, std::numeric_limits<qint64>::min());
    row("qint64 largest", u"big"_s, std::numeric_limits<qint64>::max());
    row("qint64 that a double can't hold", u"big"_s, qint64(9007199254740993));
    row("int least", u"number"_s, std::numeric_limits<int>::min());
    row("int largest", u"number"_s, std::numeric_limits<int>::max());
    row("uint largest", u"natural"_s, std::numeric_limits<uint>::max());
    row("true", u"flag"_s, true);
    row("false", u"flag"_s, false);
    row("double", u"real"_s, 0.1);
    row("double of 17 digits", u"real"_s, 0.1 + 0.2);
    row("double least", u"real"_s, std::numeric_limits<double>::denorm_min());
    row("double largest", u"real"_s, std::numeric_limits<double>::max());
    row("double that is whole", u"real"_s, 1e15);
    row("infinite", u"real"_s, std::numeric_limits<double>::infinity());
    row("less than all", u"real"_s, -std::numeric_limits<double>::infinity());
    row("text", u"text"_s, u"Emma"_s);
    row("empty text", u"text"_s, u""_s);
    row("empty text that may be null", u"note"_s, u""_s);
    row("quotes", u"text"_s, u"'Emma' \"Emma\" `Emma` ''"_s);
    row("backslashes", u"text"_s, u"\\ \\\\ \\' \\n \\0 \\u0041 \\"_s);
    row("SQL", u"text"_s, u"'); DROP TABLE fields_sample; --"_s);
    row("placeholders", u"text"_s, u"? :1 :text $1 %1 %2 @text"_s);
    row("control characters", u"text"_s, u"\x01\t\r\n\x1b\x7f\u0085\u2028"_s);
    row("right to left", u"text"_s, u"שלום \u200f \u202e"_s);
    row("spaces around", u"text"_s, u"  a  "_s);
    row("U+FEFF within", u"text"_s, u"a\ufeffb\ufeff"_s);
    if (PostgresDatabase::isWanted())
        row("noncharacters", u"text"_s, u"\uffff\ufffe"_s);
    else
        row("NUL", u"text"_s, u"a\0b\0"_s);
    row("noncharacters of other planes", u"text"_s, u"\ufdd0\U0001ffff\U0010fffe"_s);
    row("composed and not", u"text"_s, u"é e\u0301"_s);
    for (char32_t plane = 0; plane <= 16; ++plane) {
        QString text;
        for (const char32_t offset : {0xe000u, 0xabcdu, 0xfffdu})
            text += QString::fromUcs4(std::array{char32_t(plane << 16 | offset)}.data(), 1);
        QTest::addRow("plane %d", int(plane)) << u"text"_s << QVariant(text);
    }
    row("5 MB of text", u"text"_s, QString(5 * 1024 * 1024, u'ü'));
    row("bytes", u"bytes"_s, QByteArray("\0\xff\\'\0", 5));
    row("no bytes", u"bytes"_s, QByteArray(""));
    row("no bytes that may be null", u"blob"_s, QByteArray(""));
    QByteArray all;
    for (int i = 0; i < 5 * 1024 * 1024; ++i)
        all.append(char(i * 7 + i / 256));
    row("5 MB of bytes", u"bytes"_s, all);
    const QTime noon(12, 34, 56, 789);
    row("UTC", u"moment"_s, QDateTime({2024, 2, 29}, noon, Qt::UTC));
    row("of an offset", u"moment"_s, QDateTime({2024, 2, 29}, noon, Qt::OffsetFromUTC, -(9 * 60 + 30) * 60));
    row("of a time zone", u"moment"_s, QDateTime({2024, 7, 1}, noon, QTimeZone("Asia/Kathmandu")));
    row("local", u"moment"_s, QDateTime({2024, 7, 1}, noon, Qt::LocalTime));
    row("at midnight", u"moment"_s, QDateTime({2024, 7, 1}, {0, 0}, Qt::UTC));
    row("before 1970", u"moment"_s, QDateTime({1815, 12, 23}, {23, 59, 59, 1}, Qt::UTC));
    row("the first moment", u"moment"_s, QDateTime({1, 1, 1}, {0, 0}, Qt::UTC));
    row("the last moment", u"moment"_s, QDateTime({9999, 12, 31}, {23, 59, 59, 999}, Qt::UTC));
    row("date", u"date"_s, QDate(2024, 2, 29));
    row("the first date", u"date"_s, QDate(1, 1, 1));
    row("the last date", u"date"_s, QDate(9999, 12, 31));
    row("time", u"time"_s, noon);
    row("the first time", u"time"_s, QTime(0, 0));
    row("the last time", u"time"_s, QTime(23, 59, 59, 999));
    row("uuid", u"uuid"_s, QUuid(u"{67c8770b-44f1-410a-ab9a-f9b5446f13ee}"_s));
    const QJsonObject object{{u"a"_s, QJsonArray{1, -0.5, true, QJsonValue(), u"'\"\\ü\n😀"_s}},
                             {u"\\u0000"_s, QJsonObject{{u""_s, 1e300}}},
                             {u"big"_s, std::numeric_limits<qint64>::max()}};
    row("JSON object", u"object"_s, object);
    row("JSON array", u"array"_s, QJsonArray{object, QJsonArray{}, QJsonObject{}});
    row("empty object", u"object"_s, QJsonObject());
    row("empty array", u"array"_s, QJsonArray());
    row("enumeration", u"colour"_s, QVariant::fromValue(Sample::Colour::Green));
    row("negative enumeration", u"colour"_s, QVariant::fromValue(Sample::Colour::Infrared));
    row("largest enumeration", u"colour"_s, QVariant::fromValue(Sample::Colour::Blue));
    row("number that is no enumerator", u"colour"_s, QVariant::fromValue(Sample::Colour(77)));
    row("foreign key", u"book"_s, fk(2));
}

void TestFields::aValueIsReadBackUnchanged()
{
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    const QVariant loaded = storedAndLoaded(field, value);
    if (field == u"book"_s) {
        QCOMPARE(loaded.value<ForeignKey<Book>>().key(), value.value<ForeignKey<Book>>().key());
        return;
    }
    QVERIFY2(loaded == value, qPrintable(loaded.toString().left(200)));
    QCOMPARE(loaded.metaType(), value.metaType());
    if (field == u"moment"_s)
        QCOMPARE(loaded.toDateTime().timeSpec(), Qt::UTC);
    if (field == u"note"_s)
        QVERIFY(loaded.toString().isNull() == value.toString().isNull());
    if (field == u"blob"_s)
        QVERIFY(!loaded.toByteArray().isNull());
    if (ModelInfo::of<Sample>().fields()[ModelInfo::of<Sample>().fieldIndex(field)].kind
        == FieldInfo::Kind::Json)
        return; // can't be filtered by
    const auto count = Sample::objects().filter(field, value).count();
    QVERIFY2(count, qPrintable(count ? QString() : count.error().text()));
    QCOMPARE(*count, 1);
}

void TestFields::aValueThatCannotBeStoredIsRefused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QString &field, const QVariant &value,
                        const QString &reason) { QTest::newRow(name) << field << value << reason; };
    const QString half = u"it is no valid Unicode: half of a surrogate pair is missing"_s;
    row("NaN", u"real"_s, std::nan(""), u"it is not a number"_s);
    row("high surrogate", u"text"_s, QString(QChar(0xd83d)), half);
    row("low surrogate", u"text"_s, u"a"_s + QChar(0xde00), half);
    row("surrogates in the wrong order", u"note"_s, QString(QChar(0xde00)) + QChar(0xd83d), half);
    row("surrogate in a JSON object", u"object"_s, QJsonObject{{u"a"_s, QString(QChar(0xd83d))}}, half);
    row("surrogate in a JSON key", u"object"_s, QJsonObject{{QString(QChar(0xd83d)), 1}}, half);
    row("surrogate deep in JSON", u"list"_s,
        QJsonArray{QJsonArray{QJsonObject{{u"a"_s, QJsonArray{QString(QChar(0xd83d))}}}}}, half);
    row("infinity in JSON", u"array"_s, QJsonArray{std::numeric_limits<double>::infinity()},
        u"it contains a number that is not finite"_s);
    row("NaN in JSON", u"object"_s, QJsonObject{{u"a"_s, std::nan("")}},
        u"it contains a number that is not finite"_s);
    row("U+FEFF first", u"text"_s, u"\ufeffEmma"_s, u"it begins with the character U+FEFF"_s);
    const QString year = u"its year is not one of 1 to 9999"_s;
    row("year 0", u"date"_s, QDate(-1, 12, 31), year);
    row("year 10000", u"date"_s, QDate(10000, 1, 1), year);
    row("year -4000", u"moment"_s, QDateTime({-4000, 1, 1}, {0, 0}, Qt::UTC), year);
    row("year 0 in UTC", u"moment"_s, QDateTime({1, 1, 1}, {0, 0}, Qt::OffsetFromUTC, 3600), year);
    row("year 10000 in UTC", u"moment"_s, QDateTime({9999, 12, 31}, {23, 59}, Qt::OffsetFromUTC, -3600),
        year);
    if (PostgresDatabase::isWanted()) {
        const QString nul = u"it contains the character NUL, which PostgreSQL can't store"_s;
        row("NUL", u"text"_s, u"a\0b"_s, nul);
        row("NUL in a JSON value", u"object"_s, QJsonObject{{u"a"_s, u"\0"_s}}, nul);
        row("NUL in a JSON key", u"document"_s, QJsonObject{{u"a\0"_s, 1}}, nul);
    } else {
        row("U+FFFF in JSON", u"list"_s, QJsonArray{u"a\uffff"_s},
            u"it contains the character U+FFFF, which SQLite can't store"_s);
        row("U+FFFE first", u"text"_s, u"\ufffeEmma"_s,
            u"it contains the character U+FFFE, which SQLite can't store"_s);
    }
}

void TestFields::aValueThatCannotBeStoredIsRefused()
{
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    QFETCH(QString, reason);
    int posts = 0;
    const ScopedConnection connection = postSave().connect([&] { ++posts; });
    Sample sample;
    const int index = ModelInfo::of<Sample>().fieldIndex(field);
    QVERIFY(ModelInfo::of<Sample>().setValue(&sample, index, value));
    const auto refusal = [&](const auto &result) -> QString {
        return result ? u"it was stored"_s : result.error().text();
    };
    const auto saved = sample.save();
    QVERIFY2(!saved && saved.error().text().contains(field + u" can't be stored: "_s + reason),
             qPrintable(refusal(saved)));
    QCOMPARE(saved.error().kind(), DatabaseError::Kind::InvalidValue);
    QCOMPARE(sample.id, 0);

    QList<Sample> samples{Sample(), sample};
    const auto created = Sample::bulkCreate(samples);
    QVERIFY2(!created && created.error().text().contains(reason), qPrintable(refusal(created)));
    QCOMPARE(samples[0].id, 0);
    QCOMPARE(*Sample::objects().count(), 0);

    QVERIFY(Sample().save());
    const auto updated = Sample::objects().update({{field, value}});
    QVERIFY2(!updated && updated.error().text().contains(field), qPrintable(refusal(updated)));
    QVERIFY2(updated.error().text().contains(reason), qPrintable(refusal(updated)));
    QCOMPARE(posts, 1);
    const auto after = Sample::objects().get();
    const Sample untouched;
    QVERIFY(ModelInfo::of<Sample>().value(&*after, index)
            == ModelInfo::of<Sample>().value(&untouched, index));
}

void TestFields::aFieldThatIsNotSetIsRefused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("moment") << u"moment"_s << QVariant(QDateTime());
    QTest::newRow("date") << u"date"_s << QVariant(QDate());
    QTest::newRow("time") << u"time"_s << QVariant(QTime());
    QTest::newRow("uuid") << u"uuid"_s << QVariant(QUuid());
    QTest::newRow("foreign key") << u"book"_s << fk(0);
    QTest::newRow("too long") << u"name"_s << QVariant(u"12345"_s);
    QTest::newRow("too long in UTF-16") << u"name"_s << QVariant(u"😀😀😀"_s);
}

void TestFields::aFieldThatIsNotSetIsRefused()
{
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    Strict strict;
    QVERIFY(ModelInfo::of<Strict>().setValue(&strict, ModelInfo::of<Strict>().fieldIndex(field), value));
    const auto saved = strict.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind(), DatabaseError::Kind::InvalidValue);
    QVERIFY2(
        saved.error().text().startsWith(u"Can't save a new fields.Strict: %1 can't be stored"_s.arg(field)),
        qPrintable(saved.error().text()));
    Strict fine;
    QVERIFY(fine.save());
    const auto updated = Strict::objects().update({{field, value}});
    QVERIFY(!updated);
    QVERIFY2(updated.error().text().contains(field), qPrintable(updated.error().text()));
}

void TestFields::valuesAreFilteredAndOrdered_data()
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

void TestFields::valuesAreFilteredAndOrdered()
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
            QVariantList values;
            for (int i = 0; i < ModelInfo::of<Sample>().fields().size(); ++i)
                values << ModelInfo::of<Sample>().value(&sample, i);
            if (query.description().matches(values))
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
    QCOMPARE(found(u"__isnull"_s, true), QList<qint64>());
    QCOMPARE(found(u"__isnull"_s, false), keys);
}

void TestFields::nullIsNull_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("null");
    QTest::addColumn<QVariant>("set");
    const auto row = [](const QString &field, const QVariant &null, const QVariant &set) {
        QTest::newRow(qPrintable(field)) << field << null << set;
    };
    row(u"note"_s, QString(), u""_s);
    row(u"blob"_s, QByteArray(), QByteArray(""));
    row(u"moment"_s, QDateTime(), QDateTime({1, 1, 1}, {0, 0}, Qt::UTC));
    row(u"date"_s, QDate(), QDate(1, 1, 1));
    row(u"time"_s, QTime(), QTime(0, 0));
    row(u"uuid"_s, QUuid(), QUuid(u"{00000000-0000-0000-0000-000000000001}"_s));
    row(u"document"_s, QJsonObject(), QJsonObject{{u"a"_s, 1}});
    row(u"list"_s, QJsonArray(), QJsonArray{QJsonValue()});
    row(u"book"_s, 0, 1);
}

void TestFields::nullIsNull()
{
    QFETCH(QString, field);
    QFETCH(QVariant, null);
    QFETCH(QVariant, set);
    Sample full = *Sample::make({{field, set}});
    Sample empty = *Sample::make({{field, null}});
    QVERIFY(full.save());
    QVERIFY(empty.save());
    const ModelInfo &info = ModelInfo::of<Sample>();
    const int index = info.fieldIndex(field);
    const QString column = info.fields()[index].column;
    QCOMPARE(m_database->outside(u"SELECT id FROM fields_sample WHERE %1 IS NULL"_s.arg(column)),
             QVariantList() << empty.id);
    QCOMPARE(*Sample::objects().filter(field + u"__isnull"_s, true).keys(), QList<qint64>({empty.id}));
    QCOMPARE(*Sample::objects().filter(field + u"__isnull"_s, false).keys(), QList<qint64>({full.id}));
    const auto loaded = Sample::get(empty.id);
    QVERIFY(info.value(&*loaded, index) == info.value(&empty, index));
    if (field == u"note"_s) {
        QVERIFY(loaded->note.isNull());
        QVERIFY(!Sample::get(full.id)->note.isNull());
    }
    if (field == u"blob"_s)
        QVERIFY(loaded->blob.isNull());
    if (info.fields()[index].kind == FieldInfo::Kind::Json)
        return;
    QCOMPARE(*Sample::objects().orderBy({field}).keys(), QList<qint64>({empty.id, full.id}));
    QCOMPARE(*Sample::objects().orderBy({u'-' + field}).keys(), QList<qint64>({full.id, empty.id}));
    QCOMPARE(*Sample::objects().filter(field, QVariant()).keys(), QList<qint64>({empty.id}));
    for (const char *lookup : {"__lt", "__lte", "__gt", "__gte"})
        QCOMPARE(Sample::objects().filter(field + QLatin1StringView(lookup), null).count().error().kind(),
                 DatabaseError::Kind::InvalidArgument);
    QCOMPARE(*Sample::objects().filter(field + u"__gte"_s, set).keys(), QList<qint64>({full.id}));
    QCOMPARE(*Sample::objects().update({{field, null}}), 2);
    QCOMPARE(*Sample::objects().filter(field + u"__isnull"_s, true).count(), 2);
}

void TestFields::textsAreFoundByTheirParts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("found"); // c contains, s startswith
    QTest::newRow("beginning") << u"Emma"_s << u"Em"_s << u"cs"_s;
    QTest::newRow("all") << u"Emma"_s << u"Emma"_s << u"cs"_s;
    QTest::newRow("middle") << u"Emma"_s << u"mm"_s << u"c"_s;
    QTest::newRow("nothing") << u"Emma"_s << u""_s << u"cs"_s;
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

void TestFields::textsAreFoundByTheirParts()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    QFETCH(QString, found);
    Sample sample{.text = text};
    QVERIFY(sample.save());
    QVariantList values;
    for (int i = 0; i < ModelInfo::of<Sample>().fields().size(); ++i)
        values << ModelInfo::of<Sample>().value(&sample, i);
    const auto contains = Sample::objects().filter(u"text__contains", part);
    const auto starts = Sample::objects().filter(u"text__startswith", part);
    QCOMPARE(*contains.count(), found.contains(u'c') ? 1 : 0);
    QCOMPARE(*starts.count(), found.contains(u's') ? 1 : 0);
    QCOMPARE(contains.description().matches(values), found.contains(u'c'));
    QCOMPARE(starts.description().matches(values), found.contains(u's'));
}

void TestFields::namesThatAreNoneAreRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name :
         {u"title; DROP TABLE library_book"_s, u"title\"; DROP TABLE library_book; --"_s, u"title'"_s,
          u"title__nope"_s, u"title__exact__gt"_s, u"title__"_s, u"__"_s, u"__exact"_s, u""_s, u" title"_s,
          u"TITLE"_s, u"title "_s, u"1"_s, u"*"_s, u"title\0"_s, u"%1"_s, u"--title"_s,
          u"library_book.title"_s})
        QTest::addRow("\"%s\"", qPrintable(name)) << name;
}

void TestFields::namesThatAreNoneAreRefused()
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

void TestFields::valuesThatAreNoneAreRefusedByFilters_data()
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

void TestFields::valuesThatAreNoneAreRefusedByFilters()
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

void TestFields::limitsThatAreNoneAreRefused()
{
    QCOMPARE(Book::objects().limit(-2).all().error().kind(), DatabaseError::Kind::InvalidArgument);
    QCOMPARE(Book::objects().limit(1, -1).all().error().kind(), DatabaseError::Kind::InvalidArgument);
    QCOMPARE(*Book::objects().limit(0).count(), 0);
    QCOMPARE(*Book::objects().limit(-1, 2).keys(), QList<qint64>({3}));
    const auto largest = std::numeric_limits<qint64>::max();
    QCOMPARE(*Book::objects().limit(largest, 1).keys(), QList<qint64>({2, 3}));
    QCOMPARE(*Book::objects().limit(1, largest).keys(), QList<qint64>());
}

void TestFields::optionsMakeTheTable()
{
    Strict strict;
    QVERIFY(strict.save());
    QCOMPARE(m_database->outside(u"SELECT \"from\" FROM \"select\" WHERE number = %1"_s.arg(strict.number)),
             QVariantList({u"n"_s}));
    QCOMPARE(Strict().save().error().kind(), DatabaseError::Kind::ConstraintViolated); // unique
    m_database->outside(u"INSERT INTO \"select\" (\"from\", moment, date, time, uuid, book_id) "
                        "SELECT 'x', moment, date, time, uuid, book_id FROM \"select\""_s);
    QCOMPARE(Strict::objects().filter(u"name", u"x"_s).get()->shelf, u"it's \"here\""_s);
    const QVariantList indexes = m_database->outside(
        PostgresDatabase::isWanted()
            ? u"SELECT indexdef FROM pg_indexes WHERE tablename = 'select'"_s
            : u"SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'select'"_s);
    QStringList text;
    for (const QVariant &index : indexes)
        text << index.toString();
    QCOMPARE(text.filter(u"shelf"_s).size(), 1);
    QCOMPARE(text.filter(u"book_id"_s).size(), 1);
    QCOMPARE(text.filter(u"uuid"_s).size(), 0);
    strict.name = u"1234"_s;
    QVERIFY(strict.save());
    QVERIFY(strict.remove());
    QCOMPARE(strict.number, 0);
}

void TestFields::wrongOptionsAreReported_data()
{
    using Info = const ModelInfo &(*)();
    QTest::addColumn<std::function<const ModelInfo &()>>("info");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, Info info, const QString &reason) {
        QTest::newRow(name) << std::function<const ModelInfo &()>(info) << reason;
    };
    row("an unknown option", &ModelInfo::of<UnknownOption>,
        u"its property x: .*the option \"uniqe\" is none of .*unique"_s);
    row("max_length of a number", &ModelInfo::of<LengthOfANumber>,
        u"its property x: .*the option \"max_length\" is none of"_s);
    row("max_length of nothing", &ModelInfo::of<NoLength>,
        u"its property x: .*max_length is no positive number"_s);
    row("max_length in words", &ModelInfo::of<OddLength>,
        u"its property x: .*max_length is no positive number"_s);
    row("a number that is null", &ModelInfo::of<NullNumber>,
        u"its property x: .*a int has no value that means NULL"_s);
    row("an enumeration that is null", &ModelInfo::of<NullEnumeration>,
        u"its property x: .*has no value that means NULL"_s);
    row("a flag with a value", &ModelInfo::of<OddFlag>,
        u"its property x: .*the option \"null\" takes no value"_s);
    row("another flag with a value", &ModelInfo::of<OddUnique>,
        u"its property x: .*the option \"unique\" takes no value"_s);
    row("a column name with a quote", &ModelInfo::of<OddColumn>,
        u"its property x: .*the column name \"a\"b\" is not made of"_s);
    row("no column name", &ModelInfo::of<NoColumn>,
        u"its property x: .*the column name \"\" is not made of"_s);
    row("a column twice", &ModelInfo::of<ColumnTwice>,
        u"its property x: .*its column OTHER is that of other, too"_s);
    row("on_delete of a text", &ModelInfo::of<OnDeleteOfAText>,
        u"its property x: .*the option \"on_delete\" is none of"_s);
    row("on_delete that is none", &ModelInfo::of<OddOnDelete>,
        u"its property x: .*on_delete is none of cascade"_s);
    row("set_null without null", &ModelInfo::of<NotNull>,
        u"its property x: .*on_delete=set_null needs the option \"null\""_s);
}

void TestFields::wrongOptionsAreReported()
{
    QFETCH(std::function<const ModelInfo &()>, info);
    QFETCH(QString, reason);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(reason));
    QVERIFY(!info().isValid());
    QVERIFY2(QRegularExpression(reason).match(info().error()).hasMatch(), qPrintable(info().error()));
    QVERIFY(QueryDescription(info()).error());
}

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
