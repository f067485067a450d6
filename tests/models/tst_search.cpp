// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/sample.h"

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// Texts that are found whatever their case: the same in the database and in memory.
class TestSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_database = std::make_unique<SampleDatabase>(); }
    void cleanupTestCase() { m_database.reset(); }
    void init() { m_database->refill(); }

    void caseDoesNotMatter_data();
    void caseDoesNotMatter();
    void everyLetterIsFoundInEachOfItsForms();
    void wordsAreFoundInTheTextFields_data();
    void wordsAreFoundInTheTextFields();
    void aSearchThatMakesNoSenseIsRefused_data();
    void aSearchThatMakesNoSenseIsRefused();

private:
    // 1 if the database finds the sample, 0 if not, -1 if memory has another opinion.
    static int found(const Query<Sample> &query, const Sample &sample)
    {
        const auto count = query.count();
        if (!count)
            qWarning() << count.error();
        return count && *count == int(matches(query, sample)) ? int(*count) : -1;
    }

    std::unique_ptr<SampleDatabase> m_database;
};

void TestSearch::caseDoesNotMatter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("found"); // c icontains, s istartswith, e iexact
    QTest::newRow("the same") << u"Emma"_s << u"Emma"_s << u"cse"_s;
    QTest::newRow("another case") << u"Emma"_s << u"eMMA"_s << u"cse"_s;
    QTest::newRow("beginning") << u"Emma"_s << u"eM"_s << u"cs"_s;
    QTest::newRow("middle") << u"Emma"_s << u"MM"_s << u"c"_s;
    QTest::newRow("end") << u"Emma"_s << u"MA"_s << u"c"_s;
    QTest::newRow("nothing") << u"Emma"_s << u""_s << u"cs"_s;
    QTest::newRow("nothing in nothing") << u""_s << u""_s << u"cse"_s;
    QTest::newRow("more") << u"Emma"_s << u"emma "_s << u""_s;
    QTest::newRow("Latin") << u"ÉCOLE"_s << u"école"_s << u"cse"_s;
    QTest::newRow("Greek, with a final sigma") << u"ΟΔΟΣ"_s << u"οδος"_s << u"cse"_s;
    QTest::newRow("Cyrillic") << u"ёлка Ёж"_s << u"Ё"_s << u"cs"_s;
    QTest::newRow("beyond the BMP") << u"\U00010400x"_s << u"\U00010428"_s << u"cs"_s;
    QTest::newRow("no case") << u"日本語"_s << u"本"_s << u"c"_s;
    QTest::newRow("sharp s is not ss") << u"STRASSE"_s << u"straße"_s << u""_s;
    QTest::newRow("an accent matters") << u"é"_s << u"e"_s << u""_s;
    QTest::newRow("wildcards of LIKE") << u"Emma"_s << u"E%"_s << u""_s;
    QTest::newRow("wildcards of GLOB") << u"Emma"_s << u"E*"_s << u""_s;
    QTest::newRow("one wildcard") << u"Emma"_s << u"E?ma"_s << u""_s;
    QTest::newRow("a class") << u"Emma"_s << u"[E]mma"_s << u""_s;
    QTest::newRow("of a regular expression") << u"Emma"_s << u"^E.m*a$"_s << u""_s;
    for (const char16_t c : uR"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)") {
        if (c)
            QTest::addRow("%c", char(c)) << u"A"_s + QChar(c) + u"B"_s << u"a"_s + QChar(c) << u"cs"_s;
    }
    QTest::newRow("all of these") << uR"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)"_s
                                  << uR"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)"_s << u"cse"_s;
    QTest::newRow("an option of a regular expression") << u"***=A"_s << u"***=a"_s << u"cse"_s;
    QTest::newRow("a line break") << u"a\nB"_s << u"b"_s << u"c"_s;
    QTest::newRow("the longest text") << QString(1000, u'É') << QString(1000, u'é') << u"cse"_s;
    if (!PostgresDatabase::isWanted())
        QTest::newRow("after a NUL") << u"a\0b"_s << u"b"_s << u""_s;
}

void TestSearch::caseDoesNotMatter()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    QFETCH(QString, found);
    Sample sample{.text = text};
    QVERIFY(sample.save());
    for (const auto &[lookup, letter] :
         {std::pair(u"text__icontains", u'c'), {u"text__istartswith", u's'}, {u"text__iexact", u'e'}})
        QCOMPARE(TestSearch::found(Sample::objects().filter(lookup, part), sample),
                 int(found.contains(letter)));
}

