// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Signalbox

TestCase {
    name: "Signals"

    function test_getFindsASignal() {
        const signal = Signals.get("pizza_done")
        verify(signal)
        compare(signal.name, "pizza_done")
        compare(signal.providingArgs, ["toppings", "size"])
        compare(Signals.get("pizza_done"), signal)
    }

    function test_theModelSignalsAreThere_data() {
        bench.saveBook("Emma") // they come into being with their first use
        return [{ tag: "pre_save" }, { tag: "post_save" }]
    }
    function test_theModelSignalsAreThere(row) {
        compare(Signals.get(row.tag).name, row.tag)
    }

    function test_anUnknownNameIsReported() {
        ignoreWarning(/There is no signal "nothing"; define it in C\+\+/)
        compare(Signals.get("nothing"), null)
    }
}
