// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Fusion
import Signalbox.Inspector

// A list under a row of titles.
Pane {
    id: table

    required property Inspector inspector
    property alias titles: titles.data // a row of the same type as the delegates
    property alias model: list.model
    property alias delegate: list.delegate
    property string emptyText

    padding: 0
    clip: true
    background: Rectangle { color: table.palette.base }

    Item {
        id: titles
        width: parent.width
        height: 24
    }
    Rectangle {
        y: titles.height
        width: parent.width
        height: 1
        color: table.palette.mid
        opacity: 0.5
    }
    InspectorList {
        id: list
        objectName: table.objectName + "View"
        anchors { fill: parent; topMargin: titles.height + 1 }
        inspector: table.inspector
    }
    Label {
        anchors { horizontalCenter: parent.horizontalCenter; top: parent.top; topMargin: 44 }
        width: parent.width - 32
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: table.emptyText
        textFormat: Text.PlainText
        visible: list.count === 0
        opacity: 0.6
    }
}
