// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// A receiver, with the roles of Inspector.receiverList.
InspectorRow {
    id: row

    required property var serial
    required property string name
    required property string sender
    required property string thread
    required property string delivery
    required property string phase
    required property string calls
    required property string mean
    required property string worst
    required property string lastError
    required property bool isBlocked

    label: isBlocked ? qsTr("%1 (blocked)").arg(name) : name
    tint: isTitle ? "transparent" : Tints.of(serial, palette.base)
    isDimmed: isBlocked

    InspectorCell { width: 74; text: row.sender; color: row.textColor }
    InspectorCell { width: 66; text: row.thread; color: row.textColor }
    InspectorCell { width: 58; text: row.delivery; color: row.textColor }
    InspectorCell { width: 78; text: row.phase; color: row.textColor }
    InspectorCell { width: 50; text: row.calls; isRight: true; color: row.textColor }
    InspectorCell { width: 58; text: row.mean; isRight: true; color: row.textColor }
    InspectorCell { width: 58; text: row.worst; isRight: true; color: row.textColor }
    InspectorCell {
        width: 70
        text: row.lastError
        color: row.isTitle ? row.textColor : row.errorColor
    }
}
