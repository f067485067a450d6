// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Signalbox

ApplicationWindow {
    id: window

    property alias shownTasks: list.count
    property string problem

    function add() {
        if (input.text)
            Models.create("todo.Task", { title: input.text }).then(() => input.clear(), error => window.problem = error.message)
    }

    visible: true
    width: 420
    height: 400
    title: "Tasks - Signalbox"
    color: "#f4f5f8"

    ModelEvents {
        model: "todo.Task"
        onCreated: task => console.info("new:", task.title)
        onDeleted: task => console.info("gone:", task.title)
    }

    ColumnLayout {
        anchors { fill: parent; margins: 16 }
        spacing: 10

        RowLayout {
            TextField {
                id: input
                objectName: "input"
                placeholderText: "What is to be done?"
                Layout.fillWidth: true
                onAccepted: window.add()
            }
            Button {
                objectName: "add"
                text: "Add"
                onClicked: window.add()
            }
        }
        TextField {
            id: searchField
            objectName: "search"
            placeholderText: "Search"
            Layout.fillWidth: true
        }

        ListView {
            id: list
            objectName: "list"
            clip: true
            spacing: 2
            currentIndex: -1 // or a current row that goes hands the keyboard to the next
            Layout.fillWidth: true
            Layout.fillHeight: true
            model: LiveModel { model: "todo.Task"; orderBy: ["done", "title"]; search: searchField.text }
            delegate: TaskRow { width: ListView.view.width }
        }
        Text {
            text: window.problem || list.count + (list.count === 1 ? " task" : " tasks")
            color: "#5b6275"
        }
    }
}
