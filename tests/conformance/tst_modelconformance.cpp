// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelreplay.h"
#include "tracefile.h"

#include <QJsonDocument>
#include <QTest>

#include <exception>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

/// Replays what Django did with models (see the script `record-models` beside this file); SIGNALBOX_TRACES
/// names other traces than the stored ones.
class TestModelConformance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_database.reset(); }
    void doesAsDjango_data();
    void doesAsDjango();

private:
    QList<QJsonObject> m_traces;
    std::unique_ptr<LibraryDatabase> m_database;
};

void TestModelConformance::initTestCase()
{
    try {
        m_traces = readTraceFile(qEnvironmentVariable("SIGNALBOX_TRACES", QStringLiteral(TRACES)),
                                 {u"seed"_s, u"rows"_s});
    } catch (const std::invalid_argument &error) {
        QFAIL(error.what());
    }
    m_database = std::make_unique<LibraryDatabase>();
}

void TestModelConformance::doesAsDjango_data()
{
    QTest::addColumn<QJsonObject>("trace");
    for (const QJsonObject &trace : std::as_const(m_traces))
        QTest::addRow("seed %d", trace[u"seed"].toInt()) << trace;
}

void TestModelConformance::doesAsDjango()
{
    QFETCH(QJsonObject, trace);
    const auto text = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    ModelReplay replay(*m_database);
    const QJsonArray steps = trace[u"steps"].toArray();
    for (qsizetype number = 0; number < steps.size(); ++number) {
        QJsonObject expected = steps[number].toObject();
        QJsonObject answer;
        try {
            answer = replay.answer(expected);
        } catch (const std::exception &error) { // of the replay: what receivers throw is part of the answer
            answer = {{u"replay failed"_s, QString::fromUtf8(error.what())}};
        }
        const QJsonObject what = expected.take(u"do").toObject();
        if (replay.comparable(answer) != replay.comparable(expected)) {
            QFAIL(qPrintable(u"Seed %1, step %2 of %3: %4\n   Django:    %5\n   Signalbox: %6"_s
                                 .arg(trace[u"seed"].toInt())
                                 .arg(number + 1)
                                 .arg(steps.size())
                                 .arg(text(what), text(expected), text(answer))));
        }
    }
    const QJsonObject rows = replay.rows();
    if (rows != trace[u"rows"].toObject()) {
        QFAIL(qPrintable(u"Seed %1, the tables at the end\n   Django:    %2\n   Signalbox: %3"_s
                             .arg(trace[u"seed"].toInt())
                             .arg(text(trace[u"rows"].toObject()), text(rows))));
    }
}

QTEST_GUILESS_MAIN(TestModelConformance)
#include "tst_modelconformance.moc"
