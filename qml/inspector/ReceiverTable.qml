// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// The receivers of the selected signal, or of all that are shown.
InspectorTable {
    objectName: "receivers"
    model: inspector.receiverList
    emptyText: qsTr("Nobody is connected.")
    titles: ReceiverRow {
        isTitle: true
        serial: 0
        name: qsTr("Receiver")
        sender: qsTr("Sender")
        thread: qsTr("Thread")
        delivery: qsTr("Delivery")
        phase: qsTr("Phase")
        calls: qsTr("Calls")
        mean: qsTr("Mean")
        worst: qsTr("Worst")
        lastError: qsTr("Last error")
        isBlocked: false
    }
    delegate: ReceiverRow { }
}
