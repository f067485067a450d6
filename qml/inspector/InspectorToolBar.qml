// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Fusion
import QtQuick.Layouts
import Signalbox.Inspector

// The filter, the buttons, and how much there is.
ToolBar {
    id: bar

    required property Inspector inspector

    RowLayout {
        anchors { fill: parent; leftMargin: 8; rightMargin: 8 }
        spacing: 6

        TextField {
            objectName: "filter"
            placeholderText: qsTr("Filter by signal")
            text: bar.inspector.filter
            selectByMouse: true
            Layout.preferredWidth: 220
            onTextEdited: bar.inspector.filter = text
            Keys.onEscapePressed: bar.inspector.filter = ""
        }
        Button {
            objectName: "pause"
            text: bar.inspector.paused ? qsTr("Resume") : qsTr("Pause")
            onClicked: bar.inspector.paused = !bar.inspector.paused
        }
        Button {
            objectName: "clear"
            text: qsTr("Clear")
            onClicked: bar.inspector.clear()
        }
        Item { Layout.fillWidth: true }
        Label {
            objectName: "summary"
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
            Layout.preferredWidth: 1000
            text: {
                const count = number => number.toLocaleString(Qt.locale(), "f", 0)
                const parts = []
                if (bar.inspector.paused)
                    parts.push(qsTr("paused"))
                parts.push(bar.inspector.shownCount === bar.inspector.signalCount
                           ? qsTr("%1 signals").arg(bar.inspector.signalCount)
                           : qsTr("%1 of %2 signals").arg(bar.inspector.shownCount).arg(bar.inspector.signalCount))
                parts.push(qsTr("%1 sends").arg(count(bar.inspector.sends)))
                if (bar.inspector.rate !== "" && !bar.inspector.paused)
                    parts.push(bar.inspector.rate)
                if (bar.inspector.notShown > 0)
                    parts.push(qsTr("%1 only counted").arg(count(bar.inspector.notShown)))
                if (bar.inspector.stepsLost > 0)
                    parts.push(qsTr("%1 steps lost").arg(count(bar.inspector.stepsLost)))
                return parts.join("  ·  ")
            }
        }
    }
}
