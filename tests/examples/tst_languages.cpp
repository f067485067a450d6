// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <QImage>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The languages example, as its user runs it: a process, its output, its exit code, the files it leaves.
class TestLanguages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheWholeTable();
    void changesAndDeletesAsManyAsAsked_data();
    void changesAndDeletesAsManyAsAsked();
    void badInputIsOneLineAndExitCode2_data();
    void badInputIsOneLineAndExitCode2();
    void aBadRecordTakesItsBatchAlong();

private:
    struct Run {
        int exitCode;
        QString output;
        QString errors;
    };
    static Run run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(LANGUAGES_PROGRAM), QStringList{u"--headless"_s} + arguments);
        if (!process.waitForFinished(180000))
            return {-1, {}, process.errorString()};
        // Qt's platform plug-in has a word to say about itself.
        QStringList errors =
            QString::fromUtf8(process.readAllStandardError()).split(u'\n', Qt::SkipEmptyParts);
        errors.removeIf([](const QString &line) {
            return line.startsWith(u"QStandardPaths:") || line.contains(u"propagateSizeHints");
        });
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAllStandardOutput()), errors.join(u'\n')};
    }
    QString write(const QByteArray &content) const
    {
        QFile file(m_directory.filePath(u"input.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("Can't write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    static QByteArray record(const char *code)
    {
        return "{\"alpha_3\":\"" + QByteArray(code) + "\",\"name\":\"N\",\"scope\":\"I\",\"type\":\"L\"}";
    }
    static QByteArray table(const QByteArrayList &records)
    {
        return "{\"639-3\":[" + records.join(',') + "]}";
    }
    static QByteArrayList records(int count)
    {
        QByteArrayList records;
        for (int i = 0; i < count; ++i)
            records << record(qPrintable(u"x%1"_s.arg(i)));
        return records;
    }
    QString fresh(const QString &name) const
    {
        QFile::remove(m_directory.filePath(name));
        return m_directory.filePath(name);
    }

    const QTemporaryDir m_directory;
};

void TestLanguages::followsTheWholeTable()
{
    const QString picture = fresh(u"shot.png"_s);
    const Run result = run({u"--screenshot"_s, picture});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output + result.errors));
    QVERIFY(result.output.endsWith(u"OK\n"));
    QCOMPARE(result.output.count(u"same as the database"), 2);
    QVERIFY(result.output.contains(u"delivered in \"main\", 0 elsewhere"));
    QCOMPARE(result.errors, QString());

    // The picture has something in it: many colours, in its left half (QML) and in its right (widgets).
    const QImage image(picture);
    QVERIFY(image.width() > 800 && image.height() > 500);
    for (const int left : {0, image.width() / 2}) {
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = left; x < left + image.width() / 2; ++x)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY2(colours.size() > 50, qPrintable(QString::number(colours.size())));
    }
}

void TestLanguages::changesAndDeletesAsManyAsAsked_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("events");
    QTest::addColumn<QString>("rows");
    QTest::newRow("some") << QStringList({u"--change=3"_s, u"--delete=2"_s})
                          << u"20 created, 3 updated, 2 deleted"_s << u"18 rows"_s;
    QTest::newRow("none") << QStringList({u"--change=0"_s, u"--delete=0"_s})
                          << u"20 created, 0 updated, 0 deleted"_s << u"20 rows"_s;
    QTest::newRow("all, and more") << QStringList({u"--change=99"_s, u"--delete=99"_s})
                                   << u"20 created, 20 updated, 20 deleted"_s << u"0 rows"_s;
    QTest::newRow("small batches") << QStringList({u"--change=3"_s, u"--delete=2"_s, u"--batch=1"_s})
                                   << u"20 created, 3 updated, 2 deleted"_s << u"18 rows"_s;
}

void TestLanguages::changesAndDeletesAsManyAsAsked()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, events);
    QFETCH(QString, rows);
    const Run result = run(arguments + QStringList{write(table(records(20)))});
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.output.contains(events), qPrintable(result.output));
    QVERIFY2(result.output.contains(u"database    "_s + rows), qPrintable(result.output));
}

