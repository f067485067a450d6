// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Fusion

// A text in a row.
Label {
    property bool isRight: false

    height: parent ? parent.height : 0
    rightPadding: 8
    font.pixelSize: 12
    elide: Text.ElideRight
    textFormat: Text.PlainText
    horizontalAlignment: isRight ? Text.AlignRight : Text.AlignLeft
    verticalAlignment: Text.AlignVCenter

    HoverHandler { id: hover; enabled: parent.truncated }
    ToolTip.visible: hover.hovered
    ToolTip.delay: 400
    ToolTip.text: text
}
