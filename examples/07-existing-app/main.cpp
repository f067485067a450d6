// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
//
// A music library that was there before: a table of its own, edited by a QSqlTableModel, and an import by SQL
// of its own. What is marked "new" is all it takes to tell everybody who asks of each change.
#include <Signalbox/ExternalTransaction>
#include <Signalbox/LiveModel>
#include <Signalbox/Model>
#include <Signalbox/SqlTableSource>

#include <QCoreApplication>
#include <QDebug>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlTableModel>
#include <QTemporaryDir>

// new: what a row of the table is
class Track {
    Q_GADGET
    SIGNALBOX_MODEL(Track)
    Q_CLASSINFO("app", "music")
    Q_CLASSINFO("table", "tracks")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int plays MEMBER plays)
public:
    qint64 id = 0;
    QString title = {};
    int plays = 0;
};

using TrackTable = Signalbox::SqlTableSource<QSqlTableModel>; // new: it was a QSqlTableModel

bool importTracks(QSqlDatabase database, const QStringList &titles)
{
    const Signalbox::ModelEmitter emitter(Signalbox::ModelInfo::of<Track>()); // new
    Signalbox::ExternalTransaction transaction("default"); // new: others hear after the commit

    database.transaction();
    QSqlQuery insert(database);
    insert.prepare("INSERT INTO tracks (title, plays) VALUES (?, 0)");
    for (const QString &title : titles) {
        insert.addBindValue(title);
        if (!insert.exec()) {
            database.rollback();
            return false;
        }
        Track track{.id = insert.lastInsertId().toLongLong(), .title = title}; // new
        emitter.postSave(&track, true); // new
    }
    if (!database.commit())
        return false;
    transaction.committed(); // new
    return true;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QTemporaryDir directory;
    const QString path = directory.filePath("music.sqlite");
    QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE");
    database.setDatabaseName(path);
    if (!database.open())
        qFatal("%s", qPrintable(database.lastError().text()));
    QSqlQuery(database).exec(
        "CREATE TABLE tracks (id INTEGER PRIMARY KEY, title TEXT NOT NULL, plays INTEGER NOT NULL)");

    // new: whoever wants to know
    Signalbox::Database::configure("default", {.databaseName = path});
    Signalbox::registerModels<Track>();
    Signalbox::LiveModel favourites("music.Track");
    favourites.setFilter({{"plays__gt", 0}});
    Signalbox::preDelete().connect<Track>([](const Track &track) -> QVariant {
        if (track.plays > 0)
            return QVariant::fromValue(Signalbox::Veto{"it is a favourite"});
        return {};
    });
    Signalbox::postSave().connect<Track>([](const Track &track, const Signalbox::PostSave &event) {
        qInfo().noquote() << (event.created ? "new:" : "played:") << track.title << track.plays;
    });

    if (!importTracks(database, {"So What", "Blue in Green"}))
        qWarning() << "nothing imported";

    TrackTable tracks(Signalbox::ModelInfo::of<Track>(), "default", nullptr, database);
    tracks.setEditStrategy(QSqlTableModel::OnManualSubmit);
    tracks.select();
    tracks.setData(tracks.index(1, 2), 7);
    if (!tracks.submitAll())
        qWarning() << tracks.lastError();
    tracks.removeRow(1);
    if (!tracks.submitAll())
        qInfo().noquote() << "not removed:" << tracks.lastError().text();

    QCoreApplication::processEvents(); // the live model follows in the event loop
    qInfo().noquote() << "favourites:" << favourites.count() << favourites.index(0, 1).data().toString();
}

#include "main.moc"
