// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// What became of the selected send.
InspectorTable {
    objectName: "deliveries"
    model: inspector.deliveryList
    emptyText: inspector.selectedSend === 0 ? qsTr("Click a send, here or in the timeline, to see its deliveries.")
                                            : qsTr("Nobody heard it.")
    titles: DeliveryRow {
        isTitle: true
        receiver: qsTr("Delivery to")
        thread: qsTr("Thread")
        state: qsTr("State")
        waited: qsTr("Waited")
        took: qsTr("Took")
        error: ""
    }
    delegate: DeliveryRow { }
}
