// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick

/// One event in the log.
Item {
    id: row

    required property int number
    required property string kind
    required property string text
    required property string thread

    readonly property color tint: kind === "created" ? "#20894d" : kind === "updated" ? "#b7791f" : "#c0392b"

    implicitHeight: 24

    Text {
        id: count
        x: 10
        width: 48
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: row.number
        font { pixelSize: 12; family: "monospace" }
        color: "#8a90a0"
    }
    Text {
        id: what
        anchors { left: count.right; leftMargin: 12; verticalCenter: parent.verticalCenter }
        width: 60
        text: row.kind
        font { pixelSize: 12; bold: true }
        color: row.tint
    }
    Text {
        anchors { left: what.right; leftMargin: 8; right: where.left; rightMargin: 8; verticalCenter: parent.verticalCenter }
        text: row.text
        elide: Text.ElideRight
        font.pixelSize: 12
        color: "#1f2430"
    }
    Text {
        id: where
        anchors { right: parent.right; rightMargin: 18; verticalCenter: parent.verticalCenter }
        text: row.thread
        font { pixelSize: 12; family: "monospace" }
        color: "#5b6275"
    }
}