void TestSearch::everyLetterIsFoundInEachOfItsForms()
{
    // All letters that have another form, below what both databases can hold.
    QList<Sample> samples;
    for (char32_t c = 1; c <= 0x1ffff; ++c) {
        if (QChar::toCaseFolded(c) != c)
            samples << Sample{.number = int(c), .text = QString::fromUcs4(&c, 1)};
    }
    QVERIFY(samples.size() > 1000);
    QHash<char32_t, int> forms;
    for (const Sample &sample : std::as_const(samples))
        ++forms[QChar::toCaseFolded(char32_t(sample.number))];
    const qsizetype count = samples.size();
    for (auto letter = forms.cbegin(); letter != forms.cend(); ++letter) // the folded letters themselves
        samples << Sample{.number = int(letter.key()), .text = QString::fromUcs4(&letter.key(), 1)};
    QVERIFY(Sample::bulkCreate(samples));
    for (qsizetype i = 0; i < count; ++i) {
        const char32_t folded = QChar::toCaseFolded(char32_t(samples[i].number));
        if (forms.value(folded) == 1 && i % (PostgresDatabase::isWanted() ? 40 : 10) != 0)
            continue; // of those with one other form, some
        const auto all = Sample::objects().filter(u"text__iexact", QString::fromUcs4(&folded, 1)).all();
        QVERIFY(all);
        QSet<int> found;
        for (const Sample &sample : *all)
            found << sample.number;
        QSet<int> expected;
        for (const Sample &sample : std::as_const(samples)) {
            if (QChar::toCaseFolded(char32_t(sample.number)) == folded)
                expected << sample.number;
        }
        QCOMPARE(found, expected);
    }
}

void TestSearch::wordsAreFoundInTheTextFields_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<bool>("isFound");
    // text "Emma", note "Jane AUSTEN, 1815"
    QTest::newRow("nothing") << u""_s << QStringList() << true;
    QTest::newRow("spaces") << u" \t "_s << QStringList() << true;
    QTest::newRow("a word") << u"emma"_s << QStringList() << true;
    QTest::newRow("part of one") << u"mm"_s << QStringList() << true;
    QTest::newRow("words of two fields") << u"  austen\temma "_s << QStringList() << true;
    QTest::newRow("one is not there") << u"austen persuasion"_s << QStringList() << false;
    QTest::newRow("all in one field") << u"jane 1815"_s << QStringList(u"note"_s) << true;
    QTest::newRow("in the other field") << u"jane"_s << QStringList(u"text"_s) << false;
    QTest::newRow("a wildcard") << u"j%"_s << QStringList() << false;
    QTest::newRow("the number is no text") << u"7"_s << QStringList() << false;
}

void TestSearch::wordsAreFoundInTheTextFields()
{
    QFETCH(QString, search);
    QFETCH(QStringList, fields);
    QFETCH(bool, isFound);
    Sample sample{.number = 7, .text = u"Emma"_s, .note = u"Jane AUSTEN, 1815"_s};
    QVERIFY(sample.save());
    QCOMPARE(found(Sample::objects().search(search, fields), sample), int(isFound));
    QCOMPARE(found(Sample::objects().filter(u"number", 7).search(search, fields), sample), int(isFound));
    QCOMPARE(found(Sample::objects().filter(u"number", 8).search(search, fields), sample), 0);
    Sample nothing{.text = u"Emma"_s}; // its note is NULL
    QVERIFY(nothing.save());
    QCOMPARE(found(Sample::objects().filter(u"pk", nothing.id).search(search, fields), nothing),
             int(search.trimmed().isEmpty() || search == u"emma" || search == u"mm"));
}

void TestSearch::aSearchThatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("named");
    QTest::newRow("an unknown field") << u"a"_s << QStringList(u"txt"_s) << u"\"txt\""_s;
    QTest::newRow("a field that is no text") << u"a"_s << QStringList(u"number"_s) << u"number: "_s;
    QTest::newRow("too long") << QString(1001, u'a') << QStringList() << u"1001 characters"_s;
    QTest::newRow("NUL") << u"a\0b"_s << QStringList() << u"NUL"_s;
    QTest::newRow("half a surrogate pair") << QString(QChar(0xd800)) << QStringList() << u"surrogate"_s;
    if (!PostgresDatabase::isWanted())
        QTest::newRow("U+FFFF") << u"a\uffff"_s << QStringList() << u"U+FFFF"_s;
}

void TestSearch::aSearchThatMakesNoSenseIsRefused()
{
    QFETCH(QString, search);
    QFETCH(QStringList, fields);
    QFETCH(QString, named);
    const auto result = Sample::objects().search(search, fields).all();
    QVERIFY(!result);
    QCOMPARE(result.error().kind(), DatabaseError::Kind::InvalidArgument);
    QVERIFY2(result.error().text().contains(named), qPrintable(result.error().text()));
    if (fields.isEmpty()) {
        const auto filtered = Sample::objects().filter(u"text__icontains", search).count();
        QVERIFY(!filtered);
        QCOMPARE(filtered.error().kind(), DatabaseError::Kind::InvalidArgument);
    }
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
