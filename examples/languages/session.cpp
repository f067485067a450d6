// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "session.h"

#include <QJSEngine>

#include <algorithm>

namespace {
Session *theSession = nullptr;
}

Session::Session(const ImportPlan &plan, QObject *parent)
    : QObject(parent), m_importer(plan), m_phase(tr("Ready"))
{
    theSession = this;
    m_thread.setObjectName(QStringLiteral("importer"));
    m_importer.moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, &m_importer, &Importer::run);
    connect(&m_importer, &Importer::progress, this, &Session::setProgress);
    connect(&m_importer, &Importer::finished, this, [this](const ImportSummary &summary) {
        end();
        setProgress(tr("Done"), m_total, m_total);
        Q_EMIT finished(summary);
    });
    connect(&m_importer, &Importer::failed, this, [this](const QString &error) {
        end();
        setProgress(tr("Failed"), m_done, m_total);
        Q_EMIT failed(error);
    });
    m_pulse.setInterval(1);
    m_pulse.callOnTimeout(this,
                          [this] { m_longestPause = std::max(m_longestPause, m_sincePulse.restart()); });
}

Session *Session::create(QQmlEngine *, QJSEngine *)
{
    QJSEngine::setObjectOwnership(theSession, QJSEngine::CppOwnership);
    return theSession;
}

Session::~Session()
{
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

void Session::start()
{
    m_sinceStart.start();
    m_sincePulse.start();
    m_pulse.start();
    m_thread.start();
}

void Session::end()
{
    m_elapsed = m_sinceStart.elapsed();
    m_pulse.stop();
}

void Session::setProgress(const QString &phase, int done, int total)
{
    m_phase = phase;
    m_done = done;
    m_total = total;
    Q_EMIT progressed();
}

void Session::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    m_search = search;
    Q_EMIT searchChanged();
}
