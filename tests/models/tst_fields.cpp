// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/sample.h"

#include <QTimeZone>

#include <array>
#include <cmath>

using namespace Signalbox;
using namespace Qt::StringLiterals;

class TestFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_database = std::make_unique<SampleDatabase>(); }
    void cleanupTestCase() { m_database.reset(); }

    void init() { m_database->refill(); }

    void aValueIsReadBackUnchanged_data();
    void aValueIsReadBackUnchanged();
    void aValueThatCannotBeStoredIsRefused_data();
    void aValueThatCannotBeStoredIsRefused();
    void nullIsNull_data();
    void nullIsNull();

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

    std::unique_ptr<SampleDatabase> m_database;
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
    row("foreign key", u"book"_s, QVariant::fromValue(ForeignKey<Book>(2)));
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

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
