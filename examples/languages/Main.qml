// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Languages
import Signalbox

Rectangle {
    id: page

    color: "#f4f5f8"

    // The rows: everything that is saved or deleted, by whatever thread, arrives here by itself.
    LiveModel {
        id: languages
        model: "languages.Language"
        search: Session.search
        searchFields: ["code", "name"]
    }

    // The news: the same events, one by one.
    ModelEvents {
        model: "languages.Language"
        onCreated: language => log.add("created", language.code + "  " + language.name)
        onUpdated: language => log.add("updated", language.code + "  " + language.name)
        onDeleted: language => log.add("deleted", language.code + "  " + language.name)
    }

    EventLog {
        id: log
        objectName: "eventLog"
    }

    ColumnLayout {
        anchors { fill: parent; margins: 16 }
        spacing: 12

        RowLayout {
            spacing: 12

            Text {
                text: Session.phase
                font { pixelSize: 20; bold: true }
                color: "#1f2430"
                Layout.preferredWidth: 110
            }
            ProgressBar {
                id: progress
                from: 0
                to: Math.max(1, Session.total)
                value: Session.done
                Layout.fillWidth: true
                background: Rectangle { implicitHeight: 10; radius: 5; color: "#dde1ea" }
                contentItem: Item {
                    implicitHeight: 10
                    Rectangle {
                        width: progress.visualPosition * parent.width
                        height: parent.height
                        radius: 5
                        color: "#3867d6"
                    }
                }
            }
            Text {
                text: Session.done.toLocaleString(Qt.locale(), "f", 0) + " of "
                      + Session.total.toLocaleString(Qt.locale(), "f", 0)
                font.pixelSize: 13
                color: "#5b6275"
            }
        }

        RowLayout {
            spacing: 10

            Counter { label: "created"; value: log.created; tint: "#20894d" }
            Counter { label: "updated"; value: log.updated; tint: "#b7791f" }
            Counter { label: "deleted"; value: log.deleted; tint: "#c0392b" }
            Counter { label: "rows shown"; value: languages.count; tint: "#3867d6" }
        }

        TextField {
            placeholderText: "Search code or name, in both views"
            font.pixelSize: 14
            leftPadding: 12
            Layout.fillWidth: true
            background: Rectangle {
                implicitHeight: 36
                radius: 6
                border.color: parent.activeFocus ? "#3867d6" : "#cfd4df"
            }
            onTextEdited: Session.search = text
        }

        Text {
            text: "ListView on a LiveModel"
            font { pixelSize: 13; bold: true }
            color: "#1f2430"
        }
        Rectangle {
            radius: 6
            border.color: "#dde1ea"
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 300

            ListView {
                objectName: "languageView"
                anchors { fill: parent; margins: 1 }
                clip: true
                model: languages
                delegate: LanguageRow { width: ListView.view.width }
                ScrollBar.vertical: ScrollBar { }
            }
        }

        Text {
            text: "Events, and the thread each was delivered in"
            font { pixelSize: 13; bold: true }
            color: "#1f2430"
        }
        Rectangle {
            radius: 6
            border.color: "#dde1ea"
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 190

            ListView {
                anchors { fill: parent; margins: 1 }
                clip: true
                model: log
                delegate: EventRow { width: ListView.view.width }
                ScrollBar.vertical: ScrollBar { }
            }
        }
    }
}
