// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// The signals; a click selects one, another one all.
InspectorTable {
    objectName: "signals"
    model: inspector.signalList
    emptyText: inspector.filter === "" ? qsTr("There are no signals.")
                                       : qsTr("No signal has “%1” in its name.").arg(inspector.filter)
    titles: SignalRow {
        isTitle: true
        serial: 0
        name: qsTr("Signal")
        listeners: qsTr("Receivers")
        sends: qsTr("Sends")
        rate: qsTr("Rate")
        errors: qsTr("Errors")
    }
    delegate: SignalRow { }
}
