// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "DynamicSignal"

    property var log: []

    Component {
        id: component
        DynamicSignal { }
    }
    Component {
        id: pair
        QtObject {
            property DynamicSignal pizzaDone: DynamicSignal {
                id: pizzaDone
                name: "qml_pizza_done"
                providingArgs: ["toppings", "size"]
            }
            property Receiver receiver: Receiver {
                signal: pizzaDone.signal
                onReceived: (pizza, sender) => testCase.log.push(pizza.size + " " + sender)
            }
        }
    }
    SignalSpy { id: names; target: Signals; signalName: "namesChanged" }

    function init() { log = [] }
    function settle() { wait(0); wait(0) }

    function test_defaults() {
        const signal = createTemporaryObject(component, testCase)
        compare(signal.name, "")
        compare(signal.providingArgs.length, 0)
        compare(signal.signal, null)
    }

    function test_definesASignal() {
        names.clear()
        const both = createTemporaryObject(pair, testCase)
        compare(both.pizzaDone.signal, Signals.get("qml_pizza_done"))
        compare(both.pizzaDone.signal.providingArgs.join(), "toppings,size")
        verify(Array.from(Signals.names).includes("qml_pizza_done"))
        compare(names.count, 1)
        compare(both.pizzaDone.send("shop", { size: 32 })[0].outcome, "queued")
        Signals.send("qml_pizza_done", null, { size: 33 })
        verify(Bench.sendDynamic("qml_pizza_done", { size: 34 }))
        compare(log.length, 0)
        settle()
        compare(log.join(), "32 shop,33 undefined,34 undefined")
        verify(both.pizzaDone.hasListeners())
        both.destroy()
        settle()
        verify(!Array.from(Signals.names).includes("qml_pizza_done"))
        compare(names.count, 2)
    }

    function test_deliveriesEndWithIt() {
        const both = createTemporaryObject(pair, testCase)
        both.pizzaDone.send(null, { size: 1 })
        Bench.deleteNow(both)
        settle()
        compare(log.length, 0)
    }
    function test_mayBeDestroyedInADelivery() {
        const signal = createTemporaryObject(component, testCase, { name: "doomed" })
        Signals.connect(signal.signal, () => { testCase.log.push("first"); Bench.deleteNow(signal) })
        Signals.connect(signal.signal, () => testCase.log.push("second"))
        signal.sendRobust(null, {})
        settle()
        compare(log.join(), "first")
    }

    function test_theNameIsSetOnce() {
        const signal = createTemporaryObject(component, testCase)
        signal.name = "later"
        verify(signal.signal)
        ignoreWarning(/The name of the signal "later" can't be changed to "never" any more; define another/)
        signal.name = "never"
        compare(signal.name, "later")
        ignoreWarning(/The providingArgs of the signal "later" can't be changed/)
        signal.providingArgs = ["x"]
        compare(signal.providingArgs.length, 0)
    }
    function test_aTakenNameIsReported() {
        ignoreWarning(/There is a signal "pizza_done" already; give this one another name, or use that one by Signals.get/)
        const signal = createTemporaryObject(component, testCase, { name: "pizza_done" })
        compare(signal.signal, null)
        ignoreWarning(/send\(\): there is no signal yet; the name is taken/)
        compare(signal.send(null, {}), undefined)
        ignoreWarning(/sendRobust\(\): there is no signal yet; the name is taken/)
        compare(signal.sendRobust(null, {}), undefined)
    }
    function test_mistakes() {
        const nameless = createTemporaryObject(component, testCase)
        ignoreWarning(/send\(\): there is no signal yet; set its name/)
        nameless.send()
        const signal = createTemporaryObject(component, testCase, { name: "mistaken" })
        ignoreWarning(/Can't send "mistaken": sender can't be a/)
        signal.send(7, {})
        ignoreWarning(/Can't send "mistaken": a function can't be an argument/)
        signal.send(null, { f: () => 1 })
        ignoreWarning(/Can't send "mistaken": int is no payload for it/)
        signal.send(null, 7)
        ignoreWarning(/hasListeners\(\): sender can't be a/)
        verify(!signal.hasListeners(7))
    }

    function test_aNameIsTakenOver() {
        const first = createTemporaryObject(component, testCase, { name: "page" })
        ignoreWarning(/There is a signal "page" already/)
        const second = createTemporaryObject(component, testCase, { name: "page" })
        compare(second.signal, null)
        Bench.deleteNow(first)
        settle()
        verify(second.signal)
        compare(second.signal, Signals.get("page"))
    }
    function test_aTakenNameMayBeChanged() {
        ignoreWarning(/There is a signal "pizza_done" already/)
        const signal = createTemporaryObject(component, testCase, { name: "pizza_done" })
        signal.name = "free_one"
        verify(signal.signal)
    }
    function test_mayBeDestroyedWhileItIsNamed_data() {
        return [{ tag: "nameChanged" }, { tag: "signalChanged" }]
    }
    function test_mayBeDestroyedWhileItIsNamed(row) {
        const signal = createTemporaryObject(component, testCase)
        signal[row.tag].connect(() => Bench.deleteNow(signal))
        signal.name = "brief"
        verify(!Array.from(Signals.names).includes("brief"))
    }

    function test_aChangeIsToldOnce() {
        const signal = createTemporaryObject(component, testCase)
        const told = { nameChanged: 0, providingArgsChanged: 0, signalChanged: 0 }
        for (const change in told)
            signal[change].connect(() => ++told[change])
        signal.providingArgs = ["a"]
        signal.providingArgs = ["a"]
        signal.name = "told_once"
        signal.name = "told_once"
        compare(JSON.stringify(told), JSON.stringify({ nameChanged: 1, providingArgsChanged: 1, signalChanged: 1 }))
        compare(signal.signal.providingArgs.join(), "a")
    }
    function test_mistakesOfOneThatIsReady_data() {
        return [
            { tag: "sendRobust, sender", run: signal => signal.sendRobust(7), warning: /Can't send "ready": sender can't be a/ },
            { tag: "send, array", run: signal => signal.send(null, [1]), warning: /QVariantList is no payload for it; pass a QVariantMap/ },
            { tag: "send, object", run: signal => signal.send(null, { it: testCase }), warning: /nor can a QObject/ },
        ]
    }
    function test_mistakesOfOneThatIsReady(row) {
        const signal = createTemporaryObject(component, testCase, { name: "ready" })
        ignoreWarning(row.warning)
        compare(row.run(signal), undefined)
    }
    function test_withoutANameNobodyListens() {
        const signal = createTemporaryObject(component, testCase)
        ignoreWarning(/hasListeners\(\): there is no signal yet; set its name/)
        compare(signal.hasListeners(), false)
        ignoreWarning(/sendRobust\(\): there is no signal yet; set its name/)
        compare(signal.sendRobust(), undefined)
    }
    function test_argumentsArrive_data() {
        return [
            { tag: "none", args: [], heard: "{}" },
            { tag: "null", args: [null, null], heard: "{}" },
            { tag: "nested", args: ["x", { a: undefined, c: [1, { d: 2 }] }], heard: '{"c":[1,{"d":2}]}' },
        ]
    }
    function test_argumentsArrive(row) {
        const signal = createTemporaryObject(component, testCase, { name: "arriving" })
        Signals.connect(signal.signal, args => testCase.log.push(JSON.stringify(args)))
        signal.send(...row.args)
        settle()
        compare(log.join(), row.heard)
    }
}
