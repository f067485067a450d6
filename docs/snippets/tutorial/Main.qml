// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
//! [list]
import QtQuick
import Signalbox

Window {
    id: window

    visible: true
    width: 320
    height: 240
    title: "Pizzas"

    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 12
        model: LiveModel {
            model: "shop.Pizza"
            orderBy: "name"
        }
        delegate: Text {
            required property string name
            required property int size

            text: name + ", " + size + " cm"
        }
    }
    ModelEvents {
        model: "shop.Pizza"
        onCreated: pizza => console.log("new:", pizza.name)
    }
    //! [list]
    property int heard: 0
    readonly property bool isDone: heard === 3 && list.count === 3
    ModelEvents {
        model: "shop.Pizza"
        onCreated: window.heard += 1
    }
    onIsDoneChanged: {
        if (isDone && Qt.application.arguments[1] === "--quit") {
            console.log("in the list:", list.count);
            Qt.quit();
        }
    }
}
