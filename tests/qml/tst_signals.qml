// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox

TestCase {
    name: "Signals"

    function test_getFindsASignal() {
        const signal = Signals.get("pizza_done")
        verify(signal)
        compare(signal.name, "pizza_done")
        compare(signal.providingArgs, ["toppings", "size"])
        compare(Signals.get("pizza_done"), signal)
    }

    function test_theModelSignalsAreThere_data() {
        return ["pre_save", "post_save", "pre_delete", "post_delete"].map(name => ({ tag: name }))
    }
    function test_theModelSignalsAreThere(row) {
        const signal = Signals.get(row.tag)
        compare(signal.name, row.tag)
        compare(signal.providingArgs.slice(0, 3), ["instance", "database", "revision"])
    }

    Component {
        id: component
        Receiver {
            property var heard: []
            signal: Signals.get("post_save")
            sender: "library.Book"
            onReceived: (event, sender) => heard.push([event.instance.title, event.created, event.database, sender].join())
        }
    }
    function test_aModelSignalCanBeReceived() {
        const receiver = createTemporaryObject(component, this)
        bench.newDatabase()
        bench.saveBook("changed", bench.saveBook("Emma"))
        tryCompare(receiver.heard, "length", 2)
        compare(receiver.heard[0], "Emma,true,default,library.Book")
        compare(receiver.heard[1], "changed,false,default,library.Book")
    }

    function test_anUnknownNameIsReported() {
        ignoreWarning(/There is no signal "nothing"; define it in C\+\+/)
        compare(Signals.get("nothing"), null)
    }
}
