// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "eventlog.h"
#include "language.h"
#include "mainwindow.h"
#include "session.h"
#include "verdict.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QPixmap>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace {

enum ExitCode { Ok = 0, Differs = 1, BadInput = 2 };

struct Options {
    ImportPlan plan;
    QString database;
    QString screenshot;
    bool headless = false;
    bool quit = false;
};

int complain(const QString &text)
{
    QTextStream(stderr) << "languages: " << text << Qt::endl;
    return BadInput;
}

// Reads the command line; exits by itself on --help and on unknown options.
std::optional<Options> readOptions(QString *error)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Imports the ISO 639-3 table of languages in a worker "
                                                    "thread, while a QML ListView and a QTableView follow it "
                                                    "live by model events. Exits with 0 if both views end up "
                                                    "with exactly the rows of the database, 1 if they "
                                                    "don't, 2 on bad input."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("The JSON table; default: that of iso-codes."));
    const auto add = [&](const char *name, const char *what, const char *value = nullptr, int standard = -1) {
        QCommandLineOption option(QString::fromLatin1(name), QString::fromLatin1(what),
                                  QString::fromLatin1(value));
        if (standard >= 0)
            option.setDefaultValue(QString::number(standard));
        parser.addOption(option);
        return option;
    };
    const ImportPlan standard;
    const auto change = add("change", "How many records to change after the import.", "N", standard.change);
    const auto remove = add("delete", "How many records to delete after that.", "N", standard.remove);
    const auto batch = add("batch", "How many records to save in one transaction.", "N", standard.batchSize);
    const auto pause = add("pause", "Milliseconds between two batches; default: 60, headless 0.", "MS");
    const auto database = add("database", "Keep the SQLite file; it must not exist yet.", "FILE");
    const auto screenshot = add("screenshot", "Save a picture of the window at the end.", "FILE.png");
    const auto headless = add("headless", "Run without a display, print the summary, and quit.");
    const auto quit = add("quit", "Quit at the end, also with a display.");
    parser.process(*QCoreApplication::instance());

    Options options;
    options.headless = parser.isSet(headless);
    options.quit = options.headless || parser.isSet(quit);
    options.database = parser.value(database);
    options.screenshot = parser.value(screenshot);
    options.plan.pause = options.headless ? 0 : 60;
    const QStringList files = parser.positionalArguments();
    options.plan.file =
        files.isEmpty() ? QStringLiteral("/usr/share/iso-codes/json/iso_639-3.json") : files.first();

    struct Number {
        QCommandLineOption option;
        int *target;
        int least;
    };
    for (const auto &[option, target, least] :
         {Number{change, &options.plan.change, 0}, Number{remove, &options.plan.remove, 0},
          Number{batch, &options.plan.batchSize, 1}, Number{pause, &options.plan.pause, 0}}) {
        const QString value = parser.value(option);
        if (value.isEmpty())
            continue;
        bool isNumber = false;
        *target = value.toInt(&isNumber);
        if (!isNumber || *target < least)
            *error = QStringLiteral("--%1 takes a number from %2, not \"%3\"")
                         .arg(option.names().constFirst())
                         .arg(least)
                         .arg(value);
    }
    if (files.size() > 1)
        *error = QStringLiteral("one file at a time, please; \"%1\" is too much").arg(files[1]);
    if (!options.database.isEmpty() && QFileInfo::exists(options.database))
        *error = QStringLiteral("%1 exists already; remove it or name another file").arg(options.database);
    return error->isEmpty() ? std::optional(options) : std::nullopt;
}

// Whether both views show what the database holds.
bool showsAll(const Options &options, const Session &session, const MainWindow &window)
{
    const Verdict verdict(options.database, session.search());
    return verdict.difference(window.listModel()).isEmpty()
        && verdict.difference(window.tableModel()).isEmpty();
}

// The same; prints the summary.
bool report(const ImportSummary &summary, const Options &options, const Session &session,
            const MainWindow &window)
{
    const Verdict verdict(options.database, session.search());
    const QString list = verdict.difference(window.listModel());
    const QString table = verdict.difference(window.tableModel());
    const EventLog &log = *window.eventLog();
    const int expected = summary.read + summary.changed + summary.removed;
    const int strayed = log.strayed() + window.strayedWidgetEvents();
    const bool eventsComplete = log.created() == summary.read && log.updated() == summary.changed
        && log.deleted() == summary.removed && window.widgetEvents() == expected && strayed == 0;
    const bool ok = verdict.error().isEmpty() && list.isEmpty() && table.isEmpty() && eventsComplete;

    const auto state = [](const QString &difference) {
        return difference.isEmpty() ? QStringLiteral("same as the database") : difference;
    };
    QTextStream out(stdout);
    out << "file        " << options.plan.file << ": " << summary.read << " records, then " << summary.changed
        << " changed, " << summary.removed << " deleted\n"
        << "database    " << verdict.rowsInDatabase() << " rows" << (verdict.error().isEmpty() ? "" : ", ")
        << verdict.error() << '\n'
        << "ListView    " << window.listModel()->rowCount() << " rows, " << state(list) << '\n'
        << "QTableView  " << window.tableModel()->rowCount() << " rows, " << state(table) << '\n'
        << "events      in QML " << log.created() << " created, " << log.updated() << " updated, "
        << log.deleted() << " deleted; in the widget " << window.widgetEvents() << " of " << expected << '\n'
        << "threads     saved in \"importer\", delivered in \"" << window.thread()->objectName() << "\", "
        << strayed << " elsewhere\n"
        << "time        " << QString::number(session.seconds(), 'f', 2)
        << " s, longest pause of the UI thread " << session.longestPause() << " ms\n"
        << (ok ? "OK" : "DIFFERENT") << Qt::endl;
    return ok;
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], "--headless") == 0)
            qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("languages"));
    QThread::currentThread()->setObjectName(QStringLiteral("main"));
    if (QGuiApplication::platformName() == u"offscreen")
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);

    QString error;
    auto options = readOptions(&error);
    if (!options)
        return complain(error);
    const QTemporaryDir temporary;
    if (options->database.isEmpty())
        options->database = temporary.filePath(QStringLiteral("languages.sqlite"));
    Signalbox::Database::configure(QStringLiteral("default"), {.databaseName = options->database});
    if (const auto created = Signalbox::syncdb<Language>(); !created)
        return complain(created.error().text());

    Session session(options->plan);
    MainWindow window(&session);
    if (!window.error().isEmpty())
        return complain(window.error());
    window.show();

    QObject::connect(&session, &Session::failed, &app, [&](const QString &text) {
        complain(text);
        QCoreApplication::exit(BadInput);
    });
    // When every event has been delivered, some of what the models show in slices may be left.
    ImportSummary summary;
    QDeadlineTimer patience;
    QTimer settling;
    QObject::connect(&session, &Session::finished, &app, [&](const ImportSummary &finished) {
        summary = finished;
        patience.setRemainingTime(std::chrono::seconds(30));
        settling.start(50);
    });
    QObject::connect(&settling, &QTimer::timeout, &app, [&] {
        if (!showsAll(*options, session, window) && !patience.hasExpired())
            return;
        settling.stop();
        const bool ok = report(summary, *options, session, window);
        if (!options->screenshot.isEmpty() && !window.grab().save(options->screenshot)) {
            complain(QStringLiteral("can't write %1").arg(options->screenshot));
            QCoreApplication::exit(BadInput);
        } else if (options->quit) {
            QCoreApplication::exit(ok ? Ok : Differs);
        }
    });
    session.start();
    return QApplication::exec();
}
