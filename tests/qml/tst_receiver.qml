// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox

TestCase {
    id: testCase
    name: "Receiver"

    property list<string> log: []
    property var receiver: null

    QtObject { id: other; objectName: "other" }

    Component {
        id: component
        Receiver {
            onReceived: (pizza, sender) => testCase.log.push(pizza.size + " " + pizza.toppings.length)
        }
    }
    Component {
        id: boundComponent
        Receiver {
            signal: Signals.get("pizza_done")
            sender: bench.store
            onReceived: pizza => testCase.log.push("bound " + pizza.size)
        }
    }

    function make(properties) {
        receiver = createTemporaryObject(component, testCase,
                                         Object.assign({ signal: Signals.get("pizza_done") }, properties))
    }
    function init() { log = []; bench.newStore() }
    function settle() { wait(0); wait(0) }

    function test_defaults() {
        receiver = createTemporaryObject(component, testCase)
        compare(receiver.signal, null)
        compare(receiver.sender, undefined)
        compare(receiver.dispatchUid, "")
        compare(receiver.enabled, true)
    }

    function test_hearsItsSender_data() {
        return [
            { tag: "everybody hears nobody", properties: {}, send: () => bench.sendPizza(null, 1), heard: "1 1" },
            { tag: "everybody hears an object", properties: {}, send: () => bench.sendPizza(bench.store, 2), heard: "2 1" },
            { tag: "everybody hears a name", properties: {}, send: () => bench.sendPizzaByName("x", 3), heard: "3 0" },
            { tag: "its object", properties: { sender: other }, send: () => bench.sendPizza(other, 4), heard: "4 1" },
            { tag: "another object", properties: { sender: other }, send: () => bench.sendPizza(bench.store, 5), heard: "" },
            { tag: "its name", properties: { sender: "x" }, send: () => bench.sendPizzaByName("x", 6), heard: "6 0" },
            { tag: "another name", properties: { sender: "x" }, send: () => bench.sendPizzaByName("y", 7), heard: "" },
            { tag: "no object yet", properties: { sender: null }, send: () => bench.sendPizza(null, 8), heard: "" },
            { tag: "disabled", properties: { enabled: false }, send: () => bench.sendPizza(null, 9), heard: "" },
            { tag: "another thread", properties: {}, send: () => bench.sendPizza(null, 10, true), heard: "10 1" },
        ]
    }
    function test_hearsItsSender(row) {
        make(row.properties)
        row.send()
        compare(testCase.log.length, 0) // never inside of the send
        settle()
        compare(testCase.log.join(), row.heard)
    }

    function test_theSenderArgument() {
        const seen = []
        make({})
        receiver.received.connect((pizza, sender) => seen.push(sender))
        bench.sendPizza(other, 1)
        bench.sendPizzaByName("x", 1)
        bench.sendPizza(null, 1)
        tryCompare(seen, "length", 3)
        compare(seen[0], other)
        compare(seen[1], "x")
        compare(seen[2], undefined)
    }

    function test_aUidConnectsOnce() {
        make({ dispatchUid: "display" })
        const second = createTemporaryObject(component, testCase,
                                             { signal: Signals.get("pizza_done"), dispatchUid: "display" })
        bench.sendPizza(null, 1)
        settle()
        compare(testCase.log.length, 1)
        // The second one does not take the first one's connection along.
        second.destroy()
        settle()
        bench.sendPizza(null, 2)
        settle()
        compare(testCase.log.length, 2)
    }

    function test_followsItsBindings() {
        receiver = createTemporaryObject(boundComponent, testCase)
        bench.sendPizza(bench.store, 1)
        settle()
        bench.newStore() // perhaps at the same address; the binding connects to the new one
        bench.sendPizza(bench.store, 2)
        settle()
        compare(testCase.log.join(), "bound 1,bound 2")
    }

    function test_aDeadSenderIsHeardNoMore() {
        receiver = createTemporaryObject(boundComponent, testCase)
        bench.burnStore()
        verify(!bench.hasListeners())
        bench.sendPizza(null, 1)
        settle()
        compare(testCase.log.length, 0)
    }

    function test_anImpossibleSenderIsReported() {
        ignoreWarning(/sender can't be a .*set it to an object/)
        make({ sender: 42 })
        verify(!bench.hasListeners())
    }

    function test_aDestroyedOneHearsNothing() {
        make({})
        verify(bench.hasListeners())
        bench.sendPizza(null, 1)
        bench.deleteNow(receiver)
        settle()
        compare(testCase.log.length, 0)
        verify(!bench.hasListeners())
    }

    function test_mayDestroyItselfInItsHandler() {
        make({})
        receiver.received.connect(() => receiver.destroy())
        bench.sendPizza(null, 1)
        bench.sendPizza(null, 2)
        settle()
        verify(testCase.log.length >= 1)
        tryVerify(() => !bench.hasListeners())
    }
}
