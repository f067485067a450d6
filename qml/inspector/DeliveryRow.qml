// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox.Inspector

// What became of a send for one receiver, with the roles of Inspector.deliveryList.
InspectorRow {
    id: row

    required property string receiver
    required property string thread
    required property string state
    required property string waited
    required property string took
    required property string error

    label: receiver

    InspectorCell { width: 66; text: row.thread; color: row.textColor }
    InspectorCell {
        width: 80
        text: row.error === "" ? row.state : row.error
        color: row.error === "" ? row.textColor : row.errorColor
    }
    InspectorCell { width: 60; text: row.waited; isRight: true; color: row.textColor }
    InspectorCell { width: 60; text: row.took; isRight: true; color: row.textColor }
}
