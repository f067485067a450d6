// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "librarydatabase.h"

#include "librarymodels.h"

#include <QSqlError>

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstKey = 1001;

} // namespace

LibraryDatabase::LibraryDatabase()
{
    DatabaseSettings settings{.databaseName = m_directory.filePath(u"library.sqlite"_s)};
    if (PostgresDatabase::isWanted()) {
        m_server = std::make_unique<PostgresDatabase>();
        settings = m_server->settings();
    }
    Database::configure(u"default"_s, settings);
    if (const auto created = syncdb<Publisher, Author, Tag, Book, Chapter, Review, Loan, Note>(); !created)
        throw std::runtime_error(created.error().text().toStdString());
    if (!m_server)
        execute(u"PRAGMA synchronous = OFF"_s);
}

LibraryDatabase::~LibraryDatabase()
{
    Database::closeThreadConnections();
}

QSqlQuery LibraryDatabase::execute(const QString &sql)
{
    QSqlQuery query(Database::connection().value());
    query.setForwardOnly(true);
    if (!query.exec(sql))
        throw std::runtime_error((sql + u": "_s + query.lastError().text()).toStdString());
    return query;
}

void LibraryDatabase::clear()
{
    execute(u"BEGIN"_s);
    const QList<const ModelInfo *> models{&ModelInfo::of<Publisher>(), &ModelInfo::of<Author>(),
                                          &ModelInfo::of<Tag>(),       &ModelInfo::of<Book>(),
                                          &ModelInfo::of<Chapter>(),   &ModelInfo::of<Review>(),
                                          &ModelInfo::of<Loan>(),      &ModelInfo::of<Note>()};
    for (const ModelInfo *model : models) {
        for (const ManyToManyInfo &relation : model->manyToMany())
            execute(u"DELETE FROM "_s + relation.table);
    }
    for (const ModelInfo *model : models) {
        execute(u"DELETE FROM "_s + model->table());
        if (m_server) {
            execute(u"SELECT setval(pg_get_serial_sequence('%1', 'id'), %2, false)"_s.arg(model->table())
                        .arg(firstKey));
        } else {
            execute(u"DELETE FROM sqlite_sequence WHERE name = '%1'"_s.arg(model->table()));
            execute(u"INSERT INTO sqlite_sequence VALUES ('%1', %2)"_s.arg(model->table()).arg(firstKey - 1));
        }
    }
    execute(u"COMMIT"_s);
}

void LibraryDatabase::pushSequence(const QString &table, qint64 key)
{
    if (!m_server)
        execute(u"UPDATE sqlite_sequence SET seq = %2 WHERE name = '%1' AND seq < %2"_s.arg(table).arg(key));
}
