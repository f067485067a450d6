// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick

Rectangle {
    id: page

    required property var volumes

    ListView {
        anchors.fill: parent
        model: page.volumes
        delegate: Text {
            required property string title
            required property int year
            text: `${title} (${year})`
        }
    }
    Rectangle {
        anchors { right: parent.right; bottom: parent.bottom; margins: 30 }
        width: 60
        height: 60
        color: "steelblue"
        NumberAnimation on rotation {
            from: 0
            to: 360
            duration: 2000
            loops: Animation.Infinite
        }
    }
}
