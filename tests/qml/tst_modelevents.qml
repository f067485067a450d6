// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "ModelEvents"

    property var log: []
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
    function init() { Bench.newDatabase(); log = [] }
    // The handlers run from the event loop; what has not come after this will not come.
    function settle() { wait(0); wait(0) }

    function test_defaults() {
        make({})
        compare(events.model, "")
        compare(events.database, "")
        compare(events.enabled, true)
        compare(events.dispatchUid, "")
        compare(events.phase, ModelEvents.AfterCommit)
    }

    function test_changedFields() {
        make({ model: "library.Book" })
        const seen = []
        events.saved.connect((book, created, changed) => seen.push(Object.keys(changed).join()))
        events.updated.connect((book, changed) => seen.push(changed.title.oldValue + ">" + changed.title.newValue))
        const key = Bench.saveBook("Emma")
        Bench.saveBookTitle(key, "Persuasion")
        tryCompare(seen, "length", 3)
        compare(seen.join(";"), ";title;Emma>Persuasion")
    }

    function test_aUidConnectsOnce() {
        make({ model: "library.Book", dispatchUid: "toast" })
        const second = createTemporaryObject(component, testCase, { model: "library.Book", dispatchUid: "toast" })
        Bench.saveBook("Emma")
        settle()
        compare(testCase.log.length, 2)
        second.dispatchUid = "other"
        Bench.saveBook("Emma")
        settle()
        compare(testCase.log.length, 6)
    }

    function test_phases_data() {
        return [
            { tag: "after the commit", phase: ModelEvents.AfterCommit, heard: "" },
            { tag: "immediate", phase: ModelEvents.Immediate, heard: "saved Emma true,created Emma" },
        ]
    }
    function test_phases(row) {
        make({ model: "library.Book", phase: row.phase })
        Bench.saveForNow("Emma")
        compare(testCase.log.length, 0) // never inside of the save
        settle()
        compare(testCase.log.join(), row.heard)
        Bench.rollBack()
        settle()
        compare(testCase.log.join(), row.heard)
        Bench.saveBook("other thread", 0, true)
        settle()
        verify(testCase.log.includes("created other thread"))
    }
    function test_whatWasQueuedForItIsDroppedWhenItIsDisabled() {
        make({ model: "library.Book", phase: ModelEvents.Immediate })
        Bench.saveBook("Emma")
        events.enabled = false
        settle()
        compare(testCase.log.length, 0)
    }
    function test_anUnknownPhaseIsReported() {
        ignoreWarning(/phase can't be 7; set it to ModelEvents.AfterCommit or ModelEvents.Immediate/)
        make({ phase: 7 })
        compare(events.phase, ModelEvents.AfterCommit)
    }

    function test_m2mChanged_data() {
        return [
            { tag: "its model", properties: { model: "library.Shelf" }, heard: true },
            { tag: "all models", properties: {}, heard: true },
            { tag: "another model", properties: { model: "library.Book" }, heard: false },
            { tag: "part of the label", properties: { model: "library.She" }, heard: false },
            { tag: "another database", properties: { model: "library.Shelf", database: "x" }, heard: false },
        ]
    }
    function test_m2mChanged(row) {
        make(row.properties)
        const book = Bench.saveBook("Emma")
        const shelf = Bench.saveShelf("top")
        const seen = []
        events.m2mChanged.connect((instance, relation, action, keys, reverse) =>
            seen.push([relation, action, keys, reverse, reverse ? instance.title : instance.name].join(" ")))
        Bench.relate("add", shelf, book)
        Bench.relate("remove", shelf, book, true)
        Bench.relate("clear", shelf, book, false, true)
        settle()
        compare(seen.join(";"), !row.heard ? "" : [
            "library.Shelf_books " + M2mChanged.PostAdd + " " + book + " false top",
            "library.Shelf_books " + M2mChanged.PostRemove + " " + book + " false top",
            "library.Shelf_books " + M2mChanged.PostClear + "  true Emma"].join(";"))
    }
    Component { id: plain; ModelEvents { } }
    function test_aModelThatIsRegisteredLater() {
        const late = createTemporaryObject(plain, testCase, { model: "library.LateComer" })
        const seen = []
        late.created.connect(one => seen.push("created " + one.title))
        late.m2mChanged.connect((one, relation) => seen.push(relation))
        const shelf = Bench.saveShelf("top")
        Bench.relate("add", shelf, Bench.saveBook("not heard"))
        Bench.useLateComer()
        settle()
        compare(seen.join(";"), "created late;library.LateComer_books")
    }

    function test_mayBeDestroyedInItsHandler() {
        make({ model: "library.Book" })
        events.saved.connect(() => Bench.deleteNow(events))
        Bench.saveBook("Emma")
        Bench.saveBook("Persuasion")
        settle()
        compare(testCase.log.join(), "saved Emma true")
    }

    function test_tellsOfEveryChange_data() {
        return [{ tag: "this thread", other: false }, { tag: "another thread", other: true }]
    }
    function test_tellsOfEveryChange(row) {
        make({ model: "library.Book" })
        const key = Bench.saveBook("Emma", 0, row.other)
        Bench.saveBook("Persuasion", key, row.other)
        Bench.removeBook(key, row.other)
        tryCompare(testCase.log, "length", 5)
        compare(testCase.log.join(", "), "saved Emma true, created Emma, saved Persuasion false, "
                + "updated Persuasion, deleted Persuasion")
    }

    function test_handlersNeverRunInsideASave() {
        make({ model: "library.Book" })
        Bench.saveBook("Emma")
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
        Bench.saveBook("Emma")
        settle()
        compare(testCase.log.length, 2 * row.heard)
    }

    function test_propertiesCanChange() {
        make({ model: "library.Author" })
        events.model = "library.Book"
        Bench.saveBook("heard")
        tryCompare(testCase.log, "length", 2)
        events.enabled = false
        Bench.saveBook("unheard")
        events.enabled = true
        events.database = "archive"
        Bench.saveBook("unheard too")
        Bench.saveElsewhere("heard too")
        tryCompare(testCase.log, "length", 4)
        compare(testCase.log[2], "saved heard too true")
    }

    function test_hearsNoRollback() {
        make({ model: "library.Book" })
        Bench.saveInVain("Emma")
        Bench.saveBook("Persuasion")
        tryCompare(testCase.log, "length", 2)
        compare(testCase.log[0], "saved Persuasion true")
    }

    function test_aDestroyedOneHearsNothing() {
        make({ model: "library.Book" })
        Bench.saveBook("under way")
        Bench.deleteNow(events)
        settle()
        compare(testCase.log.length, 0)
    }

    Component { id: sharing; ModelEvents { model: "library.Book"; dispatchUid: "page"; onSaved: book => testCase.log.push("page " + book.title) } }
    function test_whoSharesItsUidTakesOver() {
        const first = createTemporaryObject(sharing, testCase)
        createTemporaryObject(sharing, testCase)
        Bench.deleteNow(first)
        wait(0)
        wait(0)
        Bench.saveBook("Emma")
        tryCompare(testCase, "log", ["page Emma"])
    }
    function test_aHandlerMayDisableIt() {
        const events = createTemporaryObject(sharing, testCase)
        events.saved.connect(() => events.enabled = false)
        events.created.connect(() => testCase.log.push("created"))
        Bench.saveBook("Emma")
        tryCompare(testCase, "log", ["page Emma"])
        wait(0)
        compare(testCase.log.length, 1)
    }
}
