// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Layouts

/// A number and what it counts.
Rectangle {
    id: counter

    required property string label
    required property int value
    required property color tint

    implicitHeight: 58
    radius: 6
    color: "white"
    border.color: "#dde1ea"
    Layout.fillWidth: true

    Rectangle {
        width: 4
        height: parent.height - 16
        x: 8
        y: 8
        radius: 2
        color: counter.tint
    }
    Column {
        x: 20
        anchors.verticalCenter: parent.verticalCenter

        Text {
            text: counter.value.toLocaleString(Qt.locale(), "f", 0)
            font { pixelSize: 20; bold: true }
            color: "#1f2430"
        }
        Text {
            text: counter.label
            font.pixelSize: 12
            color: "#5b6275"
        }
    }
}
