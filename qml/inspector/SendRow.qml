// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// A send, with the roles of Inspector.sendList.
InspectorRow {
    id: row

    required property var send
    required property var serial
    required property string name
    required property string at
    required property string sender
    required property string thread
    required property string outcome
    required property string took
    required property bool hasFailed
    required property bool isNested

    label: isNested ? "↳ " + name : name
    tint: isTitle ? "transparent" : Tints.of(serial, palette.base)
    isSelected: inspector !== null && send === inspector.selectedSend
    onClicked: inspector.selectedSend = isSelected ? 0 : send

    InspectorCell { width: 96; text: row.at; color: row.textColor }
    InspectorCell { width: 72; text: row.sender; color: row.textColor }
    InspectorCell { width: 64; text: row.thread; color: row.textColor }
    InspectorCell {
        width: 112
        text: row.outcome
        color: row.hasFailed && !row.isSelected ? row.errorColor : row.textColor
    }
    InspectorCell { width: 60; text: row.took; isRight: true; color: row.textColor }
}
