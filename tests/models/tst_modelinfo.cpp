// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/library.h"

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace shop {

class Article {
    Q_GADGET
    SIGNALBOX_MODEL(Article)
    Q_CLASSINFO("app", "shop")
    Q_CLASSINFO("table", "articles")
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(bool sold MEMBER sold)
    Q_PROPERTY(double price MEMBER price)
    Q_PROPERTY(QByteArray picture MEMBER picture)
    Q_PROPERTY(QString shown READ shown STORED false)
public:
    QString shown() const { return name.toUpper(); }
    QString name = {};
    qint64 id = 0;
    bool sold = false;
    double price = 0;
    QByteArray picture = {};
};

} // namespace shop

class Stamped {
    Q_GADGET
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int stamp MEMBER stamp)
public:
    qint64 id = 0;
    int stamp = 0;
};

/// A model with a base class: its fields come first.
class Letter : public Stamped {
    Q_GADGET
    SIGNALBOX_MODEL(Letter)
    Q_CLASSINFO("app", "post")
    Q_PROPERTY(QString text MEMBER text)
public:
    QString text;
};

class NoApp {
    Q_GADGET
    SIGNALBOX_MODEL(NoApp)
    Q_PROPERTY(qint64 id MEMBER id)
public:
    qint64 id = 0;
};

class NoKey {
    Q_GADGET
    SIGNALBOX_MODEL(NoKey)
    Q_CLASSINFO("app", "wrong")
    Q_PROPERTY(int id MEMBER id)
public:
    int id = 0;
};

class OddType {
    Q_GADGET
    SIGNALBOX_MODEL(OddType)
    Q_CLASSINFO("app", "wrong")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QVariantMap map MEMBER map)
public:
    qint64 id = 0;
    QVariantMap map;
};

class OddTable {
    Q_GADGET
    SIGNALBOX_MODEL(OddTable)
    Q_CLASSINFO("app", "wrong")
    Q_CLASSINFO("table", "x\"; DROP TABLE y")
    Q_PROPERTY(qint64 id MEMBER id)
public:
    qint64 id = 0;
};

class ReadOnly {
    Q_GADGET
    SIGNALBOX_MODEL(ReadOnly)
    Q_CLASSINFO("app", "wrong")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(int sum READ sum)
public:
    int sum() const { return 0; }
    qint64 id = 0;
};

namespace copy {

class Book {
    Q_GADGET
    SIGNALBOX_MODEL(Book)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
public:
    qint64 id = 0;
};

} // namespace copy

class TestModelInfo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesTheClass();
    void takesTheFieldsOfABaseClass();
    void isFoundByItsLabel();
    void theClassSendsUnderItsLabel();
    void whatIsNoModelIsReported_data();
    void whatIsNoModelIsReported();
    void valuesAreConvertedOrRefused();

private:
    template <typename T>
    static DatabaseError saveError()
    {
        T instance;
        const auto saved = instance.save();
        return saved ? DatabaseError(DatabaseError::Kind::NotFound, u"it was saved"_s) : saved.error();
    }
};

void TestModelInfo::describesTheClass()
{
    const ModelInfo &info = ModelInfo::of<shop::Article>();
    QVERIFY(info.isValid());
    QCOMPARE(info.label(), u"shop.Article"_s);
    QCOMPARE(info.table(), u"articles"_s);
    QStringList names;
    for (const FieldInfo &field : info.fields())
        names << field.name;
    QCOMPARE(names, QStringList({u"name"_s, u"id"_s, u"sold"_s, u"price"_s, u"picture"_s}));
    QCOMPARE(info.primaryKey().name, u"id"_s);
    QCOMPARE(info.fieldIndex(u"sold"), 2);
    QCOMPARE(info.fieldIndex(u"shown"), -1);
    QCOMPARE(ModelInfo::of<Book>().table(), u"library_book"_s);
}

void TestModelInfo::takesTheFieldsOfABaseClass()
{
    const ModelInfo &info = ModelInfo::of<Letter>();
    QVERIFY2(info.isValid(), qPrintable(info.error()));
    QCOMPARE(info.fields().size(), 3);
    Letter letter;
    QVERIFY(info.setValue(&letter, info.fieldIndex(u"stamp"), 55));
    QCOMPARE(letter.stamp, 55);
    QCOMPARE(info.value(&letter, 1), QVariant(55));
}

void TestModelInfo::isFoundByItsLabel()
{
    QCOMPARE(ModelInfo::find(u"library.Book"), &ModelInfo::of<Book>());
    QCOMPARE(ModelInfo::find(u"library.Nothing"), nullptr);
    QCOMPARE(ModelInfo::find(u""), nullptr);
}

void TestModelInfo::theClassSendsUnderItsLabel()
{
    QCOMPARE(Sender::of<Book>(), Sender("library.Book"));
    QCOMPARE(Sender::of<shop::Article>(), Sender("shop.Article"));
}

void TestModelInfo::whatIsNoModelIsReported_data()
{
    QTest::addColumn<std::function<DatabaseError()>>("save");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, DatabaseError (*save)(), const QString &reason) {
        QTest::newRow(name) << std::function<DatabaseError()>(save) << reason;
    };
    row("no app", &saveError<NoApp>, u"NoApp can't be a model: .*CLASSINFO\\(\"app\""_s);
    row("no key", &saveError<NoKey>, u"NoKey can't be a model: .*\"qint64 id\""_s);
    row("a type that can't be stored", &saveError<OddType>,
        u"OddType .*property map .*QVariantMap.* QString"_s);
    row("a table name that is none", &saveError<OddTable>, u"OddTable .*table name \"x\"; DROP"_s);
    row("a read-only property", &saveError<ReadOnly>, u"ReadOnly .*property sum is read-only"_s);
    row("a label twice", &saveError<copy::Book>, u"copy::Book .*label is taken by another class, Book"_s);
}

void TestModelInfo::whatIsNoModelIsReported()
{
    QFETCH(std::function<DatabaseError()>, save);
    QFETCH(QString, reason);
    QVERIFY(ModelInfo::of<Book>().isValid());
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(reason)); // once, not with each operation
    for (int i = 0; i < 2; ++i) {
        const DatabaseError error = save();
        QCOMPARE(error.kind(), DatabaseError::Kind::InvalidModel);
        QVERIFY2(QRegularExpression(reason).match(error.text()).hasMatch(), qPrintable(error.text()));
    }
}

void TestModelInfo::valuesAreConvertedOrRefused()
{
    const ModelInfo &info = ModelInfo::of<Book>();
    Book book{.year = 7};
    const int year = info.fieldIndex(u"year");
    QVERIFY(info.setValue(&book, year, u"1815"_s));
    QCOMPARE(book.year, 1815);
    QVERIFY(!info.setValue(&book, year, u"long ago"_s));
    QCOMPARE(book.year, 1815);
}

QTEST_GUILESS_MAIN(TestModelInfo)
#include "tst_modelinfo.moc"
