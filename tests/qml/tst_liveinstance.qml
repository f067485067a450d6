// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "LiveInstance"

    property var live: null

    // Not the root of the component: see the limits of LiveInstance.
    Component { id: component; QtObject { property LiveInstance live: LiveInstance { } } }
    Component {
        id: bound
        Item {
            id: item
            property string label: "library." + "Book"
            property int key: 0
            property alias book: book
            property string title: "<" + book.title + ">" // qmllint disable
            LiveInstance { id: book; model: item.label; pk: item.key }
        }
    }
    Component {
        id: boundBefore
        Item {
            id: item
            property alias book: book
            LiveInstance { id: book; pk: item.key; model: "library.Book" }
            Text { id: inner; text: "<" + book.title + ">" } // qmllint disable
            property string title: inner.text
            property int key: 0
        }
    }
    SignalSpy { id: changed; signalName: "changed" }
    SignalSpy { id: deleted; signalName: "deleted" }
    SignalSpy { id: failed; signalName: "writeFailed" }

    function init() { Bench.newDatabase() }
    // Without initial properties: see the limits of LiveInstance.
    function begin(key, model) {
        live = createTemporaryObject(component, testCase).live
        live.model = model ?? "library.Book"
        live.pk = key
    }
    function make(key, model, database) {
        live = createTemporaryObject(component, testCase).live
        live.database = database ?? "default"
        live.model = model ?? "library.Book"
        live.pk = key
        for (const spy of [changed, deleted, failed]) {
            spy.target = live
            spy.clear()
        }
        tryCompare(live, "loading", false)
    }
    function settle() { wait(0); tryCompare(live, "loading", false); wait(0) }

    function test_defaults() {
        live = createTemporaryObject(component, testCase).live
        compare(live.model, "")
        compare(live.pk, 0)
        compare(live.database, "default")
        compare(live.instance, undefined)
        compare(live.exists, false)
        compare(live.loading, false)
        compare(live.error, "")
    }

    function test_loads() {
        const key = Bench.saveBook("Emma")
        begin(key)
        compare(live.loading, true)
        compare(live.title, undefined)
        tryCompare(live, "loading", false)
        compare(live.exists, true)
        compare(live.title, "Emma")
        compare(live.instance.title, "Emma")
        compare(live.get("title"), "Emma")
        compare(live.keys().sort().join(), "id,title,year")
    }

    function test_bindingsFollow_data() {
        return [{ tag: "declared after its users", component: bound }, { tag: "declared before them", component: boundBefore }]
    }
    function test_bindingsFollow(row) {
        const item = createTemporaryObject(row.component, testCase)
        compare(item.title, "<undefined>")
        const key = Bench.saveBook("Emma")
        item.key = key
        tryCompare(item, "title", "<Emma>")
        Bench.saveBook("Persuasion", key, true)
        tryCompare(item, "title", "<Persuasion>")
        Bench.removeBook(key, true)
        tryCompare(item, "title", "<undefined>")
        compare(item.book.exists, false)
        item.key = Bench.saveBook("Lodore")
        tryCompare(item, "title", "<Lodore>")
        item.book.model = "library.Shelf"
        compare(item.title, "<undefined>")
        compare(item.book.keys().includes("title"), false)
    }

    function test_follows_data() {
        return [{ tag: "this thread", other: false }, { tag: "another thread", other: true }]
    }
    function test_follows(row) {
        const key = Bench.saveBook("Emma")
        const another = Bench.saveBook("another one")
        make(key)
        Bench.saveBook("not this one", another, row.other)
        Bench.saveBook("Persuasion", key, row.other)
        tryCompare(live, "title", "Persuasion")
        compare(changed.count, 1)
        Bench.removeBook(key, row.other)
        tryCompare(deleted, "count", 1)
        compare(live.exists, false)
        compare(live.instance, undefined)
        Bench.saveBook("Emma again", key, row.other)
        tryCompare(live, "title", "Emma again")
        compare(live.exists, true)
        compare(changed.count, 2)
    }
    function test_aRollbackChangesNothing() {
        make(Bench.saveBook("Emma"))
        Bench.saveInVain("Persuasion")
        settle()
        compare(live.title, "Emma")
        compare(changed.count, 0)
    }
    function test_aRowThatComesLater() {
        make(77)
        compare(live.exists, false)
        compare(live.error, "")
        Bench.saveBook("Emma", 77)
        tryCompare(live, "exists", true)
        compare(changed.count, 1)
    }
    function test_aSaveOfOtherFieldsTellsTheRow() {
        const key = Bench.saveBook("Emma")
        make(key)
        Bench.saveYearOfStale(key, 1815)
        tryCompare(live, "year", 1815)
        compare(live.title, "Emma")
    }
    function test_savesOverTakeALoad() {
        const key = Bench.saveBook("Emma")
        begin(key)
        for (let i = 0; i < 50; ++i) {
            live.reload()
            Bench.saveBook("book " + i, key, i % 2 === 0)
        }
        tryCompare(live, "title", "book 49")
        settle()
        compare(live.title, "book 49")
    }
    function test_followsModelsUpdate() {
        const key = Bench.saveBook("Emma")
        make(key)
        Models.update("library.Book", { id: key }, { title: "all at once" })
        tryCompare(live, "title", "all at once")
    }
    function test_reload() {
        make(Bench.saveBook("Emma"))
        Bench.runOutside("UPDATE library_book SET title = 'elsewhere'")
        live.reload()
        tryCompare(live, "title", "elsewhere")
        compare(changed.count, 1)
        Bench.runOutside("DELETE FROM library_book")
        live.reload()
        tryCompare(deleted, "count", 1)
    }
    function test_database() {
        Bench.saveBook("Emma", 1)
        Bench.saveElsewhere("archived")
        make(1, "library.Book", "archive")
        compare(live.title, "archived")
        Bench.saveBook("Persuasion", 1)
        settle()
        compare(live.title, "archived")
        live.database = "default"
        tryCompare(live, "title", "Persuasion")
        ignoreWarning(/nowhere/)
        live.database = "nowhere"
        tryVerify(() => live.error.includes("nowhere"))
        compare(live.exists, false)
    }

    function test_writing() {
        const key = Bench.saveBook("Emma")
        make(key)
        live.title = "Persuasion"
        compare(live.title, "Persuasion") // at once
        tryVerify(() => Bench.titles()[0] === "Persuasion")
        verify(Bench.savedElsewhere) // off the UI thread
        live.set("year", 1817)
        compare(live.year, 1817)
        settle()
        tryCompare(live.instance, "title", "Persuasion")
        tryVerify(() => live.instance.year === 1817)
        compare(live.title, "Persuasion")
        compare(live.error, "")
        verify(changed.count >= 1) // both may have come at once
    }
    function test_writingSavesThatFieldOnly() {
        const key = Bench.saveBook("Emma")
        make(key)
        Bench.runOutside("UPDATE library_book SET year = 1815")
        live.title = "Persuasion"
        tryCompare(live, "year", 1815)
        compare(live.title, "Persuasion")
    }
    function test_manyWritesShowTheLast() {
        make(Bench.saveBook("Emma"))
        for (let i = 0; i < 20; ++i)
            live.title = "title " + i
        const seen = []
        live.instanceChanged.connect(() => seen.push(live.title))
        tryVerify(() => Bench.titles()[0] === "title 19")
        settle()
        tryVerify(() => live.instance.title === "title 19")
        verify(seen.every(title => title === "title 19"), seen.join())
    }
    function test_aFailedWriteIsUndone_data() {
        return [
            { tag: "veto", title: "forbidden", error: /such a title is not allowed/ },
            { tag: "exception", title: "thrown", error: /the receiver is tired/ },
        ]
    }
    function test_aFailedWriteIsUndone(row) {
        make(Bench.saveBook("Emma"))
        live.title = row.title
        compare(live.title, row.title)
        tryCompare(failed, "count", 1)
        compare(failed.signalArguments[0][0], "title")
        verify(row.error.test(live.error), live.error)
        compare(live.title, "Emma")
        compare(Bench.titles()[0], "Emma")
        live.title = "allowed"
        tryCompare(live, "error", "")
        compare(live.title, "allowed")
    }
    function test_mistakes() {
        make(Bench.saveBook("Emma"))
        ignoreWarning(/library.Book has no field "nonsense" to be written; its fields are id, title, year/)
        live.set("nonsense", 1)
        let error = ""
        try { live.nonsense = 1 } catch (e) { error = e.message }
        verify(error.includes("nonsense"), error)
        ignoreWarning(/Can't write title: undefined is no value; null empties a field/)
        live.title = undefined
        compare(live.title, "Emma")
        ignoreWarning(/library.Book has no field "titel"; its fields are id, title, year/)
        compare(live.get("titel"), undefined)
        ignoreWarning(/Can't write year: "soon" \(QString\) is no value for it, a int/)
        live.year = "soon"
        compare(live.year, 0)
        ignoreWarning(/Can't write id, the key; set pk for another row/)
        live.id = 8
        live.pk = 77
        settle()
        ignoreWarning(/Can't write title: there is no library.Book 77 yet, or any more/)
        live.title = "Persuasion"
        compare(live.title, undefined)
    }
    function test_aKeyThatIsNoneIsReported() {
        make(0)
        ignoreWarning(/pk can't be 1.5; set it to a whole number/)
        live.pk = 1.5
        compare(live.pk, 0)
    }
    function test_anUnknownModelIsReported() {
        ignoreWarning(/There is no model "library.Bok"; there is library.Book/)
        begin(1, "library.Bok")
        verify(live.error.includes("library.Bok"))
        live.model = "library.Book"
        compare(live.error, "")
    }
    function test_fieldsWithNamesOfItsOwn() {
        const key = Bench.saveShelf("top")
        make(key, "library.Shelf")
        compare(live.name, "top")
        compare(live.model, "library.Shelf")
        compare(live.get("model"), "Billy")
        compare(live.instance.model, "Billy")
        live.set("model", "Kallax")
        tryVerify(() => live.get("model") === "Kallax")
        compare(live.model, "library.Shelf")
        const book = Bench.saveBook("Emma")
        live.best = book
        tryVerify(() => live.instance.best.key === book)
    }

    Component {
        id: inRows
        ListView {
            height: 1000
            delegate: Text {
                id: row
                required property var modelData
                text: book.title ?? "" // qmllint disable
                LiveInstance { id: book; model: "library.Book"; pk: row.modelData }
            }
        }
    }
    function test_worksInDelegates() {
        const keys = [Bench.saveBook("a"), Bench.saveBook("b"), Bench.saveBook("c")]
        const view = createTemporaryObject(inRows, testCase, { model: keys })
        tryVerify(() => view.itemAtIndex(2)?.text === "c")
        Bench.saveBook("B", keys[1], true)
        tryVerify(() => view.itemAtIndex(1).text === "B")
        compare(view.itemAtIndex(0).text, "a")
    }

    function test_destroyedWhileItLoadsAndWrites() {
        const key = Bench.saveBook("Emma")
        for (let i = 0; i < 20; ++i) {
            begin(key)
            if (i % 2)
                tryCompare(live, "exists", true)
            if (i % 2)
                live.title = "title " + i
            Bench.saveBook("under way", key, true)
            Bench.deleteNow(live)
        }
        wait(10)
    }
    function test_mayBeDestroyedInItsHandlers_data() {
        return [{ tag: "instanceChanged" }, { tag: "existsChanged" }, { tag: "changed" }, { tag: "loadingChanged" }]
    }
    function test_mayBeDestroyedWhileAPropertyIsSet_data() { return test_mayBeDestroyedInItsHandlers_data().slice(0, 2) }
    function test_mayBeDestroyedWhileAPropertyIsSet(row) {
        make(Bench.saveBook("Emma"))
        live[row.tag].connect(() => Bench.deleteNow(live))
        live.pk = 77
        wait(10)
        verify(!live)
    }
    function test_mayBeDestroyedInItsHandlers(row) {
        const key = Bench.saveBook("Emma")
        make(key)
        let calls = 0
        live[row.tag].connect(() => { if (++calls === 1) Bench.deleteNow(live) })
        Bench.saveBook("Persuasion", key)
        Bench.removeBook(key)
        wait(10)
        if (row.tag !== "loadingChanged")
            compare(calls, 1)
        else if (live)
            live.destroy()
    }

    // A map would make itself a property of each of these names, and find nothing there.
    property int outerKey: 0
    Component {
        id: amongOthers
        Item {
            property int own: testCase.outerKey // qmllint disable
            property alias book: book
            LiveInstance {
                id: book
                model: "library.Book"
                pk: own // qmllint disable
                onChanged: testCase.heard.push(title) // qmllint disable
            }
        }
    }
    property var heard: []
    function test_findsNamesOutsideOfIt() {
        outerKey = Bench.saveBook("Emma")
        heard = []
        const item = createTemporaryObject(amongOthers, testCase)
        compare(item.book.pk, outerKey)
        tryCompare(item.book, "title", "Emma")
        Bench.saveBook("Persuasion", outerKey)
        tryCompare(testCase, "heard", ["Persuasion"])
        verify(!item.book.hasOwnProperty("own"))
        verify(!item.book.hasOwnProperty("testCase"))
    }
    function test_anotherModelsFieldsAreOfTheInstance() {
        const shelf = Bench.saveShelf("top")
        make(Bench.saveBook("Emma"))
        live.model = "library.Shelf"
        live.pk = shelf
        tryCompare(live, "exists", true)
        compare(live.get("name"), "top")
        compare(live.instance.name, "top")
        compare(live.name, undefined)
        compare(live.title, undefined)
    }
    function test_aHandlerMayChooseAnotherRow_data() {
        return [{ tag: "of a reload", isSaved: false }, { tag: "of a save", isSaved: true }]
    }
    function test_aHandlerMayChooseAnotherRow(row) {
        const first = Bench.saveBook("Emma")
        const second = Bench.saveBook("Lodore")
        make(first)
        live.instanceChanged.connect(() => { if (live.instance?.title === "P") live.pk = second })
        if (row.isSaved) {
            Bench.saveBook("P", first)
        } else {
            Bench.runOutside("UPDATE library_book SET title = 'P' WHERE id = " + first)
            live.reload()
        }
        tryCompare(live, "title", "Lodore")
        settle()
        compare(changed.count, 0)
        compare(deleted.count, 0)
    }
    function test_aRefusedAliasKeepsTheField() {
        const key = Bench.saveBook("Emma")
        make(key)
        ignoreWarning(/Can't write pk, the key; set pk for another row/)
        live.set("pk", 3)
        compare(live.id, key)
    }
    function test_aKeyMustBeWhole_data() {
        return [{ tag: "1.5", key: 1.5 }, { tag: "NaN", key: NaN }, { tag: "Infinity", key: Infinity }, { tag: "1e300", key: 1e300 }]
    }
    function test_aKeyMustBeWhole(row) {
        const key = Bench.saveBook("Emma")
        make(key)
        ignoreWarning(/pk can't be .*; set it to a whole number/)
        live.pk = row.key
        compare(live.pk, key)
    }
}
