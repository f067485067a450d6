// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Signalbox

/// A task that can be ticked off, renamed and deleted.
Rectangle {
    id: row

    required property var model // writing one of its roles saves that field
    required property int id
    required property string title
    required property bool done

    implicitHeight: 40
    radius: 6
    color: "white"

    RowLayout {
        anchors { fill: parent; leftMargin: 4; rightMargin: 4 }

        CheckBox {
            objectName: "done"
            checked: row.done
            onToggled: row.model.done = checked
        }
        TextField {
            objectName: "title"
            text: row.title
            font.strikeout: row.done
            color: row.done ? "#8a90a0" : "#1f2430"
            background: null
            Layout.fillWidth: true
            onEditingFinished: {
                if (text !== row.title)
                    row.model.title = text
            }
        }
        ToolButton {
            objectName: "delete"
            text: "✕"
            background: null
            onClicked: Models.remove("todo.Task", row.id)
        }
    }
}
