// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "conformance/librarydatabase.h"
#include "conformance/librarymodels.h"

#include <QTest>

#include <stdexcept>
#include <utility>
#include <vector>

using namespace Signalbox;
using namespace Qt::StringLiterals;

/// What Django calls an abstract model.
class Dated {
    Q_GADGET
    Q_PROPERTY(int year MEMBER year)
public:
    int year = 0;
};

/// Two models that only the tests of their announcement use.
class Newspaper : public Dated {
    Q_GADGET
    SIGNALBOX_MODEL(Newspaper)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
public:
    qint64 id = 0;
};

class Letter {
    Q_GADGET
    SIGNALBOX_MODEL(Letter)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
public:
    qint64 id = 0;
};

/// One that refers to itself, and so goes with what it is in.
class Folder {
    Q_GADGET
    SIGNALBOX_MODEL(Folder)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Folder> parent MEMBER parent)
    Q_PROPERTY(Signalbox::ForeignKey<Folder> twin MEMBER twin)
    Q_CLASSINFO("parent", "null")
    Q_CLASSINFO("twin", "null")
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Folder> parent = {};
    Signalbox::ForeignKey<Folder> twin = {};
};

/// Two that refer to each other.
class Egg;
class Hen {
    Q_GADGET
    SIGNALBOX_MODEL(Hen)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Egg> egg MEMBER egg)
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Egg> egg = {};
};

class Egg {
    Q_GADGET
    SIGNALBOX_MODEL(Egg)
    Q_CLASSINFO("app", "library")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(Signalbox::ForeignKey<Hen> hen MEMBER hen)
public:
    qint64 id = 0;
    Signalbox::ForeignKey<Hen> hen = {};
};

/// What the model signals do where the recorded traces don't look.
class TestModelSignals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_database = std::make_unique<LibraryDatabase>();
        const auto synced = syncdb<Folder, Hen, Egg>();
        QVERIFY2(synced, synced ? "" : qPrintable(synced.error().text()));
    }
    void init() { m_database->clear(); }
    void cleanup() { m_connections.clear(); }
    void cleanupTestCase() { m_database.reset(); }

    void aClassIsAnnouncedBeforeItIsKnown();
    void aLabelWorksBeforeItsClassIsKnown();
    void preInitMayChangeTheValues_data();
    void preInitMayChangeTheValues();
    void aLoadedRowIsAnnouncedWithItsValues();
    void whatReceiversReturnIsIgnoredButAVeto_data();
    void whatReceiversReturnIsIgnoredButAVeto();
    void aVetoKeepsARowFromRemoval();
    void preSaveMayGiveTheKey();
    void updateFieldsAreToldAsGiven_data();
    void updateFieldsAreToldAsGiven();
    void aLostRaceFindsTheOthersRow();
    void aTreeGoesInTheOrderOfItsKeys_data();
    void aTreeGoesInTheOrderOfItsKeys();
    void aCircleGoesInTheOrderOfItsCollection();
    void aListenerThatComesTooLateHearsNothing();
    void bulkSignalsAreAskedFor_data();
    void bulkSignalsAreAskedFor();
    void linksAreAsTheActionSays_data();
    void linksAreAsTheActionSays();
    void ownStatementsSendNothing();

private:
    template <typename... Connections>
    void keep(Connections &&...connections)
    {
        (m_connections.emplace_back(std::forward<Connections>(connections)), ...);
    }

    std::unique_ptr<LibraryDatabase> m_database;
    std::vector<ScopedConnection> m_connections;
};

void TestModelSignals::aClassIsAnnouncedBeforeItIsKnown()
{
    QStringList announced;
    keep(classPrepared().connect([&](const ClassPrepared &event) {
        announced << event.label + (ModelInfo::find(event.label) ? u" known"_s : u" unknown"_s);
    }));
    QVERIFY(Newspaper::make({}));
    QVERIFY(Newspaper::make({{u"year"_s, 1815}}));
    QCOMPARE(announced, QStringList({u"library.Newspaper unknown"_s}));
    QVERIFY(ModelInfo::find(u"library.Newspaper"));
}

void TestModelSignals::aLabelWorksBeforeItsClassIsKnown()
{
    QVERIFY(!ModelInfo::find(u"library.Letter"));
    const Sender letter(u"library.Letter"_s);
    QString heard;
    const auto connect = [&](const QString &uid) {
        keep(postInit().connect([&heard, uid] { heard += uid; }, {.sender = letter, .dispatchUid = uid}));
    };
    connect(u"a"_s);
    connect(u"b"_s);
    QVERIFY(postInit().disconnect(u"b"_s, letter));
    QVERIFY(!postInit().disconnect(u"c"_s, letter));
    connect(u"c"_s);
    connect(u"d"_s);
    connect(u"d"_s);
    QVERIFY(Letter::make({}));
    QCOMPARE(heard, u"acd"_s);
    QVERIFY(postInit().disconnect(u"a"_s, Sender::of<Letter>()));
}

