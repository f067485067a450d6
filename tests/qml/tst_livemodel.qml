// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox

// qmllint disable unqualified

Item {
    id: root
    width: 200
    height: 400

    LiveModel { id: empty }
    LiveModel { id: live }

    Component {
        id: doomed
        LiveModel { model: "library.Book" }
    }
    SignalSpy { id: spy }

    ListView {
        id: view
        anchors.fill: parent
        model: live
        delegate: Text {
            required property int index
            required property var model
            required property string title
            required property int year
            text: title
            height: 20
        }
    }

    TestCase {
        name: "LiveModel"
        when: windowShown

        function init() {
            bench.newDatabase()
            live.model = ""
            live.filter = ({})
            live.search = ""
            live.searchFields = []
            live.columns = []
            live.headers = ({})
            live.database = "default"
            live.orderBy = []
            live.limit = -1
            tryCompare(live, "loading", false)
            compare(live.count, 0)
        }
        function shown() {
            const titles = []
            for (let i = 0; i < view.count; ++i)
                titles.push(view.itemAtIndex(i)?.text)
            return titles.join()
        }

        function test_defaults() {
            compare(empty.model, "")
            compare(empty.database, "default")
            compare(empty.filter, {})
            compare(empty.search, "")
            compare(empty.searchFields, [])
            compare(empty.orderBy, [])
            compare(empty.limit, -1)
            compare(empty.columns, [])
            compare(empty.headers, {})
            compare(empty.loading, false)
            compare(empty.count, 0)
            compare(empty.error, "")
        }

        function test_aViewFollows_data() {
            return [{ tag: "this thread", other: false }, { tag: "another thread", other: true }]
        }
        function test_aViewFollows(row) {
            bench.saveBook("first")
            live.model = "library.Book"
            tryCompare(view, "count", 1)
            const key = bench.saveBook("second", 0, row.other)
            tryCompare(view, "count", 2)
            tryVerify(() => shown() === "first,second")
            bench.saveBook("changed", key, row.other)
            tryVerify(() => shown() === "first,changed")
            bench.removeBook(1, row.other)
            tryVerify(() => shown() === "changed")
        }

        function test_filterOrderAndLimit_data() {
            return [
                { tag: "filter", filter: { title__gte: "b" }, orderBy: [], limit: -1, shown: "c,b" },
                { tag: "a list to order by", filter: {}, orderBy: ["title"], limit: -1, shown: "a,b,c" },
                { tag: "a field to order by", filter: {}, orderBy: "-title", limit: -1, shown: "c,b,a" },
                { tag: "limit", filter: {}, orderBy: "title", limit: 2, shown: "a,b" }
            ]
        }
        function test_filterOrderAndLimit(row) {
            for (const title of ["c", "a", "b"])
                bench.saveBook(title)
            live.model = "library.Book"
            live.filter = row.filter
            live.orderBy = row.orderBy
            live.limit = row.limit
            verify(live.loading)
            tryCompare(live, "loading", false)
            tryVerify(() => shown() === row.shown)
            bench.removeBook(1)
            tryVerify(() => !shown().includes("c"))
        }

        function test_aDelegateEdits() {
            const key = bench.saveBook("a")
            live.model = "library.Book"
            tryCompare(view, "count", 1)
            view.itemAtIndex(0).model.title = "b"
            compare(live.get(0).title, "b")
            tryVerify(() => shown() === "b")
        }

        function test_theViewKeepsItsPlace() {
            for (let i = 0; i < 100; ++i)
                bench.saveBook("book " + i)
            live.model = "library.Book"
            tryCompare(view, "count", 100)
            view.positionViewAtIndex(50, ListView.Beginning)
            const before = view.contentY
            verify(before > 0)
            bench.saveBook("new")
            tryCompare(view, "count", 101)
            bench.saveBook("changed", 60)
            tryVerify(() => live.get(59).title === "changed")
            compare(view.contentY, before)
        }

        function test_getAndIndexOf() {
            const key = bench.saveBook("Emma")
            live.model = "library.Book"
            tryCompare(live, "count", 1)
            compare(live.indexOf(key), 0)
            compare(live.get(0).title, "Emma")
            compare(live.get(0).id, key)
            compare(live.indexOf(key + 1), -1)
            compare(live.get(7), undefined)
        }

        function test_eachPropertyTellsOfItsChange_data() {
            return [
                { tag: "model", value: "library.Book", reads: "library.Book" },
                { tag: "database", value: "other", reads: "other" },
                { tag: "filter", value: { year: 1 }, reads: { year: 1 } },
                { tag: "search", value: "emma", reads: "emma" },
                { tag: "searchFields", value: ["title"], reads: ["title"] },
                { tag: "orderBy", value: "-year", reads: ["-year"] },
                { tag: "limit", value: 7, reads: 7 },
                { tag: "columns", value: ["title"], reads: ["title"] },
                { tag: "headers", value: { title: "Title" }, reads: { title: "Title" } }
            ]
        }
        function test_eachPropertyTellsOfItsChange(row) {
            spy.target = live
            spy.signalName = row.tag + "Changed"
            spy.clear()
            live[row.tag] = row.value
            compare(live[row.tag], row.reads)
            compare(spy.count, 1)
            live[row.tag] = row.value
            compare(spy.count, 1)
        }

        function test_search_data() {
            return [
                { tag: "none", search: "", fields: [], shown: "Emma,Évelina,emmer" },
                { tag: "whatever the case", search: "EMM", fields: [], shown: "Emma,emmer" },
                { tag: "not ASCII", search: "éVE", fields: ["title"], shown: "Évelina" },
                { tag: "two words", search: "mm er", fields: [], shown: "emmer" },
                { tag: "a wildcard", search: "e%", fields: [], shown: "" }
            ]
        }
        function test_search(row) {
            for (const title of ["Emma", "Évelina", "emmer"])
                bench.saveBook(title)
            live.model = "library.Book"
            tryCompare(live, "count", 3)
            live.search = row.search
            live.searchFields = row.fields
            tryVerify(() => !live.loading && shown() === row.shown)
            bench.saveBook("nothing like it", 1)
            tryVerify(() => !shown().includes("Emma"))
        }

        function test_aMistakeIsAWarning_data() {
            const fields = "its fields are id, title, year"
            return [
                { tag: "model", set: { model: "library.Nothing" },
                  says: /There is no model "library.Nothing"; use the class/ },
                { tag: "database", set: { database: "nowhere" }, says: /"nowhere".*configure/ },
                { tag: "filter: field", set: { filter: { titel: "a" } },
                  says: RegExp("filter library.Book by titel: .*" + fields) },
                { tag: "filter: lookup", set: { filter: { year__near: 1 } },
                  says: /year__near: there is no such lookup; use exact, gt/ },
                { tag: "filter: value", set: { filter: { year: "soon" } }, says: /"soon" \(QString\) is no value/ },
                { tag: "searchFields: unknown", set: { searchFields: ["titel"] },
                  says: RegExp("search library.Book in \"titel\": .*" + fields) },
                { tag: "searchFields: no text", set: { searchFields: ["year"] }, says: /year: .*QString is needed/ },
                { tag: "search: too long", set: { search: "x".repeat(1001) }, says: /1001 characters, and 1000/ },
                { tag: "orderBy", set: { orderBy: "-titel" },
                  says: RegExp("order library.Book by \"-titel\": .*" + fields) },
                { tag: "columns", set: { columns: ["titel"] }, says: RegExp("show \"titel\" of library.Book: .*" + fields) },
                { tag: "columns: a path", set: { columns: ["title.x"] }, says: /title is no foreign key or relation/ }
            ]
        }
        function test_aMistakeIsAWarning(row) {
            bench.saveBook("a")
            ignoreWarning(RegExp("tst_livemodel\\.qml:[0-9]+:[0-9]+: QML LiveModel: .*" + row.says.source))
            live.model = "library.Book"
            for (const property in row.set)
                live[property] = row.set[property]
            tryVerify(() => row.says.test(live.error))
            compare(live.count, 0)
            init() // corrects it
            compare(live.error, "")
        }

        function test_anEditThatIsRefusedIsAWarning() {
            bench.saveBook("a")
            live.model = "library.Book"
            tryCompare(view, "count", 1)
            ignoreWarning(/tst_livemodel\.qml:[0-9]+:[0-9]+: QML LiveModel: .*such a title is not allowed/)
            view.itemAtIndex(0).model.title = "forbidden"
            compare(shown(), "a")
            verify(live.error.includes("not allowed"))
        }

        function test_aHandlerMayDestroyIt_data() {
            return [
                { tag: "rowsInserted", change: () => bench.saveBook("new") },
                { tag: "rowsRemoved", change: () => bench.removeBook(1) },
                { tag: "dataChanged", change: () => bench.saveBook("changed", 1) },
                { tag: "countChanged", change: () => bench.saveBook("new", 0, true) },
                { tag: "loadingChanged", change: model => model.search = "a" },
                { tag: "searchChanged", change: model => model.search = "a" },
                { tag: "modelReset", change: model => model.columns = ["title"] }
            ]
        }
        function test_aHandlerMayDestroyIt(row) {
            bench.saveBook("a")
            const model = doomed.createObject(root) as LiveModel
            tryCompare(model, "count", 1)
            tryCompare(model, "loading", false)
            let destroyed = false
            model[row.tag].connect(() => {
                if (!destroyed)
                    bench.deleteNow(model)
                destroyed = true
            })
            row.change(model)
            tryVerify(() => destroyed)
            bench.saveBook("heard by nobody")
            wait(0)
        }
    }

    Component { id: ofBooks; LiveModel { model: "library.Book" } }
    function test_reloadReadsWhatOthersHaveWritten() {
        Bench.saveBook("Emma")
        const model = createTemporaryObject(ofBooks, testCase)
        tryCompare(model, "count", 1)
        Bench.runOutside("UPDATE library_book SET title = 'Persuasion'")
        compare(model.get(0).title, "Emma")
        model.reload()
        compare(model.loading, true)
        tryVerify(() => model.get(0).title === "Persuasion")
        compare(model.loading, false)
        compare(model.get(-1), undefined)
        compare(model.indexOf(0), -1)
    }
    function test_itMayDieInThese_data() {
        return [
            { tag: "errorChanged", change: model => { ignoreWarning(/titel/); model.filter = { titel: 1 } } },
            { tag: "headersChanged", change: model => model.headers = { title: "T" } },
            { tag: "modelChanged", change: model => model.model = "library.Shelf" },
            { tag: "layoutChanged", change: model => model.orderBy = "-id", books: 80 },
            { tag: "columnsChanged", change: model => model.columns = ["title"] },
            { tag: "limitChanged", change: model => model.limit = 1 },
        ]
    }
    function test_itMayDieInThese(row) {
        const books = row.books ?? 3
        for (let i = 0; i < books; ++i)
            Bench.saveBook("book " + i)
        const holder = { model: ofBooks.createObject(testCase) }
        tryCompare(holder.model, "count", books)
        tryCompare(holder.model, "loading", false)
        let calls = 0
        holder.model[row.tag].connect(() => {
            if (++calls === 1)
                Bench.deleteNow(holder.model)
        })
        row.change(holder.model)
        tryVerify(() => calls > 0)
        wait(0)
        compare(calls, 1)
    }
}
