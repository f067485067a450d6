// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "importer.h"

#include "languagefile.h"

#include <Signalbox/Transaction>

#include <QThread>

#include <algorithm>

using Signalbox::Transaction;

// Runs step(0) … step(count - 1), each batch in a transaction. A step returns what went wrong, if anything.
// Returns whether all were done.
bool Importer::inBatches(const QString &phase, int count, const std::function<QString(int)> &step)
{
    for (int next = 0; next < count;) {
        if (QThread::currentThread()->isInterruptionRequested())
            return false;
        Transaction transaction;
        const int end = std::min(next + m_plan.batchSize, count);
        for (; next < end; ++next) {
            if (const QString error = step(next); !error.isEmpty()) {
                transaction.rollback();
                Q_EMIT failed(error);
                return false;
            }
            ++m_done;
        }
        if (const auto committed = transaction.commit(); !committed) {
            Q_EMIT failed(committed.error().text());
            return false;
        }
        Q_EMIT progress(phase, m_done, m_total);
        if (m_plan.pause > 0)
            QThread::msleep(static_cast<unsigned long>(m_plan.pause));
    }
    return true;
}

void Importer::run()
{
    LanguageFile file(m_plan.file);
    if (!file.error().isEmpty()) {
        Q_EMIT failed(file.error());
        return;
    }
    const int count = file.count();
    const int change = std::min(m_plan.change, count);
    const int remove = std::min(m_plan.remove, count);
    m_total = count + change + remove;

    QList<Language> languages;
    languages.reserve(count);
    const auto import = [&](int i) {
        auto language = file.read(i);
        if (!language)
            return file.error();
        if (const auto saved = language->save(); !saved)
            return saved.error().text();
        languages.append(*language);
        return QString();
    };
    // Those to change and to remove are spread over the whole table, and are not the same.
    const auto changeOne = [&](int i) {
        Language &language = languages[qsizetype(i) * count / change];
        language.name += QStringLiteral(" (revised)");
        const auto saved = language.save();
        return saved ? QString() : saved.error().text();
    };
    const auto removeOne = [&](int i) {
        Language &language = languages[(3 * qsizetype(i) + 1) * count / (3 * remove)];
        const auto removed = language.remove();
        return removed ? QString() : removed.error().text();
    };
    if (inBatches(tr("Importing"), count, import) && inBatches(tr("Changing"), change, changeOne)
        && inBatches(tr("Removing"), remove, removeOne))
        Q_EMIT finished({count, change, remove});
}
