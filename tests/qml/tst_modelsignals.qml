// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox
import SignalboxTests

TestCase {
    id: testCase
    name: "ModelSignals"

    function init() { Bench.newDatabase() }

    function test_names_data() {
        return [
            { tag: "preInit", name: "pre_init" }, { tag: "postInit", name: "post_init" },
            { tag: "preSave", name: "pre_save" }, { tag: "postSave", name: "post_save" },
            { tag: "preDelete", name: "pre_delete" }, { tag: "postDelete", name: "post_delete" },
            { tag: "m2mChanged", name: "m2m_changed" }, { tag: "classPrepared", name: "class_prepared" },
            { tag: "preMigrate", name: "pre_migrate" }, { tag: "postMigrate", name: "post_migrate" },
        ]
    }
    function test_names(row) {
        compare(ModelSignals[row.tag].name, row.name)
        compare(ModelSignals[row.tag], Signals.get(row.name))
    }

    Component {
        id: component
        Receiver {
            property var heard: []
            signals: [ModelSignals.preSave, ModelSignals.postSave, ModelSignals.postDelete, ModelSignals.postMigrate]
            onReceived: (event, sender, signal) => heard.push(signal.name + " " + (event.app ?? event.instance.title))
        }
    }
    function test_areHeard() {
        const receiver = createTemporaryObject(component, testCase)
        Bench.removeBook(Bench.saveBook("Emma"), true)
        Bench.newDatabase()
        tryVerify(() => receiver.heard.includes("post_migrate library"))
        compare(receiver.heard.slice(0, 3).join(), "pre_save Emma,post_save Emma,post_delete Emma")
    }
    function test_canNotBeAssigned() {
        let error = ""
        try { ModelSignals[["postSave"][0]] = null } catch (e) { error = e.message }
        verify(error.includes("read-only"))
    }

    Component { id: hearing; Receiver { property var heard: []; onReceived: (event, sender, signal) => heard.push(signal.name) } }
    function test_eachIsHeard_data() {
        return [{ tag: "preInit" }, { tag: "postInit" }, { tag: "preSave" }, { tag: "postSave" }, { tag: "preDelete" },
                { tag: "postDelete" }, { tag: "m2mChanged" }, { tag: "preMigrate" }, { tag: "postMigrate" }]
    }
    function test_eachIsHeard(row) {
        const receiver = createTemporaryObject(hearing, testCase, { signal: ModelSignals[row.tag] })
        const book = Bench.saveBook("Emma")
        Bench.relate("add", Bench.saveShelf("top"), book)
        Bench.removeBook(book)
        Bench.newDatabase()
        tryVerify(() => receiver.heard.includes(ModelSignals[row.tag].name))
    }
}
