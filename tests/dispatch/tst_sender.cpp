// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "support/pizza.h"

#include <Signalbox/Sender>

#include <QTest>

#include <type_traits>

using namespace Signalbox;
using namespace Qt::StringLiterals;

static_assert(std::is_trivially_copyable_v<Sender> && sizeof(Sender) <= 2 * sizeof(void *));
static_assert(std::is_convertible_v<PizzaStore *, Sender> && std::is_convertible_v<const char *, Sender>);
static_assert(std::is_convertible_v<QString, Sender> && !std::is_convertible_v<int, Sender>);

class TestSender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesByIdentity_data();
    void comparesByIdentity();
    void readsAsText_data();
    void readsAsText();
    void toVariantIsWhatQmlNeeds();
    void withoutObjectKeepsTheKind();
    void equalNamesFromAnyStringTypeAreOneSender();

private:
    PizzaStore m_store;
    PizzaStore m_otherStore;
};

void TestSender::comparesByIdentity_data()
{
    QTest::addColumn<Sender>("a");
    QTest::addColumn<Sender>("b");
    QTest::addColumn<bool>("same");

    QTest::newRow("nobody, nobody") << Sender() << Sender(nullptr) << true;
    QTest::newRow("nobody, a null object") << Sender() << Sender(static_cast<QObject *>(nullptr)) << true;
    QTest::newRow("nobody, an empty name") << Sender() << Sender(u""_s) << true;
    QTest::newRow("nobody, an object") << Sender() << Sender(&m_store) << false;
    QTest::newRow("an object, itself") << Sender(&m_store) << Sender(&m_store) << true;
    QTest::newRow("two objects") << Sender(&m_store) << Sender(&m_otherStore) << false;
    QTest::newRow("an object, its class") << Sender(&m_store) << Sender::of<PizzaStore>() << false;
    QTest::newRow("a class, itself") << Sender::of<PizzaStore>() << Sender::of<PizzaStore>() << true;
    QTest::newRow("a class, its base") << Sender::of<PizzaStore>() << Sender::of<QObject>() << false;
    QTest::newRow("a gadget, itself")
        << Sender::of<PizzaDone>() << Sender::ofClass(&PizzaDone::staticMetaObject) << true;
    QTest::newRow("a class, its name") << Sender::of<PizzaStore>() << Sender("PizzaStore") << false;
    QTest::newRow("a name, itself") << Sender("library.Book") << Sender(u"library.Book"_s) << true;
    QTest::newRow("names are exact") << Sender("library.Book") << Sender("library.book") << false;
}

void TestSender::comparesByIdentity()
{
    QFETCH(Sender, a);
    QFETCH(Sender, b);
    QFETCH(bool, same);
    QCOMPARE(a == b, same);
    QCOMPARE(b == a, same);
    if (same)
        QCOMPARE(qHash(a, 1), qHash(b, 1));
}

void TestSender::readsAsText_data()
{
    QTest::addColumn<Sender>("sender");
    QTest::addColumn<QRegularExpression>("text");

    QTest::newRow("nobody") << Sender() << QRegularExpression(u"^nobody$"_s);
    QTest::newRow("object") << Sender(&m_store) << QRegularExpression(u"^PizzaStore\\(0x[0-9a-f]+\\)$"_s);
    QTest::newRow("class") << Sender::of<PizzaStore>() << QRegularExpression(u"^PizzaStore$"_s);
    QTest::newRow("name") << Sender("library.Book") << QRegularExpression(u"^library\\.Book$"_s);
    QTest::newRow("dead object") << Sender(&m_store).withoutObject()
                                 << QRegularExpression(u"^an object that died$"_s);
}

void TestSender::readsAsText()
{
    QFETCH(Sender, sender);
    QFETCH(QRegularExpression, text);
    QVERIFY2(text.match(sender.toString()).hasMatch(), qPrintable(sender.toString()));
}

void TestSender::toVariantIsWhatQmlNeeds()
{
    QCOMPARE(Sender().toVariant(), QVariant());
    QCOMPARE(Sender(&m_store).toVariant().value<QObject *>(), &m_store);
    QCOMPARE(Sender::of<PizzaStore>().toVariant(), QVariant(u"PizzaStore"_s));
    QCOMPARE(Sender("library.Book").toVariant(), QVariant(u"library.Book"_s));
}

void TestSender::withoutObjectKeepsTheKind()
{
    const Sender gone = Sender(&m_store).withoutObject();
    QCOMPARE(gone.kind(), Sender::Kind::Object);
    QCOMPARE(gone.object(), nullptr);
    QVERIFY(!gone.isNone());
    QVERIFY(gone != Sender(&m_store));
    QCOMPARE(Sender("name").withoutObject(), Sender("name"));
}

void TestSender::equalNamesFromAnyStringTypeAreOneSender()
{
    QCOMPARE(Sender("pizza"), Sender("pizza"_L1));
    QCOMPARE(Sender("pizza"), Sender(QStringView(u"pizza")));
    QCOMPARE(Sender("pizza"), Sender::named(u"pizza"));
    QCOMPARE(Sender(u"pizzä"_s).name(), u"pizzä"_s);
}

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
