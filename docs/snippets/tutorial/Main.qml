// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox

Window {
    visible: true
    width: 320
    height: 240
    title: "Pizzas"

    ListView {
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
}
