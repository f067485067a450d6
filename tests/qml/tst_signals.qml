// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "Signals"

    function test_getFindsASignal() {
        const signal = Signals.get("pizza_done")
        verify(signal)
        compare(signal.name, "pizza_done")
        compare(signal.providingArgs, ["toppings", "size"])
        compare(Signals.get("pizza_done"), signal)
    }

    function test_theModelSignalsAreThere_data() {
        return [{ tag: "pre_save" }, { tag: "post_save" }, { tag: "pre_delete" }, { tag: "post_delete" }]
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
        Bench.newDatabase()
        Bench.saveBook("changed", Bench.saveBook("Emma"))
        tryCompare(receiver.heard, "length", 2)
        compare(receiver.heard[0], "Emma,true,default,library.Book")
        compare(receiver.heard[1], "changed,false,default,library.Book")
    }

    property var log: []
    QtObject { id: shop }
    function init() { log = []; Bench.setAnswering(false) }
    function settle() { wait(0); wait(0) }

    function test_names() {
        verify(Array.from(Signals.names).includes("pizza_done"))
        verify(Array.from(Signals.names).includes("m2m_changed"))
    }

    function test_connect_data() {
        return [
            { tag: "everybody", options: {}, heard: "1,2,3" },
            { tag: "an object", options: { sender: shop }, heard: "1" },
            { tag: "a name", options: { sender: "x" }, heard: "2" },
            { tag: "once", options: { once: true }, heard: "1" },
        ]
    }
    function test_connect(row) {
        const connection = Signals.connect("pizza_done", pizza => testCase.log.push(pizza.size), row.options)
        verify(connection.connected)
        verify(connection.isNew)
        Bench.sendPizza(shop, 1)
        Bench.sendPizzaByName("x", 2)
        Bench.sendPizza(null, 3, true)
        compare(log.length, 0) // never inside of the send
        settle()
        compare(log.join(), row.heard)
        compare(connection.connected, row.tag !== "once")
        connection.disconnect()
        Bench.sendPizza(shop, 4)
        settle()
        compare(log.join(), row.heard)
        verify(!connection.connected)
        verify(!connection.disconnect())
        verify(!Bench.hasListeners())
    }

    function test_theConnectionOutlivesItsHandle() {
        Signals.connect(Signals.get("pizza_done"), pizza => testCase.log.push(pizza.size), { dispatchUid: "kept" })
        Bench.collectGarbage()
        settle()
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "1")
        verify(Signals.disconnect("pizza_done", "kept"))
        verify(!Signals.disconnect("pizza_done", "kept"))
    }

    function test_aUidConnectsOnce() {
        const first = Signals.connect("pizza_done", () => testCase.log.push("first"), { dispatchUid: "one" })
        const second = Signals.connect("pizza_done", () => testCase.log.push("second"), { dispatchUid: "one" })
        verify(first.isNew)
        verify(!second.isNew)
        compare(second.dispatchUid, "one")
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "first")
        verify(second.disconnect())
        verify(!first.connected)
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "first")
    }

    SignalSpy { id: spy; signalName: "connectedChanged" }
    function test_connectedNotifies() {
        const connection = Signals.connect("pizza_done", () => {}, { once: true })
        spy.target = connection
        spy.clear()
        Bench.sendPizza(null, 1)
        tryCompare(spy, "count", 1)
        verify(!connection.connected)
    }

    function test_mayDisconnectAndConnectInItsFunction() {
        const connection = Signals.connect("pizza_done", () => {
            testCase.log.push("first")
            connection.disconnect()
            Signals.connect("pizza_done", () => testCase.log.push("second"), { once: true })
            Bench.collectGarbage()
            testCase.log.push("still here")
        })
        Bench.sendPizza(null, 1)
        settle()
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "first,still here,second")
    }

    function test_whatAFunctionThrowsIsReported_data() {
        return [
            { tag: "an error", f: () => { throw new Error("burnt") }, warning: /has failed: Error: burnt/ },
            { tag: "anything", f: () => { throw "burnt" }, warning: /has failed: burnt/ },
            { tag: "a promise", f: () => Promise.reject("later"), warning: /has failed: later/ },
        ]
    }
    function test_whatAFunctionThrowsIsReported(row) {
        ignoreWarning(row.warning)
        const connection = Signals.connect("pizza_done", row.f)
        Bench.sendPizza(null, 1)
        settle()
        settle()
        verify(connection.disconnect())
    }

    function test_mistakesOfConnect_data() {
        return [
            { tag: "no signal", signal: 7, f: () => {}, options: {}, warning: /the signal is none; pass its name/ },
            { tag: "unknown", signal: "nothing", f: () => {}, options: {}, warning: /There is no signal "nothing"/ },
            { tag: "no function", signal: "pizza_done", f: 7, options: {}, warning: /is no function; pass/ },
            { tag: "option", signal: "pizza_done", f: () => {}, options: { uid: "x" },
              warning: /there is no option "uid"; there are sender, dispatchUid and once/ },
            { tag: "sender", signal: "pizza_done", f: () => {}, options: { sender: 7 }, warning: /sender can't be a/ },
            { tag: "null", signal: "pizza_done", f: () => {}, options: { sender: null }, warning: /the sender is null/ },
        ]
    }
    function test_mistakesOfConnect(row) {
        ignoreWarning(row.warning)
        compare(Signals.connect(row.signal, row.f, row.options), null)
        verify(!Bench.hasListeners())
    }

    function test_sendATypedSignal() {
        const connection = Signals.connect("pizza_done", (pizza, sender) => {
            testCase.log.push(pizza.size + " " + pizza.toppings.join("+") + " " + (sender === shop))
            if (pizza.size < 50)
                Signals.send("pizza_done", sender, pizza.size === 32 ? { size: 99 } : pizza)
        })
        const responses = Signals.send("pizza_done", shop, { toppings: ["olives", "cheese"], size: 32 })
        compare(responses.length, 1)
        compare(responses[0].outcome, "queued")
        settle()
        settle()
        compare(log.join(), "32 olives+cheese true,99  true")
        connection.disconnect()
        compare(Signals.send(Signals.get("pizza_done")).length, 0)
        verify(!Signals.hasListeners("pizza_done"))
    }

    function test_answersAndErrors() {
        Bench.setAnswering(true)
        verify(Signals.hasListeners("pizza_done", shop))
        compare(Signals.send("pizza_done", null, { size: 101 })[0].value, 202)
        compare(Signals.send("pizza_done", null, { size: 1 })[0].outcome, "returned")
        let thrown = ""
        try { Signals.send("pizza_done", null, { size: -1 }) } catch (error) { thrown = error.message }
        compare(thrown, "too small")
        const robust = Signals.sendRobust("pizza_done", null, { size: -1 })
        compare(robust[0].outcome, "raised")
        compare(robust[0].error, "too small")
    }

    function test_mistakesOfSend_data() {
        return [
            { tag: "argument", signal: "pizza_done", args: { weight: 1 },
              warning: /Can't send "pizza_done": it has no argument "weight"; there are toppings, size/ },
            { tag: "value", signal: "pizza_done", args: { size: "large" },
              warning: /"large" \(QString\) is no value for its argument size, a int/ },
            { tag: "fraction", signal: "pizza_done", args: { size: 7.5 },
              warning: /"7.5" \(double\) is no value for its argument size, a int/ },
            { tag: "too large", signal: "pizza_done", args: { size: 1e10 },
              warning: /\(double\) is no value for its argument size, a int/ },
            { tag: "function", signal: "pizza_done", args: { size: () => 1 }, warning: /a function can't be an argument/ },
            { tag: "no object", signal: "pizza_done", args: 7, warning: /is no payload for it; pass an object with toppings, size/ },
            { tag: "sender", signal: "pizza_done", args: {}, sender: 7, warning: /sender can't be a/ },
            { tag: "object", signal: "pizza_done", args: { size: shop }, warning: /nor can a QObject: the event may .* outlive it/ },
            { tag: "of models", signal: "post_save", args: { created: true }, warning: /models send it; save or remove an instance/ },
            { tag: "of models, no arguments", signal: "pre_save", args: undefined, warning: /models send it/ },
        ]
    }
    function test_mistakesOfSend(row) {
        ignoreWarning(row.warning)
        Bench.setAnswering(true)
        compare(Signals.send(row.signal, row.sender, row.args), undefined)
    }

    function test_anUnknownNameIsReported() {
        ignoreWarning(/There is no signal "nothing"; define it in C\+\+, or as a DynamicSignal/)
        compare(Signals.get("nothing"), null)
    }

    function test_mistakesOfTheSingleton_data() {
        const none = name => RegExp("Signals\\." + name + "\\(\\): the signal is none; pass its name")
        return [
            { tag: "send", run: () => Signals.send(7), result: undefined, warning: none("send") },
            { tag: "sendRobust", run: () => Signals.sendRobust(7), result: undefined, warning: none("sendRobust") },
            { tag: "hasListeners", run: () => Signals.hasListeners(7), result: false, warning: none("hasListeners") },
            { tag: "disconnect", run: () => Signals.disconnect(7, "u"), result: false, warning: none("disconnect") },
            { tag: "unknown", run: () => Signals.send("nothing"), result: undefined, warning: /There is no signal "nothing"/ },
            { tag: "hasListeners, sender", run: () => Signals.hasListeners("pizza_done", 7), result: false,
              warning: /Signals.hasListeners\(\): sender can't be a int/ },
            { tag: "disconnect, sender", run: () => Signals.disconnect("pizza_done", "u", 7), result: false,
              warning: /Signals.disconnect\(\): sender can't be a int/ },
            { tag: "sendRobust, sender", run: () => Signals.sendRobust("pizza_done", 7), result: undefined,
              warning: /Can't send "pizza_done": sender can't be a int/ },
        ]
    }
    function test_mistakesOfTheSingleton(row) {
        ignoreWarning(row.warning)
        compare(row.run(), row.result)
    }
    Component { id: dynamicComponent; DynamicSignal { } }
    function test_aConnectionEndsWithWhatItIsOf_data() {
        return [{ tag: "its sender" }, { tag: "its signal" }, { tag: "itself" }]
    }
    function test_aConnectionEndsWithWhatItIsOf(row) {
        Bench.newStore()
        const dynamic = createTemporaryObject(dynamicComponent, this, { name: "ending" })
        const connection = Signals.connect("ending", () => {}, { sender: Bench.store })
        verify(connection.connected)
        compare(connection.dispatchUid, "")
        let told = 0
        connection.connectedChanged.connect(() => ++told)
        if (row.tag === "its sender")
            Bench.burnStore()
        else if (row.tag === "its signal")
            Bench.deleteNow(dynamic)
        else
            verify(connection.disconnect())
        verify(!connection.connected)
        verify(!connection.disconnect())
        compare(told, row.tag === "itself" ? 1 : 0)
    }
    function test_aFunctionMayEndAnother() {
        let second = null
        Signals.connect("pizza_done", () => { testCase.log.push("first"); second.disconnect() }, { once: true })
        second = Signals.connect("pizza_done", () => testCase.log.push("second"))
        Bench.sendPizza(null, 1)
        settle()
        compare(log.join(), "first")
        verify(!Bench.hasListeners())
    }
}
