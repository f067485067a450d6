// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "Receiver"

    property var log: []
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
            sender: Bench.store
            onReceived: pizza => testCase.log.push("bound " + pizza.size)
        }
    }

    function make(properties) {
        receiver = createTemporaryObject(component, testCase,
                                         Object.assign({ signal: Signals.get("pizza_done") }, properties))
    }
    function init() { log = []; Bench.newStore() }
    function settle() { wait(0); wait(0) }

    function test_defaults() {
        receiver = createTemporaryObject(component, testCase)
        compare(receiver.signal, null)
        compare(receiver.sender, undefined)
        compare(receiver.dispatchUid, "")
        compare(receiver.enabled, true)
        compare(receiver.once, false)
        compare(receiver.signals.length, 0)
    }

    readonly property DynamicSignal pasta: DynamicSignal { name: "pasta_done" }
    Component {
        id: several
        Receiver {
            signal: Signals.get("pizza_done")
            onReceived: (event, sender, signal) => testCase.log.push(signal.name + " " + event.size)
        }
    }
    function test_hearsSeveralSignals() {
        receiver = createTemporaryObject(several, testCase)
        receiver.signals = [pasta.signal, Signals.get("pizza_done"), pasta.signal]
        compare(receiver.signals.length, 3)
        Bench.sendPizza(null, 1)
        pasta.send(null, { size: 2 })
        settle()
        compare(testCase.log.join(), "pizza_done 1,pasta_done 2")
        receiver.signals = []
        receiver.signal = null
        Bench.sendPizza(null, 1)
        pasta.send(null, { size: 2 })
        settle()
        compare(testCase.log.length, 2)
        receiver.signals = [pasta.signal]
        pasta.send(null, { size: 3 })
        settle()
        compare(testCase.log[2], "pasta_done 3")
    }

    SignalSpy { id: spy; signalName: "enabledChanged" }
    function test_once() {
        make({ once: true })
        receiver.signals = [pasta.signal]
        spy.target = receiver
        spy.clear()
        Bench.sendPizza(null, 1)
        Bench.sendPizza(null, 2)
        pasta.send(null, { size: 3, toppings: [] })
        settle()
        compare(testCase.log.join(), "1 1")
        compare(receiver.enabled, false)
        compare(spy.count, 1)
        verify(!Bench.hasListeners())
        receiver.enabled = true
        Bench.sendPizza(null, 4)
        settle()
        compare(testCase.log.join(), "1 1,4 1")
    }

    function test_everyPropertyConnectsAnew_data() {
        return [
            { tag: "sender", property: "sender", before: "y", after: "x" },
            { tag: "enabled", property: "enabled", before: false, after: true },
            { tag: "signal", property: "signal", before: null, after: Signals.get("pizza_done") },
            { tag: "dispatchUid", property: "dispatchUid", before: "taken", after: "free" },
        ]
    }
    function test_everyPropertyConnectsAnew(row) {
        const other = Signals.connect("pizza_done", () => {}, { dispatchUid: "taken" })
        make({ [row.property]: row.before })
        Bench.sendPizzaByName("x", 1)
        settle()
        compare(testCase.log.length, 0)
        receiver[row.property] = row.after
        Bench.sendPizzaByName("x", 2)
        settle()
        compare(testCase.log.join(), "2 0")
        other.disconnect()
    }

    Component {
        id: boundList
        Receiver {
            property string other: "pre_save"
            signals: [Signals.get("post_save"), Signals.get(other)]
            onReceived: (event, sender, signal) => testCase.log.push(signal.name)
        }
    }
    function test_signalsCanBeBound() {
        receiver = createTemporaryObject(boundList, testCase)
        Bench.saveBook("Emma")
        settle()
        compare(testCase.log.join(), "pre_save,post_save")
        receiver.other = "pizza_done"
        Bench.saveBook("Emma")
        Bench.sendPizza(null, 1)
        settle()
        compare(testCase.log.slice(2).join(), "post_save,pizza_done")
    }

    Component {
        id: inLoader
        Loader {
            sourceComponent: Receiver {
                signal: Signals.get("pizza_done")
                onReceived: pizza => testCase.log.push("loaded " + pizza.size)
            }
        }
    }
    Component {
        id: inInstantiator
        Instantiator {
            delegate: Receiver {
                required property int index
                signal: Signals.get("pizza_done")
                onReceived: pizza => testCase.log.push(index + ": " + pizza.size)
            }
        }
    }
    Component {
        id: inDelegates
        ListView {
            height: 1000
            delegate: Item {
                id: row
                required property int index
                height: 1
                Receiver {
                    signal: Signals.get("pizza_done")
                    onReceived: pizza => testCase.log.push(row.index + ": " + pizza.size)
                }
            }
        }
    }
    function test_worksInALoader() {
        const loader = createTemporaryObject(inLoader, testCase)
        Bench.sendPizza(null, 1)
        settle()
        Bench.sendPizza(null, 2)
        loader.active = false
        settle()
        compare(testCase.log.join(), "loaded 1")
        verify(!Bench.hasListeners())
    }
    function test_worksInDelegates_data() {
        return [{ tag: "Instantiator", component: inInstantiator }, { tag: "ListView", component: inDelegates }]
    }
    function test_worksInDelegates(row) {
        const view = createTemporaryObject(row.component, testCase, { model: 3 })
        tryCompare(view, "count", 3)
        tryVerify(() => Bench.countConnections("pizza_done") === 3)
        Bench.sendPizza(null, 1)
        settle()
        compare(testCase.log.sort().join(), "0: 1,1: 1,2: 1")
        Bench.sendPizza(null, 2)
        view.model = 1
        tryVerify(() => Bench.countConnections("pizza_done") === 1)
        settle()
        verify(!testCase.log.includes("2: 2"))
    }

    function test_aNullAmongTheSignalsIsReported() {
        ignoreWarning(/signals holds a null, which hears nothing/)
        make({})
        receiver.signals = [null]
    }
    function test_aCollectedOneHearsNothing() {
        // Without a parent it belongs to the garbage collector.
        let lost = component.createObject(null, { signal: Signals.get("pizza_done") })
        verify(Bench.hasListeners())
        Bench.sendPizza(null, 1)
        lost = null
        Bench.collectGarbage()
        settle()
        tryVerify(() => { Bench.collectGarbage(); return !Bench.hasListeners() })
    }

    function test_hearsItsSender_data() {
        return [
            { tag: "everybody hears nobody", properties: {}, send: () => Bench.sendPizza(null, 1), heard: "1 1" },
            { tag: "everybody hears an object", properties: {}, send: () => Bench.sendPizza(Bench.store, 2), heard: "2 1" },
            { tag: "everybody hears a name", properties: {}, send: () => Bench.sendPizzaByName("x", 3), heard: "3 0" },
            { tag: "its object", properties: { sender: other }, send: () => Bench.sendPizza(other, 4), heard: "4 1" },
            { tag: "another object", properties: { sender: other }, send: () => Bench.sendPizza(Bench.store, 5), heard: "" },
            { tag: "its name", properties: { sender: "x" }, send: () => Bench.sendPizzaByName("x", 6), heard: "6 0" },
            { tag: "another name", properties: { sender: "x" }, send: () => Bench.sendPizzaByName("y", 7), heard: "" },
            { tag: "no object yet", properties: { sender: null }, send: () => Bench.sendPizza(null, 8), heard: "" },
            { tag: "disabled", properties: { enabled: false }, send: () => Bench.sendPizza(null, 9), heard: "" },
            { tag: "another thread", properties: {}, send: () => Bench.sendPizza(null, 10, true), heard: "10 1" },
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
        Bench.sendPizza(other, 1)
        Bench.sendPizzaByName("x", 1)
        Bench.sendPizza(null, 1)
        tryCompare(seen, "length", 3)
        compare(seen[0], other)
        compare(seen[1], "x")
        compare(seen[2], undefined)
    }

    function test_aUidConnectsOnce() {
        make({ dispatchUid: "display" })
        const second = createTemporaryObject(component, testCase,
                                             { signal: Signals.get("pizza_done"), dispatchUid: "display" })
        Bench.sendPizza(null, 1)
        settle()
        compare(testCase.log.length, 1)
        // The second one does not take the first one's connection along.
        second.destroy()
        settle()
        Bench.sendPizza(null, 2)
        settle()
        compare(testCase.log.length, 2)
    }

    function test_followsItsBindings() {
        receiver = createTemporaryObject(boundComponent, testCase)
        Bench.sendPizza(Bench.store, 1)
        settle()
        Bench.newStore() // perhaps at the same address; the binding connects to the new one
        Bench.sendPizza(Bench.store, 2)
        settle()
        compare(testCase.log.join(), "bound 1,bound 2")
    }

    function test_aDeadSenderIsHeardNoMore() {
        receiver = createTemporaryObject(boundComponent, testCase)
        Bench.burnStore()
        verify(!Bench.hasListeners())
        Bench.sendPizza(null, 1)
        settle()
        compare(testCase.log.length, 0)
    }

    function test_anImpossibleSenderIsReported() {
        ignoreWarning(/sender can't be a .*set it to an object/)
        make({ sender: 42 })
        verify(!Bench.hasListeners())
    }

    function test_aDestroyedOneHearsNothing() {
        make({})
        verify(Bench.hasListeners())
        Bench.sendPizza(null, 1)
        Bench.deleteNow(receiver)
        settle()
        compare(testCase.log.length, 0)
        verify(!Bench.hasListeners())
    }

    function test_mayDestroyItselfInItsHandler() {
        make({})
        receiver.received.connect(() => receiver.destroy())
        Bench.sendPizza(null, 1)
        Bench.sendPizza(null, 2)
        settle()
        verify(testCase.log.length >= 1)
        tryVerify(() => !Bench.hasListeners())
    }

    function test_whoSharesItsUidTakesOver_data() {
        return [
            { tag: "destroyed", end: first => Bench.deleteNow(first) },
            { tag: "disabled", end: first => first.enabled = false },
            { tag: "another uid", end: first => first.dispatchUid = "other", both: true },
            { tag: "another sender", end: first => first.sender = "nobody" },
        ]
    }
    function test_whoSharesItsUidTakesOver(row) {
        make({ dispatchUid: "page" })
        const first = receiver
        make({ dispatchUid: "page" })
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "1 1")
        row.end(first)
        settle()
        Bench.sendPizza(null, 2)
        settle()
        compare(log.join(), row.both ? "1 1,2 1,2 1" : "1 1,2 1")
    }
    function test_anEmptyNameIsNobody() {
        make({ sender: "" })
        verify(!Bench.hasListeners())
        receiver.sender = undefined
        verify(Bench.hasListeners())
    }
    function test_aHandlerMayDestroyAnother_data() {
        return [
            { tag: "destroyed", act: other => Bench.deleteNow(other) },
            { tag: "disabled", act: other => other.enabled = false },
            { tag: "another sender", act: other => other.sender = "x" },
            { tag: "no signal", act: other => other.signal = null },
        ]
    }
    function test_aHandlerMayDestroyAnother(row) {
        make({})
        const first = receiver
        make({})
        const second = receiver
        first.received.connect(() => row.act(second))
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "1 1")
    }
    SignalSpy { id: signalsChanged; signalName: "signalsChanged" }
    function test_aListIsToldOnce() {
        make({})
        signalsChanged.target = receiver
        signalsChanged.clear()
        receiver.signals = [pasta.signal, Signals.get("pizza_done")]
        settle()
        compare(signalsChanged.count, 1)
    }
}
