// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// A row of an InspectorTable, or its titles: a label, which gets what is left of the width, and cells of their own width.
Rectangle {
    id: row

    default property alias cells: cells.data
    property string label
    property bool isTitle: false
    property color tint: "transparent" // the colour of its signal
    property bool isSelected: false
    property bool isDimmed: false

    readonly property Inspector inspector: ListView.view ? (ListView.view as InspectorList).inspector : null
    readonly property color textColor: isSelected ? palette.highlightedText : palette.text
    readonly property color errorColor: palette.base.hslLightness < 0.5 ? "#ff6b5e" : "#c62828"

    signal clicked

    width: parent ? parent.width : 0
    height: isTitle ? 24 : 22
    color: isSelected ? palette.highlight : "transparent"
    opacity: isTitle ? 0.65 : isDimmed ? 0.5 : 1

    Rectangle {
        x: 1
        width: 4
        height: parent.height
        color: row.tint
    }
    InspectorCell {
        x: 10
        width: Math.max(0, cells.x - x)
        text: row.label
        color: row.textColor
    }
    Row {
        id: cells
        anchors { right: parent.right; rightMargin: 4; top: parent.top; bottom: parent.bottom }
    }
    Rectangle {
        y: parent.height - 1
        width: parent.width
        height: 1
        color: row.palette.text
        opacity: 0.05
    }
    TapHandler { enabled: !row.isTitle; onTapped: row.clicked() }
}
