// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

// What a Receiver does when something changes between the send and its handler, or within that.
TestCase {
    id: testCase
    name: "ReceiverUnderWay"

    property var log: []

    SignalSpy { id: spy }
    Component { id: component; Receiver { onReceived: pizza => testCase.log.push(pizza.size) } }
    Component { id: dynamicComponent; DynamicSignal { } }
    Component {
        id: inLoader
        Loader {
            id: loader
            sourceComponent: Receiver {
                signal: Signals.get("pizza_done")
                onReceived: pizza => {
                    testCase.log.push("loaded " + pizza.size)
                    loader.active = false
                }
            }
        }
    }

    function init() { log = []; Bench.newStore() }
    function cleanup() { spy.target = null }
    function settle() { wait(0); wait(0) }
    function make(properties) {
        return createTemporaryObject(component, testCase,
                                     Object.assign({ signal: Signals.get("pizza_done") }, properties))
    }
    function watch(object, signalName) {
        spy.signalName = ""
        spy.target = object
        spy.signalName = signalName
        spy.clear()
    }

    function test_aChangeIsToldOnce_data() {
        return [
            { tag: "sender", value: "x" },
            { tag: "sender", value: null },
            { tag: "dispatchUid", value: "u" },
            { tag: "enabled", value: false },
            { tag: "once", value: true },
            { tag: "signal", value: Signals.get("post_save") },
            { tag: "signal", value: null },
        ]
    }
    function test_aChangeIsToldOnce(row) {
        const receiver = make({})
        watch(receiver, row.tag + "Changed")
        receiver[row.tag] = row.value
        receiver[row.tag] = row.value
        compare(spy.count, 1)
        compare(receiver[row.tag], row.value)
    }

    function test_whatIsUnderWayIsDropped_data() {
        return [
            { tag: "sender", value: "x" },
            { tag: "dispatchUid", value: "u" },
            { tag: "once", value: true },
            { tag: "enabled", value: false },
            { tag: "signal", value: Signals.get("post_save") },
            { tag: "signals", value: [Signals.get("post_save")] },
        ]
    }
    function test_whatIsUnderWayIsDropped(row) {
        const receiver = make({})
        Bench.sendPizzaByName("x", 1)
        receiver[row.tag] = row.value
        settle()
        compare(log.length, 0)
    }

    function test_theSenderMayChange() {
        const receiver = make({ sender: null })
        receiver.sender = "x"
        Bench.sendPizzaByName("x", 1)
        Bench.sendPizzaByName("y", 2)
        settle()
        compare(log.join(), "1")
        ignoreWarning(/Receiver: sender can't be a/)
        receiver.sender = 42
        Bench.sendPizzaByName("x", 3)
        settle()
        compare(log.join(), "1")
        receiver.sender = undefined
        Bench.sendPizzaByName("y", 4)
        settle()
        compare(log.join(), "1,4")
        receiver.sender = Bench.store
        Bench.sendPizzaByName("y", 5)
        Bench.sendPizza(Bench.store, 6)
        settle()
        compare(log.join(), "1,4,6")
    }

    function test_aSignalMustBeOne_data() {
        return [{ tag: "a name", value: "pizza_done", type: "QString" }, { tag: "a number", value: 7, type: "int" }]
    }
    function test_aSignalMustBeOne(row) {
        const receiver = make({})
        let error = ""
        try { receiver.signal = row.value } catch (e) { error = e.message }
        compare(error, "Cannot assign " + row.type + " to Signalbox::AbstractSignal*")
        compare(receiver.signal, Signals.get("pizza_done"))
        verify(Bench.hasListeners())
    }

    function test_itMayDieBeforeItsOnlyCall() {
        const receiver = make({ once: true })
        receiver.enabledChanged.connect(() => Bench.deleteNow(receiver))
        Bench.sendPizza(null, 1)
        settle()
        compare(log.length, 0)
        verify(!Bench.hasListeners())
    }
    function test_itsSenderMayDieInItsHandler() {
        const receiver = make({ sender: Bench.store })
        receiver.received.connect(() => Bench.burnStore())
        Bench.sendPizza(Bench.store, 1)
        Bench.sendPizza(Bench.store, 2)
        settle()
        compare(log.join(), "1")
        compare(receiver.sender, null)
    }
    function test_itsSignalMayDie() {
        const dynamic = createTemporaryObject(dynamicComponent, testCase, { name: "doomed" })
        const receiver = make({ signal: dynamic.signal })
        dynamic.send(null, { size: 1 })
        Bench.deleteNow(dynamic)
        settle()
        compare(log.length, 0)
        compare(receiver.signal, null)
        receiver.signal = Signals.get("pizza_done")
        Bench.sendPizza(null, 2)
        settle()
        compare(log.join(), "2")
    }
    function test_itsSignalMayDieBeforeItsOnlyCall() {
        const dynamic = createTemporaryObject(dynamicComponent, testCase, { name: "doomed" })
        const receiver = make({ signal: dynamic.signal, once: true })
        receiver.enabledChanged.connect(() => Bench.deleteNow(dynamic))
        dynamic.send(null, { size: 1 })
        settle()
        compare(log.length, 0)
        compare(receiver.enabled, false)
    }
    function test_onceMoreFromItsHandler() {
        const receiver = make({ once: true })
        receiver.received.connect(() => receiver.enabled = true)
        Bench.sendPizza(null, 1)
        Bench.sendPizza(null, 2)
        settle()
        Bench.sendPizza(null, 3)
        settle()
        compare(log.join(), "1,3")
    }
    function test_itsLoaderMayUnloadItInItsHandler() {
        createTemporaryObject(inLoader, testCase)
        Bench.sendPizza(null, 1)
        Bench.sendPizza(null, 2)
        settle()
        compare(log.join(), "loaded 1")
        tryVerify(() => !Bench.hasListeners())
    }
}
