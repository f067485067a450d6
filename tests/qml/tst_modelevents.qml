// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox

TestCase {
    id: testCase
    name: "ModelEvents"

    property list<string> log: []
    property var events: null

    Component {
        id: component
        ModelEvents {
            onSaved: (book, created) => testCase.note("saved " + book.title + " " + created)
            onCreated: book => testCase.note("created " + book.title)
            onUpdated: book => testCase.note("updated " + book.title)
            onDeleted: book => testCase.note("deleted " + book.title)
        }
    }

    function note(text) { log.push(text) }
    function make(properties) { events = createTemporaryObject(component, testCase, properties) }
    function init() { bench.newDatabase(); log = [] }
    // The handlers run from the event loop; what has not come after this will not come.
    function settle() { wait(0); wait(0) }

    function test_defaults() {
        make({})
        compare(events.model, "")
        compare(events.database, "")
        compare(events.enabled, true)
    }

    function test_tellsOfEveryChange_data() {
        return [{ tag: "this thread", other: false }, { tag: "another thread", other: true }]
    }
    function test_tellsOfEveryChange(row) {
        make({ model: "library.Book" })
        const key = bench.saveBook("Emma", 0, row.other)
        bench.saveBook("Persuasion", key, row.other)
        bench.removeBook(key, row.other)
        tryCompare(testCase.log, "length", 5)
        compare(testCase.log.join(", "), "saved Emma true, created Emma, saved Persuasion false, "
                + "updated Persuasion, deleted Persuasion")
    }

    function test_handlersNeverRunInsideASave() {
        make({ model: "library.Book" })
        bench.saveBook("Emma")
        compare(testCase.log.length, 0)
        tryCompare(testCase.log, "length", 2)
    }

    function test_filters_data() {
        return [
            { tag: "its model", properties: { model: "library.Book" }, heard: 1 },
            { tag: "another model", properties: { model: "library.Author" }, heard: 0 },
            { tag: "all models", properties: {}, heard: 1 },
            { tag: "its database", properties: { database: "default" }, heard: 1 },
            { tag: "another database", properties: { database: "archive" }, heard: 0 },
            { tag: "disabled", properties: { enabled: false }, heard: 0 },
        ]
    }
    function test_filters(row) {
        make(row.properties)
        bench.saveBook("Emma")
        settle()
        compare(testCase.log.length, 2 * row.heard)
    }

    function test_propertiesCanChange() {
        make({ model: "library.Author" })
        events.model = "library.Book"
        bench.saveBook("heard")
        tryCompare(testCase.log, "length", 2)
        events.enabled = false
        bench.saveBook("unheard")
        events.enabled = true
        events.database = "archive"
        bench.saveBook("unheard too")
        bench.saveElsewhere("heard too")
        tryCompare(testCase.log, "length", 4)
        compare(testCase.log[2], "saved heard too true")
    }

    function test_hearsNoRollback() {
        make({ model: "library.Book" })
        bench.saveInVain("Emma")
        bench.saveBook("Persuasion")
        tryCompare(testCase.log, "length", 2)
        compare(testCase.log[0], "saved Persuasion true")
    }

    function test_aDestroyedOneHearsNothing() {
        make({ model: "library.Book" })
        bench.saveBook("under way")
        bench.deleteNow(events)
        settle()
        compare(testCase.log.length, 0)
    }
}
