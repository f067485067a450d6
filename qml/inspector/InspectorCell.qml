// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Fusion

// A text in a row.
Label {
    id: cell

    property bool isRight: false

    height: parent ? parent.height : 0
    rightPadding: 8
    font.pixelSize: 12
    elide: Text.ElideRight
    textFormat: Text.PlainText
    horizontalAlignment: isRight ? Text.AlignRight : Text.AlignLeft
    verticalAlignment: Text.AlignVCenter

    HoverHandler { id: hover; enabled: cell.truncated }
    Loader {
        active: hover.hovered
        sourceComponent: ToolTip {
            id: tip
            delay: 400
            visible: true
            text: cell.text // qmllint disable unqualified
            contentItem: Text { // others' texts are no rich text
                text: tip.text
                font: tip.font
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: tip.palette.toolTipText
            }
        }
    }
}
