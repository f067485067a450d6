// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <chrono>
#include <cstdlib>

/// The row of the model benchmarks: three fields beside the key.
class Volume {
    Q_GADGET
    SIGNALBOX_MODEL(Volume)
    Q_CLASSINFO("app", "benchmark")
    Q_PROPERTY(qint64 id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(int year MEMBER year)
    Q_PROPERTY(double price MEMBER price)
public:
    qint64 id = 0;
    QString title = {};
    int year = 0;
    double price = 0;

    static Volume numbered(int number)
    {
        return {.title = QStringLiteral("Volume %1").arg(number),
                .year = 1900 + number % 100,
                .price = number / 4.0};
    }
};

/// What a benchmark can't go on without.
template <typename T>
const T &require(const Signalbox::Result<T> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return *result;
}

inline void require(bool isDone, const QSqlError &error)
{
    if (!isDone)
        qFatal("%s", qPrintable(error.text()));
}

/// A database "default" with @p count rows of Volume, as SQLite file.
class VolumeDatabase {
public:
    explicit VolumeDatabase(int count)
    {
        Signalbox::Database::configure(
            QStringLiteral("default"),
            {.databaseName = m_directory.filePath(QStringLiteral("benchmark.sqlite")),
             .busyTimeout = std::chrono::minutes(1)});
        require(Signalbox::syncdb<Volume>());
        QList<Volume> volumes;
        for (int i = 0; i < count; ++i)
            volumes << Volume::numbered(i);
        require(Volume::bulkCreate(volumes));
    }
    ~VolumeDatabase() { Signalbox::Database::closeThreadConnections(); }

    /// The connection that ours are measured with, for others.
    QSqlDatabase connection() const { return require(Signalbox::Database::connection()); }

private:
    QTemporaryDir m_directory;
};
