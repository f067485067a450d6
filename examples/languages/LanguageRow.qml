// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick

/// One language in the list.
Item {
    id: row

    required property string code
    required property string name
    required property string type
    required property string shortCode

    readonly property var types: ({ A: "ancient", C: "constructed", E: "extinct", H: "historical", L: "living", S: "special" })

    implicitHeight: 34

    Rectangle {
        id: badge
        x: 10
        width: 44
        height: 22
        radius: 4
        anchors.verticalCenter: parent.verticalCenter
        color: "#e6ecfb"

        Text {
            anchors.centerIn: parent
            text: row.code
            font { pixelSize: 13; family: "monospace"; bold: true }
            color: "#2848a0"
        }
    }
    Text {
        anchors { left: badge.right; leftMargin: 12; right: kind.left; rightMargin: 8; verticalCenter: parent.verticalCenter }
        text: row.name + (row.shortCode ? "  (" + row.shortCode + ")" : "")
        elide: Text.ElideRight
        font.pixelSize: 14
        color: "#1f2430"
    }
    Text {
        id: kind
        anchors { right: parent.right; rightMargin: 18; verticalCenter: parent.verticalCenter }
        text: row.types[row.type] ?? row.type
        font.pixelSize: 12
        color: row.type === "L" ? "#20894d" : "#8a90a0"
    }
    Rectangle {
        anchors.bottom: parent.bottom
        x: 10
        width: parent.width - 20
        height: 1
        color: "#eef0f4"
    }
}
