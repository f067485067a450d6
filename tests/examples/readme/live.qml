// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox

ListView {
    model: LiveModel { model: "library.Book" }
    delegate: Text { required property string title; text: title }

    ModelEvents {
        model: "library.Book"
        onCreated: book => console.log("new:", book.title)
    }
    Receiver {
        signal: Signals.get("pizza_done")
        onReceived: (pizza, sender) => console.log("a pizza of", pizza.size, "cm")
    }
}
