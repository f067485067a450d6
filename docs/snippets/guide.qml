// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import Signalbox

Window {
    id: window

    ListView {
        id: list

        anchors.fill: parent
        model: LiveModel {
            model: "library.Book"
            filter: ({ year__lt: 1900 })
            orderBy: ["-year", "title"]
        }
        delegate: Text {
            required property string title
            required property int year

            text: title + ", " + year
        }
    }

    LiveInstance {
        id: book

        model: "library.Book"
        pk: 1
    }
    TextInput {
        text: book.instance?.title ?? ""
        onEditingFinished: book.set("title", text)
    }

    ModelEvents {
        model: "library.Book"
        onCreated: book => console.log("new:", book.title)
        onUpdated: (book, changedFields) => console.log(book.title, "was of", changedFields.year?.oldValue)
        onDeleted: book => console.log("gone:", book.title)
    }

    Receiver {
        signal: Signals.get("pizza_done")
        sender: "oven 2" // or an object; leave it out to hear everybody
        onReceived: (pizza, sender) => console.log("a pizza of", pizza.size, "cm from", sender)
    }

    function bake(size: int) {
        Signals.send("pizza_done", "oven 2", { size: size });
    }

    function addBook() {
        return Models.create("library.Book", { title: "Emma", year: 1816 })
            .then(book => {
                book.year = 1815; // a value: nothing happens yet
                return Models.save(book);
            })
            .then(() => Models.create("library.Book", { tittle: "Persuasion" }))
            .catch(error => console.log(error.kind + ":", error.message));
    }

    Component.onCompleted: {
        bake(32);
        addBook()
            .then(() => Models.query("library.Book", { filter: { year__lt: 1900 }, limit: 10 }))
            .then(books => Models.remove(books[0]))
            .then(rows => {
                console.log("removed:", rows);
                Qt.quit();
            });
    }
}