void TestModelSignals::preInitMayChangeTheValues_data()
{
    QTest::addColumn<QVariantMap>("changes"); // an invalid one takes the value out
    QTest::addColumn<QString>("title"); // "error", if it can't be made
    QTest::newRow("nothing") << QVariantMap() << u"Emma 1815"_s;
    QTest::newRow("another value") << QVariantMap({{u"title"_s, u"Kim"_s}}) << u"Kim 1815"_s;
    QTest::newRow("one more") << QVariantMap({{u"id"_s, 7}}) << u"Emma 1815"_s;
    QTest::newRow("one less") << QVariantMap({{u"year"_s, QVariant()}}) << u"Emma 0"_s;
    QTest::newRow("no such field") << QVariantMap({{u"pages"_s, 7}}) << u"error"_s;
    QTest::newRow("no such value") << QVariantMap({{u"year"_s, u"MDCCCXV"_s}}) << u"error"_s;
}

void TestModelSignals::preInitMayChangeTheValues()
{
    QFETCH(QVariantMap, changes);
    QFETCH(QString, title);
    keep(preInit().connect([&](const PreInit &event) {
        QVERIFY(!event.isLoaded);
        for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
            if (change->isValid())
                event.values.live()->insert(change.key(), *change);
            else
                event.values.live()->remove(change.key());
        }
    }));
    int made = 0;
    keep(postInit().connect([&] { ++made; }));
    const auto book = Book::make({{u"title"_s, u"Emma"_s}, {u"year"_s, 1815}});
    QCOMPARE(book ? u"%1 %2"_s.arg(book->title).arg(book->year) : u"error"_s, title);
    QCOMPARE(made, book ? 1 : 0);
}

void TestModelSignals::aLoadedRowIsAnnouncedWithItsValues()
{
    Tag tag{.name = u"old"_s};
    QVERIFY(tag.save());
    QStringList heard;
    keep(preInit().connect([&](const PreInit &event) {
        heard << u"pre_init %1 %2 %3"_s.arg((*event.values)[u"name"_s].toString())
                     .arg(event.isLoaded)
                     .arg(event.values.live() != nullptr);
    }));
    keep(postInit().connect<Tag>([&](const Tag &loaded) {
        heard << u"post_init %1 %2"_s.arg(loaded.name).arg(loaded.signalboxState.isAdding());
    }));
    const auto loaded = Tag::get(tag.id);
    QCOMPARE(heard, QStringList({u"pre_init old 1 0"_s, u"post_init old 1"_s}));
    QVERIFY(!loaded->signalboxState.isAdding());
}

void TestModelSignals::whatReceiversReturnIsIgnoredButAVeto_data()
{
    QTest::addColumn<QVariant>("returned");
    QTest::addColumn<bool>("isSaved");
    QTest::newRow("false") << QVariant(false) << true;
    QTest::newRow("0") << QVariant(0) << true;
    QTest::newRow("nothing") << QVariant() << true;
    QTest::newRow("a veto") << QVariant::fromValue(Veto{u"no"_s}) << false;
}

void TestModelSignals::whatReceiversReturnIsIgnoredButAVeto()
{
    QFETCH(QVariant, returned);
    QFETCH(bool, isSaved);
    QString called;
    keep(preSave().connect([&] {
        called += u'1';
        return returned;
    }));
    keep(preSave().connect([&] { called += u'2'; }));
    keep(postSave().connect([&] { called += u'3'; }));
    Transaction transaction;
    const auto saved = Tag({.name = u"old"_s}).save();
    QCOMPARE(bool(saved), isSaved);
    QCOMPARE(called, isSaved ? u"123"_s : u"12"_s);
    if (!saved)
        QCOMPARE(saved.error().kind(), DatabaseError::Kind::Vetoed);
    QCOMPARE(*Tag::objects().count(), isSaved ? 1 : 0);
    QVERIFY(transaction.commit());
}

void TestModelSignals::aVetoKeepsARowFromRemoval()
{
    Tag tag{.name = u"old"_s};
    QVERIFY(tag.save());
    keep(preDelete().connect([] { return Veto{u"it is needed"_s}; }));
    QCOMPARE(tag.remove().error().kind(), DatabaseError::Kind::Vetoed);
    QVERIFY(tag.id != 0);
    QCOMPARE(*Tag::objects().count(), 1);
}

