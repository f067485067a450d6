// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import Signalbox.Inspector
import SignalboxTests

TestCase {
    id: testCase
    name: "Inspector"
    when: windowShown
    width: 600
    height: 300
    visible: true

    readonly property Receiver listener: Receiver { signal: Signals.get("pizza_done") }
    readonly property DynamicSignal pasta: DynamicSignal { name: "pasta_done" }

    Component { id: component; Inspector { } }
    Component { id: timelineComponent; TimelineView { anchors.fill: parent } }
    Component { id: rateComponent; RateChart { anchors.fill: parent } }
    Component { id: windowComponent; InspectorWindow { } }

    function make(properties) { return createTemporaryObject(component, testCase, properties || {}) }
    function makeMortal() { return component.createObject(testCase, { running: true }) }
    /// The serial of the signal of this name.
    function serialOf(inspector, name) {
        const list = inspector.signalList
        for (let row = 0; row < list.rowCount(); ++row) {
            if (role(list, row, "name") === name)
                return role(list, row, "serial")
        }
        return 0
    }
    function role(list, row, name) {
        const view = createTemporaryObject(rowsComponent, testCase, { model: list })
        tryCompare(view, "count", list.rowCount())
        return view.objectAt(row).values[name]
    }
    Component {
        id: rowsComponent
        Instantiator { delegate: QtObject { required property var model; readonly property var values: model } }
    }

    function test_defaults_data() {
        return [
            { tag: "running", value: false },
            { tag: "paused", value: false },
            { tag: "filter", value: "" },
            { tag: "selectedSignal", value: 0 },
            { tag: "selectedSend", value: 0 },
            { tag: "signalCount", value: 0 },
            { tag: "shownCount", value: 0 },
            { tag: "rate", value: "" },
            { tag: "sends", value: 0 },
            { tag: "notShown", value: 0 },
            { tag: "stepsLost", value: 0 },
        ]
    }
    function test_defaults(row) { compare(make()[row.tag], row.value) }

    function test_listsAreEmptyUntilItRuns_data() {
        return [{ tag: "signalList" }, { tag: "receiverList" }, { tag: "sendList" }, { tag: "deliveryList" }]
    }
    function test_listsAreEmptyUntilItRuns(row) {
        const inspector = make()
        Bench.sendPizza(null, 1)
        inspector.update()
        compare(inspector[row.tag].rowCount(), 0)
    }

    SignalSpy { id: spy }
    function test_aChangeIsToldOnce_data() {
        return [
            { tag: "running", value: true },
            { tag: "paused", value: true },
            { tag: "filter", value: "pizza" },
            { tag: "selectedSignal", value: 7 },
        ]
    }
    function test_aChangeIsToldOnce(row) {
        const inspector = make()
        spy.signalName = ""
        spy.target = inspector
        spy.signalName = row.tag + "Changed"
        spy.clear()
        inspector[row.tag] = row.value
        compare(inspector[row.tag], row.value)
        compare(spy.count, 1)
        inspector[row.tag] = row.value
        compare(spy.count, 1)
    }

    function test_recordsWhileItRuns_data() {
        return [
            { tag: "never", running: false, paused: false, sends: 0 },
            { tag: "running", running: true, paused: false, sends: 1 },
            { tag: "paused", running: true, paused: true, sends: 0 },
            { tag: "paused, and not running", running: false, paused: true, sends: 0 },
        ]
    }
    function test_recordsWhileItRuns(row) {
        const inspector = make({ running: row.running, paused: row.paused })
        Bench.sendPizza(null, 1)
        inspector.update()
        compare(inspector.sends, row.sends)
        compare(inspector.sendList.rowCount(), row.sends)
        inspector.running = inspector.paused = false
        Bench.sendPizza(null, 1)
        inspector.update()
        compare(inspector.sends, row.sends) // what was recorded stays
    }

    function test_hearsOtherThreads() {
        const inspector = make({ running: true })
        Bench.sendPizza(null, 1, true)
        tryVerify(() => {
            inspector.update()
            inspector.selectedSend = role(inspector.sendList, 0, "send")
            return role(inspector.deliveryList, 0, "state") === "returned"
        })
        verify(role(inspector.sendList, 0, "thread") !== role(inspector.deliveryList, 0, "thread"))
    }

    function test_filterTakesAnyCase_data() {
        return [
            { tag: "all", filter: "", pizza: true, pasta: true },
            { tag: "a part", filter: "pizza", pizza: true, pasta: false },
            { tag: "another case", filter: "PaSTA", pizza: false, pasta: true },
            { tag: "nothing", filter: "noodles", pizza: false, pasta: false },
        ]
    }
    function test_filterTakesAnyCase(row) {
        const inspector = make({ running: true, filter: row.filter })
        compare(serialOf(inspector, "pizza_done") > 0, row.pizza)
        compare(serialOf(inspector, "pasta_done") > 0, row.pasta)
        compare(inspector.shownCount, inspector.signalList.rowCount())
        verify(inspector.signalCount >= 2)
    }

    function test_aSelectedSignalLimitsTheLists() {
        const inspector = make({ running: true })
        Bench.sendPizza(null, 1)
        pasta.send(null, {}) // nobody hears
        inspector.update()
        inspector.selectedSignal = serialOf(inspector, "pizza_done")
        compare(inspector.receiverList.rowCount(), 1)
        compare(role(inspector.receiverList, 0, "signalName"), "pizza_done")
        compare(inspector.sendList.rowCount(), 1)
        inspector.selectedSignal = serialOf(inspector, "pasta_done")
        compare(inspector.receiverList.rowCount(), 0)
        compare(inspector.sendList.rowCount(), 0)
        inspector.filter = "pizza"
        compare(inspector.selectedSignal, 0) // it is not shown any more
        compare(inspector.sendList.rowCount(), 1)
    }

    function test_aSelectedSendShowsItsDeliveries() {
        const inspector = make({ running: true })
        Bench.sendPizza(null, 1)
        inspector.update()
        const send = role(inspector.sendList, 0, "send")
        spy.signalName = ""
        spy.target = inspector
        spy.signalName = "selectedSendChanged"
        spy.clear()
        inspector.selectedSend = send
        compare(inspector.selectedSend, send)
        compare(inspector.deliveryList.rowCount(), 1)
        inspector.selectedSend = send
        compare(spy.count, 1)
        inspector.selectedSend = send + 1000 // which is not known
        compare(inspector.selectedSend, 0)
        compare(inspector.deliveryList.rowCount(), 0)
        compare(spy.count, 2)
        inspector.selectedSend = send
        inspector.clear()
        compare(inspector.selectedSend, 0)
        compare(inspector.sends, 0)
        compare(inspector.sendList.rowCount(), 0)
        verify(inspector.signalList.rowCount() > 0)
    }

    function test_wrongNumbersAreRefused_data() {
        const rows = []
        for (const property of ["selectedSignal", "selectedSend"]) {
            for (const value of [-1, 1.5, NaN, Infinity, 1e300])
                rows.push({ tag: property + " " + value, property: property, value: value })
        }
        return rows
    }
    function test_wrongNumbersAreRefused(row) {
        const inspector = make({ selectedSignal: 7 })
        const before = inspector[row.property]
        ignoreWarning(new RegExp("tst_inspector\\.qml:[0-9]+:[0-9]+: QML Inspector: " + row.property
                                 + " can't be .*; set it to a .* of .*List, or to 0"))
        inspector[row.property] = row.value
        compare(inspector[row.property], before)
    }

    // It ends while it is told of a step, or is telling.
    Component { id: mayfly; Inspector { onUpdated: destroy() } }
    Component {
        id: killer
        Receiver {
            property Inspector victim
            signal: Signals.get("pizza_done")
            onReceived: Bench.deleteNow(victim)
        }
    }
    function test_mayDieWithinADelivery_data() {
        return [{ tag: "to the UI thread", otherThread: false }, { tag: "from another thread", otherThread: true }]
    }
    function test_mayDieWithinADelivery(row) {
        const inspector = makeMortal()
        const watcher = createTemporaryObject(killer, testCase, { victim: inspector })
        Bench.sendPizza(null, 1, row.otherThread)
        tryCompare(watcher, "victim", null)
        Bench.sendPizza(null, 1, row.otherThread) // nobody traces it
    }
    function test_aHandlerMayRecordAgain() {
        const inspector = make({ running: true })
        inspector.updated.connect(() => inspector.paused = false)
        inspector.paused = true
        compare(inspector.paused, false)
        Bench.sendPizza(null, 1)
        inspector.update()
        compare(inspector.sends, 1)
    }
    function test_mayDieWithinItsOwnUpdate() {
        spy.signalName = ""
        spy.target = mayfly.createObject(testCase)
        spy.signalName = "runningChanged"
        spy.clear()
        spy.target.running = true
        compare(spy.count, 1)
        tryCompare(spy, "target", null)
        Bench.sendPizza(null, 1) // nobody traces it
    }

    function test_chartDefaults_data() {
        const rows = []
        for (const chart of [timelineComponent, rateComponent]) {
            const name = chart === timelineComponent ? "TimelineView" : "RateChart"
            rows.push({ tag: name + ".inspector", chart: chart, property: "inspector", value: null })
            rows.push({ tag: name + ".textColor", chart: chart, property: "textColor", value: "#000000" })
            rows.push({ tag: name + ".backgroundColor", chart: chart, property: "backgroundColor", value: "#ffffff" })
        }
        rows.push({ tag: "TimelineView.span", chart: timelineComponent, property: "span", value: 1 })
        rows.push({ tag: "TimelineView.laneCount", chart: timelineComponent, property: "laneCount", value: 0 })
        return rows
    }
    function test_chartDefaults(row) {
        const value = createTemporaryObject(row.chart, testCase)[row.property]
        compare(typeof value === "object" && value !== null ? value.toString() : value, row.value)
    }

    function test_chartChangesAreToldOnce_data() {
        return [
            { tag: "textColor", value: "#ff0000", signal: "colorsChanged" },
            { tag: "backgroundColor", value: "#202020", signal: "colorsChanged" },
            { tag: "span", value: 60, signal: "spanChanged" },
            { tag: "inspector", value: component, signal: "inspectorChanged" },
        ]
    }
    function test_chartChangesAreToldOnce(row) {
        const chart = createTemporaryObject(timelineComponent, testCase)
        const value = row.tag === "inspector" ? make() : row.value
        spy.signalName = ""
        spy.target = chart
        spy.signalName = row.signal
        spy.clear()
        chart[row.tag] = value
        chart[row.tag] = value
        compare(spy.count, 1)
    }

    function test_aSpanMustBeShowable_data() {
        return [{ tag: "0", span: 0 }, { tag: "-1", span: -1 }, { tag: "61", span: 61 }, { tag: "NaN", span: NaN }]
    }
    function test_aSpanMustBeShowable(row) {
        const chart = createTemporaryObject(timelineComponent, testCase)
        ignoreWarning(/tst_inspector\.qml:[0-9]+:[0-9]+: QML TimelineView: span can't be .*; set it to seconds from 0.001 to 60/)
        chart.span = row.span
        compare(chart.span, 1)
    }

    function test_theWheelStaysWithinTheSpans_data() {
        return [{ tag: "in", delta: 120, span: 0.001 }, { tag: "out", delta: -120, span: 60 }]
    }
    function test_theWheelStaysWithinTheSpans(row) {
        const chart = createTemporaryObject(timelineComponent, testCase, { inspector: make() })
        for (let i = 0; i < 50; ++i)
            mouseWheel(chart, 300, 150, 0, row.delta)
        compare(chart.span, row.span)
    }

    function test_chartsOutliveTheirInspector_data() {
        return [{ tag: "TimelineView", chart: timelineComponent }, { tag: "RateChart", chart: rateComponent }]
    }
    function test_chartsOutliveTheirInspector(row) {
        const inspector = makeMortal()
        Bench.sendPizza(null, 1)
        inspector.update()
        const chart = createTemporaryObject(row.chart, testCase, { inspector: inspector })
        verify(waitForRendering(chart))
        const full = grabImage(chart)
        Bench.deleteNow(inspector)
        compare(chart.inspector, null)
        chart.backgroundColor = "#202020" // so that it is painted
        waitForRendering(chart)
        verify(!grabImage(chart).equals(full))
    }

    function test_theWindowRecordsWhileItIsVisible() {
        const window = createTemporaryObject(windowComponent, testCase)
        compare(window.visible, true)
        verify(window.inspector)
        tryCompare(window.inspector, "running", true)
        window.close()
        tryCompare(window.inspector, "running", false)
        window.show()
        tryCompare(window.inspector, "running", true)
    }
}
