// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// The latest sends; a click shows one's deliveries.
InspectorTable {
    objectName: "sends"
    model: inspector.sendList
    emptyText: qsTr("Nothing was sent.")
    titles: SendRow {
        isTitle: true
        send: 0
        serial: 0
        name: qsTr("Send")
        at: qsTr("At")
        sender: qsTr("Sender")
        thread: qsTr("Thread")
        outcome: qsTr("Receivers")
        took: qsTr("Took")
        hasFailed: false
        isNested: false
    }
    delegate: SendRow { }
}
