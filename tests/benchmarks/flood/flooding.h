// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../volumes.h"

#include <Signalbox/Transaction>

#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

/// What nobody looks at: the same row, to see what the machine does to a window by itself.
class Scrap {
    Q_GADGET
    SIGNALBOX_MODEL(Scrap)
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
};

/// What the workers do.
struct FloodPlan {
    int saves; ///< and removals, of both workers together
    int rows; ///< that there are before, and each worker has half of; 0: the workers insert them
};

/// Two threads that write rows of class T, as fast as they can: 200 in a transaction, then 20 on their own,
/// and so on. Half of them are new, a third is changed, the rest is removed; if there were rows before, all
/// are changes of these.
template <typename T>
class Flooding {
public:
    explicit Flooding(const FloodPlan &plan)
    {
        const QList<T> rows = require(T::objects().all());
        for (int worker = 0; worker < workers; ++worker) {
            QList<T> own;
            for (qsizetype i = worker; i < rows.size(); i += workers)
                own << rows[i];
            m_threads.emplace_back([=, this] {
                work(worker, plan.saves / workers, own);
                Signalbox::Database::closeThreadConnections();
                --m_running;
            });
        }
    }
    ~Flooding()
    {
        for (std::thread &thread : m_threads)
            thread.join();
    }

    bool isOver() const { return m_running == 0; }

private:
    static constexpr int workers = 2;

    static void work(int worker, int saves, QList<T> rows)
    {
        constexpr int inTransaction = 200;
        constexpr int alone = 20;
        const bool onlyChanges = !rows.isEmpty();
        QRandomGenerator random{quint32(worker)};
        for (int done = 0; done < saves;) {
            {
                Signalbox::Transaction transaction;
                for (const int end = std::min(done + inTransaction, saves); done < end; ++done)
                    step(rows, onlyChanges, random);
                require(transaction.commit());
            }
            for (const int end = std::min(done + alone, saves); done < end; ++done)
                step(rows, onlyChanges, random);
        }
    }

    static void step(QList<T> &rows, bool onlyChanges, QRandomGenerator &random)
    {
        const int dice = onlyChanges ? 3 : random.bounded(6);
        if (rows.isEmpty() || dice < 3) {
            T row{.title = title(random), .year = random.bounded(100), .price = 1};
            require(row.save());
            rows << row;
            return;
        }
        const qsizetype place = random.bounded(rows.size());
        if (dice < 5) {
            rows[place].title = title(random);
            rows[place].year = random.bounded(100);
            require(rows[place].save());
        } else {
            rows.swapItemsAt(place, rows.size() - 1);
            require(rows.takeLast().remove());
        }
    }

    static QString title(QRandomGenerator &random)
    {
        return QStringLiteral("Volume %1").arg(random.bounded(1'000'000), 6, 10, QLatin1Char('0'));
    }

    std::atomic<int> m_running = workers;
    std::vector<std::thread> m_threads;
};
