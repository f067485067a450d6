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
            compare(empty.orderBy, [])
            compare(empty.limit, -1)
            compare(empty.columns, [])
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

        function test_anUnknownModelIsReported() {
            live.model = "library.Nothing"
            tryVerify(() => live.error.includes("library.Nothing"))
            live.model = ""
            tryCompare(live, "error", "")
        }
    }
}
