// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// A signal, with the roles of Inspector.signalList.
InspectorRow {
    id: row

    required property var serial
    required property string name
    required property string listeners
    required property string sends
    required property string rate
    required property string errors

    label: name
    tint: isTitle ? "transparent" : Tints.of(serial, palette.base)
    isSelected: inspector !== null && serial === inspector.selectedSignal
    onClicked: inspector.selectedSignal = isSelected ? 0 : serial

    InspectorCell { width: 72; text: row.listeners; isRight: true; color: row.textColor }
    InspectorCell { width: 60; text: row.sends; isRight: true; color: row.textColor }
    InspectorCell { width: 58; text: row.rate; isRight: true; color: row.textColor }
    InspectorCell {
        width: 48
        text: row.errors
        isRight: true
        color: row.isTitle || row.isSelected ? row.textColor : row.errorColor
    }
}
