// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "Models"

    property var result: undefined
    property var error: undefined

    function init() { Bench.newDatabase(); result = undefined; error = undefined }

    // Waits for a promise; what it came to is in result or error.
    function settle(promise) {
        let done = false
        result = undefined
        error = undefined
        promise.then(value => { testCase.result = value; done = true }, e => { testCase.error = e; done = true })
        verify(!done)
        tryVerify(() => done)
    }
    function done(promise) {
        settle(promise)
        compare(error, undefined)
        return result
    }

    SignalSpy { id: labels; target: Models; signalName: "labelsChanged" }
    function test_labels() {
        verify(Array.from(Models.labels).includes("library.Book"))
        verify(!Array.from(Models.labels).includes("library.LateComer"))
        Bench.useLateComer()
        tryCompare(labels, "count", 1)
        verify(Array.from(Models.labels).includes("library.LateComer"))
    }

    function test_aLife() {
        const book = done(Models.create("library.Book", { title: "Emma", year: 1815 }))
        verify(book.id > 0)
        verify(Bench.savedElsewhere) // off the UI thread
        book.title = "Persuasion"
        compare(done(Models.save(book)).title, "Persuasion")
        compare(Array.from(Bench.titles()).join(), "Persuasion")
        compare(done(Models.get("library.Book", book.id)).year, 1815)
        compare(done(Models.remove(book)), 1)
        compare(done(Models.remove(book)), 0)
        settle(Models.get("library.Book", book.id))
        compare(error.kind, "NotFound")
    }

    function test_anInstanceStaysInItsDatabase() {
        Bench.saveElsewhere("far")
        const archive = { database: "archive" }
        const book = done(Models.query("library.Book", archive))[0]
        book.title = "farther"
        done(Models.save(book))
        compare(done(Models.query("library.Book", archive)).map(b => b.title).join(), "farther")
        compare(Array.from(Bench.titles()).join(), "")
    }

    function test_saveByLabel() {
        const book = done(Models.save("library.Book", { title: "Emma", year: 1815 }))
        Bench.runOutside("UPDATE library_book SET year = 1816")
        const changed = done(Models.save("library.Book", { id: book.id, title: "Persuasion" }))
        compare(changed.title + changed.year, "Persuasion1816")
        compare(done(Models.remove("library.Book", book.id)), 1)
        settle(Models.save("library.Book", { pk: book.id, title: "Persuasion" }))
        compare(error.kind, "NotFound")
        settle(Models.remove("library.Book", book.id))
        compare(error.kind, "NotFound")
    }

    function test_foreignKeys() {
        const book = done(Models.create("library.Book", { title: "Emma" }))
        const shelf = done(Models.create("library.Shelf", { name: "top", best: book }))
        compare(shelf.best.key, book.id)
        compare(done(Models.save("library.Shelf", { id: shelf.id, best: null })).best.isNull, true)
        compare(done(Models.save("library.Shelf", { id: shelf.id, best: book.id })).best.key, book.id)
        compare(done(Models.query("library.Shelf", { filter: { best: book } })).length, 1)
    }

    function test_query_data() {
        return [
            { tag: "all", options: {}, titles: "Emma,Persuasion,Lodore" },
            { tag: "filter", options: { filter: { year__gte: 1817 } }, titles: "Persuasion,Lodore" },
            { tag: "list", options: { filter: { title__in: ["Emma", "Lodore"] } }, titles: "Emma,Lodore" },
            { tag: "order", options: { orderBy: "-year" }, titles: "Lodore,Persuasion,Emma" },
            { tag: "orders", options: { orderBy: ["title", "-year"] }, titles: "Emma,Lodore,Persuasion" },
            { tag: "limit", options: { orderBy: "title", limit: 1, offset: 1 }, titles: "Lodore" },
            { tag: "search", options: { search: "NOTHING" }, titles: "" },
            { tag: "database", options: { database: "default", filter: { title: "nothing" } }, titles: "" },
        ]
    }
    function test_query(row) {
        done(Models.create("library.Book", { title: "Emma", year: 1815 }))
        done(Models.create("library.Book", { title: "Persuasion", year: 1817 }))
        done(Models.create("library.Book", { title: "Lodore", year: 1835 }))
        const books = done(Models.query("library.Book", row.options))
        verify(Array.isArray(books))
        compare(Array.from(books, book => book.title).join(), row.titles)
    }

    function test_update() {
        done(Models.create("library.Book", { title: "Emma", year: 1815 }))
        done(Models.create("library.Book", { title: "Persuasion", year: 1817 }))
        compare(done(Models.update("library.Book", { year__gt: 1816 }, { title: "late" })), 1)
        compare(Array.from(Bench.titles()).join(), "Emma,late")
    }

    function test_workIsDoneInOrder() {
        let promise
        for (let i = 0; i < 20; ++i)
            promise = Models.create("library.Book", { title: "book " + i })
        done(promise)
        compare(Bench.titles().length, 20)
        compare(Bench.titles()[7], "book 7")
    }

    function test_errors_data() {
        const fields = /its fields are id, title, year/
        return [
            { tag: "create: label", run: () => Models.create("library.Bok", {}), kind: "InvalidModel",
              message: /There is no model "library.Bok"; there is library.Book, / },
            { tag: "get: label", run: () => Models.get("", 1), kind: "InvalidModel", message: /There is no model ""/ },
            { tag: "create: field", run: () => Models.create("library.Book", { titel: "x" }), kind: "InvalidArgument",
              message: fields },
            { tag: "create: value", run: () => Models.create("library.Book", { year: "soon" }), kind: "InvalidArgument",
              message: /"soon" \(QString\) is no value for year/ },
            { tag: "create: function", run: () => Models.create("library.Book", { title: () => 1 }),
              kind: "InvalidArgument", message: /A function can't be a value, nor can a QObject; title is one/ },
            { tag: "save: label", run: () => Models.save("library.Bok", {}), kind: "InvalidModel",
              message: /There is no model "library.Bok"/ },
            { tag: "save: function", run: () => Models.save("library.Book", { title: () => 1 }),
              kind: "InvalidArgument", message: /title is one/ },
            { tag: "remove: label", run: () => Models.remove("library.Bok", 1), kind: "InvalidModel", message: /There is no model/ },
            { tag: "get: database", run: () => Models.get("library.Book", 1, "nowhere"), kind: "NotConfigured", message: /nowhere/ },
            { tag: "update: function", run: () => Models.update("library.Book", {}, { title: () => 1 }),
              kind: "InvalidArgument", message: /title is one/ },
            { tag: "update: key", run: () => Models.update("library.Book", {}, { id: 7 }),
              kind: "InvalidArgument", message: /"id" is no field, or the primary key/ },
            { tag: "update: nothing", run: () => Models.update("library.Book", {}, {}),
              kind: "InvalidArgument", message: /no values are given/ },
            { tag: "query: negative", run: () => Models.query("library.Book", { limit: -5 }),
              kind: "InvalidArgument", message: /neither may be negative/ },
            { tag: "query: offset", run: () => Models.query("library.Book", { offset: "x" }),
              kind: "InvalidArgument", message: /"x" is no value for the option offset/ },
            { tag: "query: orderBy", run: () => Models.query("library.Book", { orderBy: { a: 1 } }),
              kind: "InvalidArgument", message: /is no value for the option orderBy/ },
            { tag: "query: database", run: () => Models.query("library.Book", { database: "nowhere" }),
              kind: "NotConfigured", message: /nowhere/ },
            { tag: "create: array", run: () => Models.create("library.Book", [1]),
              kind: "InvalidArgument", message: /Values must be an object with the names of fields, not "1"/ },
            { tag: "create: object", run: () => Models.create("library.Book", { title: testCase }),
              kind: "InvalidArgument", message: /nor can a QObject; title is one/ },
            { tag: "save: key", run: () => Models.save("library.Book", { id: 1.5, title: "wrong" }),
              kind: "InvalidArgument", message: /"1.5" is no key of library.Book; pass a whole number/ },
            { tag: "get: key", run: () => Models.get("library.Book", 1.4),
              kind: "InvalidArgument", message: /"1.4" is no key of library.Book/ },
            { tag: "remove: key", run: () => Models.remove("library.Book", 1.4),
              kind: "InvalidArgument", message: /"1.4" is no key of library.Book/ },
            { tag: "update: array", run: () => Models.update("library.Book", [1, 2], { title: "all" }),
              kind: "InvalidArgument", message: /Can't update library.Book: A filter must be an object/ },
            { tag: "update: a function", run: () => Models.update("library.Book", () => 1, { title: "all" }),
              kind: "InvalidArgument", message: /A filter must be an object/ },
            { tag: "update: undefined", run: () => Models.update("library.Book", { title: undefined }, { year: 1 }),
              kind: "InvalidArgument", message: /The filter title is undefined; null is what finds empty fields/ },
            { tag: "query: options", run: () => Models.query("library.Book", 7),
              kind: "InvalidArgument", message: /the options must be an object with filter/ },
            { tag: "query: part of a row", run: () => Models.query("library.Book", { limit: 1.5 }),
              kind: "InvalidArgument", message: /"1.5" is no value for the option limit/ },
            { tag: "query: search", run: () => Models.query("library.Book", { search: ["zzz"] }),
              kind: "InvalidArgument", message: /is no value for the option search/ },
            { tag: "create: database", run: () => Models.create("library.Book", {}, "nowhere"), kind: "NotConfigured",
              message: /nowhere/ },
            { tag: "query: lookup", run: () => Models.query("library.Book", { filter: { year__near: 1 } }),
              kind: "InvalidArgument", message: /no such lookup/ },
            { tag: "query: field", run: () => Models.query("library.Book", { filter: { yaer: 1 } }),
              kind: "InvalidArgument", message: fields },
            { tag: "query: order", run: () => Models.query("library.Book", { orderBy: "yaer" }),
              kind: "InvalidArgument", message: fields },
            { tag: "query: option", run: () => Models.query("library.Book", { order: "year" }),
              kind: "InvalidArgument", message: /no option "order"; there are filter, search, orderBy, limit, offset and database/ },
            { tag: "query: limit", run: () => Models.query("library.Book", { limit: "many" }),
              kind: "InvalidArgument", message: /"many" is no value for the option limit/ },
            { tag: "query: filter", run: () => Models.query("library.Book", { filter: "year" }),
              kind: "InvalidArgument", message: /A filter must be an object with the names of fields, not "year"/ },
            { tag: "update: field", run: () => Models.update("library.Book", {}, { yaer: 1 }),
              kind: "InvalidArgument", message: fields },
            { tag: "save: no instance", run: () => Models.save(7), kind: "InvalidArgument",
              message: /it is no instance of a model/ },
            { tag: "remove: no instance", run: () => Models.remove(7), kind: "InvalidArgument",
              message: /it is no instance of a model/ },
            { tag: "veto", run: () => Models.create("library.Book", { title: "forbidden" }), kind: "Vetoed",
              message: /such a title is not allowed/ },
            { tag: "exception", run: () => Models.create("library.Book", { title: "thrown" }), kind: "Exception",
              message: /the receiver is tired/ },
        ]
    }
    function test_errors(row) {
        settle(row.run())
        compare(result, undefined)
        verify(error instanceof Error)
        compare(error.kind, row.kind)
        verify(row.message.test(error.message), error.message)
        compare(Bench.titles().length, 0)
    }
    function test_aSecondOneOfTheSameKeyIsAnError() {
        const book = done(Models.create("library.Book", { title: "Emma" }))
        settle(Models.create("library.Book", { id: book.id, title: "Persuasion" }))
        compare(error.kind, "ConstraintViolated")
        compare(Array.from(Bench.titles()).join(), "Emma")
    }
}
