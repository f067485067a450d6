// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "replay.h"
#include "tracefile.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTest>

#include <exception>
#include <utility>

using namespace Qt::StringLiterals;

/// Replays what Django did (see the script `record` beside this file); SIGNALBOX_TRACES names other traces
/// than the stored ones.
class TestConformance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersLikeDjango_data();
    void answersLikeDjango();

private:
    QList<QJsonObject> m_traces;
};

void TestConformance::initTestCase()
{
    QLoggingCategory::setFilterRules(u"signalbox.dispatch.critical=false"_s); // sendRobust() logs each error
    try {
        m_traces =
            readTraceFile(qEnvironmentVariable("SIGNALBOX_TRACES", QStringLiteral(TRACES)), {u"seed"_s});
    } catch (const std::invalid_argument &error) {
        QFAIL(error.what());
    }
}

void TestConformance::answersLikeDjango_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<QJsonArray>("steps");
    for (const QJsonObject &trace : std::as_const(m_traces)) {
        const int seed = trace.value(u"seed").toInt();
        QTest::addRow("seed %d", seed) << seed << trace.value(u"steps").toArray();
    }
}

void TestConformance::answersLikeDjango()
{
    QFETCH(int, seed);
    QFETCH(QJsonArray, steps);
    const auto text = [](const QJsonArray &array) {
        return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
    };
    Replay replay;
    for (qsizetype number = 0; number < steps.size(); ++number) {
        QJsonArray step = steps[number].toArray();
        QJsonArray answer;
        try {
            answer = replay.answer(step);
        } catch (const std::exception &error) { // of the replay: what receivers throw is part of the answer
            answer = {QString::fromUtf8(error.what())};
        }
        QJsonArray expected; // Django's answer stands at the end of the step
        for (qsizetype i = 0; i < answer.size(); ++i)
            expected.prepend(step.takeAt(step.size() - 1));
        if (answer != expected) {
            QFAIL(qPrintable(u"Seed %1, step %2 of %3: %4\n   Django:    %5\n   Signalbox: %6"_s.arg(seed)
                                 .arg(number + 1)
                                 .arg(steps.size())
                                 .arg(text(step), text(expected), text(answer))));
        }
    }
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