void TestModelSignals::preSaveMayGiveTheKey()
{
    keep(preSave().connect([](const PreSave &event) { event.instance.live<Tag>()->id = 42; }));
    Tag tag{.name = u"old"_s};
    QVERIFY(tag.save()->created);
    QCOMPARE(tag.id, 42);
    QCOMPARE(Tag::get(42)->name, u"old"_s);
}

void TestModelSignals::updateFieldsAreToldAsGiven_data()
{
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("a field") << QStringList({u"mentor"_s});
    QTest::newRow("a column") << QStringList({u"mentor_id"_s});
    QTest::newRow("in their order") << QStringList({u"name"_s, u"mentor"_s});
}

void TestModelSignals::updateFieldsAreToldAsGiven()
{
    QFETCH(QStringList, fields);
    Author author{.name = u"Jane"_s};
    QVERIFY(author.save());
    QList<QStringList> told;
    keep(preSave().connect([&](const PreSave &event) { told << *event.updateFields; }));
    keep(postSave().connect([&](const PostSave &event) { told << *event.updateFields; }));
    author.mentor = author;
    QVERIFY(author.save({.updateFields = fields}));
    QCOMPARE(told, QList<QStringList>({fields, fields}));
    QCOMPARE(Author::get(author.id)->mentor.key(), author.id);
}

// On SQLite nobody else can write while the transaction of getOrCreate() is open.
void TestModelSignals::aLostRaceFindsTheOthersRow()
{
    if (!m_database->server())
        QSKIP("only on a server can somebody be quicker");
    QString heard;
    keep(preSave().connect([&] {
        m_database->server()->outside(u"INSERT INTO library_tag (name) VALUES ('old')"_s);
        heard += u"pre_save"_s;
    }));
    keep(postSave().connect([&] { heard += u" post_save"_s; }));
    const auto tag = Tag::getOrCreate({{u"name"_s, u"old"_s}});
    QVERIFY(tag);
    QVERIFY(!tag->second);
    QCOMPARE(tag->first.name, u"old"_s);
    QCOMPARE(heard, u"pre_save"_s);
}

void TestModelSignals::aTreeGoesInTheOrderOfItsKeys_data()
{
    QTest::addColumn<QList<int>>("parents"); // of 2, 3, … by number
    QTest::addColumn<QList<int>>("twins");
    QTest::newRow("a chain") << QList<int>({1, 2, 3}) << QList<int>({0, 0, 0});
    QTest::newRow("children first") << QList<int>({4, 2, 1}) << QList<int>({0, 0, 0});
    QTest::newRow("siblings") << QList<int>({1, 1, 1}) << QList<int>({0, 0, 0});
    QTest::newRow("by two ways") << QList<int>({1, 1, 2}) << QList<int>({1, 2, 3});
    QTest::newRow("in a circle") << QList<int>({1, 3, 1}) << QList<int>({2, 1, 0});
}

void TestModelSignals::aTreeGoesInTheOrderOfItsKeys()
{
    QFETCH(QList<int>, parents);
    QFETCH(QList<int>, twins);
    LibraryDatabase::execute(u"DELETE FROM library_folder"_s);
    Transaction transaction;
    Folder root{.id = 1};
    QVERIFY(root.save());
    for (int i = 0; i < parents.size(); ++i)
        QVERIFY(Folder({.id = i + 2, .parent = parents[i], .twin = twins[i]}).save());
    QVERIFY(transaction.commit());
    QString heard;
    keep(preDelete().connect<Folder>([&](const Folder &folder) { heard += u"+%1"_s.arg(folder.id); }));
    keep(postDelete().connect<Folder>([&](const Folder &folder) { heard += u"-%1"_s.arg(folder.id); }));
    const auto reachable = root.remove();
    QVERIFY(reachable);
    QCOMPARE(heard, u"+1+2+3+4-4-3-2-1"_s);
    QCOMPARE(reachable->count, 4);
}

void TestModelSignals::aCircleGoesInTheOrderOfItsCollection()
{
    Hen hen{.id = 1, .egg = 1};
    Egg egg{.id = 1, .hen = 1};
    Transaction transaction;
    QVERIFY(hen.save());
    QVERIFY(egg.save());
    QVERIFY(transaction.commit());
    QStringList heard;
    const auto note = [&](const ModelEvent &event) { heard << event.instance.model()->label(); };
    keep(preDelete().connect([note](const PreDelete &event) { note(event); }));
    keep(postDelete().connect([note](const PostDelete &event) { note(event); }));
    QCOMPARE(egg.remove()->count, 2);
    QCOMPARE(heard, QStringList({u"library.Egg"_s, u"library.Hen"_s, u"library.Egg"_s, u"library.Hen"_s}));
}

