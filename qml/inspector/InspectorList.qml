// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Fusion
import Signalbox.Inspector

// The rows of an InspectorTable, which reach the Inspector by it.
ListView {
    required property Inspector inspector

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ScrollBar { }
}
