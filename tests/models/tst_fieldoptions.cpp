// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

#include <QUuid>

#include <functional>
#include <limits>

using namespace Signalbox;
using namespace Qt::StringLiterals;

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

/// What those below share; their field x has options that can't be meant.
class WithAnX {
    Q_GADGET
    Q_CLASSINFO("app", "wrong")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int other MEMBER other)
public:
    qint64 id = 0;
    int other = 0;
};

class UnknownOption : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(UnknownOption)
    Q_CLASSINFO("x", "uniqe")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class LengthOfANumber : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(LengthOfANumber)
    Q_CLASSINFO("x", "max_length=3")
    Q_PROPERTY(int x MEMBER x)
public:
    int x = {};
};

class NoLength : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(NoLength)
    Q_CLASSINFO("x", "max_length=0")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class OddLength : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(OddLength)
    Q_CLASSINFO("x", "max_length=ten")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class NullNumber : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(NullNumber)
    Q_CLASSINFO("x", "null")
    Q_PROPERTY(int x MEMBER x)
public:
    int x = {};
};

class NullEnumeration : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(NullEnumeration)
    Q_CLASSINFO("x", "null")
    Q_PROPERTY(Qt::CaseSensitivity x MEMBER x)
public:
    Qt::CaseSensitivity x = {};
};

class OddFlag : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(OddFlag)
    Q_CLASSINFO("x", "null=false")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class OddUnique : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(OddUnique)
    Q_CLASSINFO("x", "unique=0")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class OddColumn : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(OddColumn)
    Q_CLASSINFO("x", "column=a\"b")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class NoColumn : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(NoColumn)
    Q_CLASSINFO("x", "column=")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class ColumnTwice : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(ColumnTwice)
    Q_CLASSINFO("x", "column=OTHER")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class OnDeleteOfAText : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(OnDeleteOfAText)
    Q_CLASSINFO("x", "on_delete=cascade")
    Q_PROPERTY(QString x MEMBER x)
public:
    QString x = {};
};

class OddOnDelete : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(OddOnDelete)
    Q_CLASSINFO("x", "on_delete=explode")
    Q_PROPERTY(Signalbox::ForeignKey<Book> x MEMBER x)
public:
    Signalbox::ForeignKey<Book> x = {};
};

class NotNull : public WithAnX {
    Q_GADGET
    SIGNALBOX_MODEL(NotNull)
    Q_CLASSINFO("x", "on_delete=set_null")
    Q_PROPERTY(Signalbox::ForeignKey<Book> x MEMBER x)
public:
    Signalbox::ForeignKey<Book> x = {};
};

class TestFieldOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_database = std::make_unique<TestDatabase>();
        const auto created = syncdb<Strict>();
        QVERIFY2(created, qPrintable(created ? QString() : created.error().text()));
    }
    void cleanupTestCase() { m_database.reset(); }

    void init() { m_database->refill(u"\"select\""_s); }

    void aFieldThatIsNotSetIsRefused_data();
    void aFieldThatIsNotSetIsRefused();
    void optionsMakeTheTable();
    void wrongOptionsAreReported_data();
    void wrongOptionsAreReported();

private:
    std::unique_ptr<TestDatabase> m_database;
};

void TestFieldOptions::aFieldThatIsNotSetIsRefused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("moment") << u"moment"_s << QVariant(QDateTime());
    QTest::newRow("date") << u"date"_s << QVariant(QDate());
    QTest::newRow("time") << u"time"_s << QVariant(QTime());
    QTest::newRow("uuid") << u"uuid"_s << QVariant(QUuid());
    QTest::newRow("foreign key") << u"book"_s << QVariant::fromValue(ForeignKey<Book>(0));
    QTest::newRow("too long") << u"name"_s << QVariant(u"12345"_s);
    QTest::newRow("too long in UTF-16") << u"name"_s << QVariant(u"😀😀😀"_s);
}

void TestFieldOptions::aFieldThatIsNotSetIsRefused()
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

void TestFieldOptions::optionsMakeTheTable()
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

void TestFieldOptions::wrongOptionsAreReported_data()
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

void TestFieldOptions::wrongOptionsAreReported()
{
    QFETCH(std::function<const ModelInfo &()>, info);
    QFETCH(QString, reason);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(reason));
    QVERIFY(!info().isValid());
    QVERIFY2(QRegularExpression(reason).match(info().error()).hasMatch(), qPrintable(info().error()));
    QVERIFY(QueryDescription(info()).error());
}

QTEST_GUILESS_MAIN(TestFieldOptions)
#include "tst_fieldoptions.moc"
