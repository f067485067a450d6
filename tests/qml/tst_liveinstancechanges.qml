// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

// What a LiveInstance tells of its changes, and what its handlers may do.
TestCase {
    id: testCase
    name: "LiveInstanceChanges"

    property var live: null

    SignalSpy { id: spy }
    // Not the root of the component: see the limits of LiveInstance.
    Component { id: component; QtObject { property LiveInstance live: LiveInstance { } } }

    function init() { Bench.newDatabase() }
    function cleanup() { spy.target = null; live = null }
    function make(key) {
        live = createTemporaryObject(component, testCase).live
        live.model = "library.Book"
        live.pk = key
        tryCompare(live, "loading", false)
    }

    function test_aChangeIsToldOnce_data() {
        return [{ tag: "model", value: "library.Shelf" }, { tag: "pk", value: 77 }, { tag: "database", value: "other" }]
    }
    function test_aChangeIsToldOnce(row) {
        make(Bench.saveBook("Emma"))
        spy.signalName = ""
        spy.target = live
        spy.signalName = row.tag + "Changed"
        spy.clear()
        if (row.tag === "database")
            ignoreWarning(/other/)
        live[row.tag] = row.value
        live[row.tag] = row.value
        compare(spy.count, 1)
        tryCompare(live, "loading", false)
        compare(live.exists, false)
        compare(live.instance, undefined)
    }

    function test_theOrderOfItsPropertiesDoesNotMatter_data() {
        return [
            { tag: "model, pk, database", order: ["model", "pk", "database"] },
            { tag: "pk, model, database", order: ["pk", "model", "database"] },
            { tag: "database, pk, model", order: ["database", "pk", "model"] },
            { tag: "database, model, pk", order: ["database", "model", "pk"] },
        ]
    }
    function test_theOrderOfItsPropertiesDoesNotMatter(row) {
        const values = { model: "library.Book", pk: Bench.saveBook("Emma"), database: "default" }
        live = createTemporaryObject(component, testCase).live
        for (const property of row.order)
            live[property] = values[property]
        tryCompare(live, "title", "Emma")
    }

    function test_itMayDieInItsHandlers_data() {
        return [
            { tag: "deleted", change: key => Bench.removeBook(key) },
            { tag: "writeFailed", change: () => live.title = "forbidden" },
            { tag: "errorChanged", change: () => live.title = "forbidden" },
            { tag: "changed", change: key => Bench.saveBook("x", key) },
            { tag: "instanceChanged", change: key => Bench.saveBook("x", key) },
            { tag: "modelChanged", change: () => live.model = "library.Shelf" },
            { tag: "pkChanged", change: () => live.pk = 77 },
            { tag: "databaseChanged", change: () => live.database = "archive" },
            { tag: "loadingChanged", change: () => live.reload() },
            { tag: "existsChanged", change: () => live.model = "" },
        ]
    }
    function test_itMayDieInItsHandlers(row) {
        const key = Bench.saveBook("Emma")
        make(key)
        let calls = 0
        live[row.tag].connect(() => {
            if (++calls === 1)
                Bench.deleteNow(live)
        })
        row.change(key)
        tryVerify(() => calls > 0)
        tryVerify(() => !live)
        compare(calls, 1)
    }

    function test_withoutAModelThereIsNothing() {
        live = createTemporaryObject(component, testCase).live
        compare(live.keys().length, 0)
        compare(live.get("title"), undefined)
        live.reload()
        compare(live.loading, false)
        ignoreWarning(/There is no field "title" to be written; set model first/)
        live.set("title", "x")
    }

    function test_whatIsWrittenLastIsShown() {
        make(Bench.saveBook("Emma"))
        const seen = []
        live.writeFailed.connect(field => seen.push(field + "=" + live.title))
        live.title = "forbidden"
        live.title = "thrown"
        live.title = "fine"
        tryVerify(() => Bench.titles()[0] === "fine" && live.error === "" && live.instance.title === "fine")
        compare(seen.join(), "title=fine,title=fine")
    }
}
