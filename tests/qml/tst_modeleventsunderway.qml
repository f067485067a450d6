// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

// What ModelEvents does when something changes between the save and its handler, or within that.
TestCase {
    id: testCase
    name: "ModelEventsUnderWay"

    property var log: []

    SignalSpy { id: spy }
    Component {
        id: component
        ModelEvents {
            onSaved: () => testCase.log.push("saved")
            onCreated: () => testCase.log.push("created")
        }
    }
    Component {
        id: inLoader
        Loader {
            id: loader
            sourceComponent: ModelEvents {
                model: "library.Book"
                onSaved: () => {
                    testCase.log.push("saved")
                    loader.active = false
                }
                onCreated: () => testCase.log.push("created")
            }
        }
    }

    function init() { Bench.newDatabase(); log = [] }
    function cleanup() { spy.target = null }
    function settle() { wait(0); wait(0) }
    function make(properties) { return createTemporaryObject(component, testCase, properties) }

    function changes() {
        return [
            { tag: "model", value: "library.Shelf" },
            { tag: "database", value: "default" },
            { tag: "dispatchUid", value: "u" },
            { tag: "phase", value: ModelEvents.Immediate },
            { tag: "enabled", value: false },
        ]
    }
    function test_aChangeIsToldOnce_data() { return changes() }
    function test_aChangeIsToldOnce(row) {
        const events = make({ model: "library.Book" })
        spy.signalName = ""
        spy.target = events
        spy.signalName = row.tag + "Changed"
        spy.clear()
        events[row.tag] = row.value
        events[row.tag] = row.value
        compare(spy.count, 1)
        compare(events[row.tag], row.value)
    }
    function test_whatIsUnderWayIsDropped_data() { return changes() }
    function test_whatIsUnderWayIsDropped(row) {
        const events = make({ model: "library.Book" })
        Bench.saveBook("Emma")
        events[row.tag] = row.value
        settle()
        compare(log.length, 0)
    }
    function test_aWrongPhaseIsRefused() {
        const events = make({ model: "library.Book" })
        spy.signalName = ""
        spy.target = events
        spy.signalName = "phaseChanged"
        spy.clear()
        ignoreWarning(/ModelEvents: phase can't be -1; set it to/)
        events.phase = -1
        compare(spy.count, 0)
        compare(events.phase, ModelEvents.AfterCommit)
        Bench.saveBook("Emma")
        settle()
        compare(log.join(), "saved,created")
    }
    function test_itMayDieInItsHandlers_data() {
        const rows = []
        for (const phase of [ModelEvents.AfterCommit, ModelEvents.Immediate]) {
            for (const handler of ["created", "updated", "deleted", "m2mChanged"])
                rows.push({ tag: handler + (phase === ModelEvents.Immediate ? " at once" : ""), handler: handler, phase: phase })
        }
        return rows
    }
    function test_itMayDieInItsHandlers(row) {
        const shelf = Bench.saveShelf("top")
        const book = Bench.saveBook("Emma")
        const events = make({ phase: row.phase })
        let calls = 0
        events[row.handler].connect(() => { ++calls; Bench.deleteNow(events) })
        Bench.saveBook("new")
        Bench.saveBook("again", book)
        Bench.relate("add", shelf, book)
        Bench.removeBook(book)
        Bench.saveBook("late")
        settle()
        compare(calls, 1)
    }
    function test_itsLoaderMayUnloadItInItsHandler() {
        createTemporaryObject(inLoader, testCase)
        Bench.saveBook("Emma")
        Bench.saveBook("Persuasion")
        settle()
        compare(log.join(), "saved")
    }
    function test_relationsAreOfTheModelOfNow() {
        const events = make({ model: "library.Book" })
        let calls = 0
        events.m2mChanged.connect(() => ++calls)
        const shelf = Bench.saveShelf("top")
        const book = Bench.saveBook("Emma")
        Bench.relate("add", shelf, book)
        settle()
        compare(calls, 0)
        events.model = "library.Shelf"
        Bench.relate("remove", shelf, book)
        settle()
        compare(calls, 1)
        events.enabled = false
        Bench.relate("add", shelf, book)
        settle()
        compare(calls, 1)
    }
}
