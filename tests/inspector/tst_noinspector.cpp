// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include <Signalbox/Inspector>

#include <QTest>

/// A program without windows.
class TestNoInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRefusedWithoutAGuiApplication()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("needs a QGuiApplication")));
        QVERIFY(!Signalbox::showInspector());
    }
};

QTEST_GUILESS_MAIN(TestNoInspector)
#include "tst_noinspector.moc"