// Who listens is asked while collecting: chapters are then to go unseen.
void TestModelSignals::aListenerThatComesTooLateHearsNothing()
{
    Author author{.name = u"Jane"_s};
    QVERIFY(author.save());
    Book book{.title = u"Emma"_s, .author = author};
    QVERIFY(book.save());
    QVERIFY(Chapter({.book = book}).save());
    QString heard;
    keep(preDelete().connect<Book>([&] {
        keep(postDelete().connect<Chapter>([&] { heard += u"chapter"_s; }));
        heard += u"book "_s;
    }));
    QCOMPARE(book.remove()->count, 2);
    QCOMPARE(heard, u"book "_s);
}

void TestModelSignals::bulkSignalsAreAskedFor_data()
{
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("as in Django") << false;
    QTest::newRow("asked for") << true;
}

void TestModelSignals::bulkSignalsAreAskedFor()
{
    QFETCH(bool, isAsked);
    QStringList heard;
    keep(preInit().connect([&] { heard << u"pre_init"_s; }));
    keep(preSave().connect([&] { heard << u"pre_save"_s; }));
    keep(postSave().connect([&] { heard << u"post_save"_s; }));
    keep(postBulkCreate().connect(
        [&](const BulkEvent &event) { heard << u"created %1"_s.arg(event.instances.size()); }));
    keep(postBulkUpdate().connect([&](const BulkEvent &event) {
        heard << u"updated %1 %2"_s.arg(event.keys.size()).arg(event.values[u"name"_s].toString());
    }));
    QList<Publisher> publishers{{.name = u"one"_s}, {.name = u"two"_s}};
    QVERIFY(Publisher::bulkCreate(publishers, {.signal = isAsked}));
    QVERIFY(publishers[0].id != 0);
    QCOMPARE(*Publisher::objects().update({{u"name"_s, u"three"_s}}, {.signal = isAsked}), 2);
    QCOMPARE(heard, isAsked ? QStringList({u"created 2"_s, u"updated 2 three"_s}) : QStringList());
}

void TestModelSignals::linksAreAsTheActionSays_data()
{
    QTest::addColumn<QString>("operation"); // on a book with the tags a and b
    QTest::addColumn<QStringList>("heard");
    QTest::newRow("add") << u"add"_s << QStringList({u"0 ab"_s, u"1 abc"_s});
    QTest::newRow("remove") << u"remove"_s << QStringList({u"2 ab"_s, u"3 b"_s});
    QTest::newRow("clear") << u"clear"_s << QStringList({u"4 ab"_s, u"5 "_s});
    QTest::newRow("set") << u"set"_s << QStringList({u"2 ab"_s, u"3 b"_s, u"0 b"_s, u"1 bc"_s});
}

void TestModelSignals::linksAreAsTheActionSays()
{
    QFETCH(QString, operation);
    QFETCH(QStringList, heard);
    Author author{.name = u"Jane"_s};
    QVERIFY(author.save());
    Book book{.title = u"Emma"_s, .author = author};
    QVERIFY(book.save());
    Tag a{.name = u"a"_s};
    Tag b{.name = u"b"_s};
    Tag c{.name = u"c"_s};
    QVERIFY(a.save() && b.save() && c.save());
    QVERIFY(related(book, &Book::tags).add({a, b}));
    QStringList noted;
    keep(m2mChanged().connect([&](const M2mChanged &event) {
        QString names;
        const auto tags = related(book, &Book::tags).all();
        for (const Tag &tag : *tags)
            names += tag.name;
        noted << QString::number(int(event.action)) + u' ' + names;
    }));
    auto tags = related(book, &Book::tags);
    if (operation == u"add")
        QVERIFY(tags.add({c}));
    else if (operation == u"remove")
        QVERIFY(tags.remove({a}));
    else if (operation == u"set")
        QVERIFY(tags.set({b, c}));
    else
        QVERIFY(tags.clear());
    QCOMPARE(noted, heard);
}

void TestModelSignals::ownStatementsSendNothing()
{
    QStringList heard;
    keep(postSave().connect([&] { heard << u"post_save"_s; }));
    keep(m2mChanged().connect([&] { heard << u"m2m_changed"_s; }));
    LibraryDatabase::execute(u"INSERT INTO library_tag (id, name) VALUES (1, 'old')"_s);
    LibraryDatabase::execute(u"DELETE FROM library_book_tags"_s);
    QCOMPARE(heard, QStringList());
}

QTEST_GUILESS_MAIN(TestModelSignals)
#include "tst_modelsignals.moc"