void TestLanguages::badInputIsOneLineAndExitCode2_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto file = [](const char *name, const QByteArray &content, const QString &message) {
        QTest::newRow(name) << content << QStringList{u"@"_s} << message;
    };
    const auto options = [](const char *name, const QStringList &arguments, const QString &message) {
        QTest::newRow(name) << QByteArray() << arguments << message;
    };
    file("empty", "", u"input.json: not JSON: "_s);
    file("not JSON", "{\"639-3\": [", u"input.json: not JSON: "_s);
    file("another shape", "{\"3166-1\": []}", u"input.json: has no array \"639-3\""_s);
    file("a list", "[]", u"input.json: has no array \"639-3\""_s);
    file("not an object", "{\"639-3\": [42]}", u"input.json: record 1: is not an object"_s);
    file("no code", "{\"639-3\": [{\"name\": \"x\"}]}", u"record 1: \"alpha_3\" is missing"_s);
    file("no name", "{\"639-3\": [{\"alpha_3\": \"aaa\"}]}", u"record 1 (aaa): \"name\" is missing"_s);
    file("a number as name", "{\"639-3\": [{\"alpha_3\": \"aaa\", \"name\": 7}]}",
         u"record 1 (aaa): \"name\" is missing or not a text"_s);
    file("a code twice", table({record("aaa"), record("aab"), record("aaa")}),
         u"record 3 (aaa): the code is in record 1 already"_s);
    options("no such file", {u"/nowhere/languages.json"_s}, u"/nowhere/languages.json: No such file"_s);
    options("a folder", {QDir::tempPath()}, QDir::tempPath() + u": "_s);
    options("two files", {u"a"_s, u"b"_s}, u"one file at a time"_s);
    options("no number", {u"--change=many"_s}, u"--change takes a number from 0, not \"many\""_s);
    options("a batch of none", {u"--batch=0"_s}, u"--batch takes a number from 1"_s);
    options("no database", {u"--database=/nowhere/x.sqlite"_s}, u"/nowhere/x.sqlite"_s);
    options("a database that is there", {u"--database="_s + QStringLiteral(LANGUAGES_PROGRAM)},
            u"exists already; remove it"_s);
    file("no picture", table({record("aaa")}), u"can't write /nowhere/shot.png"_s);
}

void TestLanguages::badInputIsOneLineAndExitCode2()
{
    QFETCH(QByteArray, content);
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const QString path = write(content);
    if (arguments == QStringList{u"@"_s})
        arguments = {path};
    if (message.contains(u"shot.png"))
        arguments << u"--screenshot=/nowhere/shot.png"_s;
    const Run result = run(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains(message), qPrintable(result.errors));
    QVERIFY2(result.errors.startsWith(u"languages: "), qPrintable(result.errors));
    QCOMPARE(result.errors.count(u'\n'), 0);
}

void TestLanguages::aBadRecordTakesItsBatchAlong()
{
    QByteArrayList all = records(25);
    all[17] = "{\"alpha_3\": \"bad\"}";
    const QString database = fresh(u"kept.sqlite"_s);
    const Run result = run({u"--batch=10"_s, u"--database"_s, database, write(table(all))});
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.errors.contains(u"record 18 (bad): \"name\" is missing"), qPrintable(result.errors));
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"kept"_s);
        connection.setDatabaseName(database);
        QVERIFY(connection.open());
        QSqlQuery query(u"SELECT count(*), max(code) FROM languages_language"_s, connection);
        QVERIFY(query.next());
        QCOMPARE(query.value(0).toInt(), 10);
        QCOMPARE(query.value(1).toString(), u"x9"_s);
    }
    QSqlDatabase::removeDatabase(u"kept"_s);
}

QTEST_GUILESS_MAIN(TestLanguages)
#include "tst_languages.moc"
