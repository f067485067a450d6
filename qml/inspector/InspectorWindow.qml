// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Fusion
import Signalbox.Inspector

/*!
    What all signals of the program do, live: the signals, their receivers, the rates of the last minute, and the
    latest sends with the calls of their receivers in the lanes of their threads.
    ```qml
    import Signalbox.Inspector
    InspectorWindow { }
    ```
    It records while it is visible. Hidden or closed it costs nothing, and keeps what it has shown. Its colours follow
    its `palette`. It belongs to the thread of the QML engine.
*/
ApplicationWindow {
    id: window

    /// What is shown, type Inspector: its properties `filter`, `paused`, `selectedSignal` and `selectedSend` may be
    /// set. There is always one.
    readonly property alias inspector: inspector

    title: qsTr("Signalbox Inspector")
    width: 1000
    height: 700
    minimumWidth: 980
    minimumHeight: 640
    visible: true

    Inspector {
        id: inspector
        objectName: "inspector"
        running: window.visible && window.visibility !== Window.Minimized
    }

    header: InspectorToolBar { inspector: inspector }

    SplitView {
        anchors.fill: parent
        orientation: Qt.Vertical

        SplitView {
            orientation: Qt.Horizontal
            SplitView.fillHeight: true
            SplitView.minimumHeight: 120

            SignalTable {
                inspector: inspector
                SplitView.preferredWidth: 376
                SplitView.minimumWidth: 340
            }
            ReceiverTable {
                inspector: inspector
                SplitView.fillWidth: true
                SplitView.minimumWidth: 300
            }
        }

        RateChart {
            objectName: "rateChart"
            inspector: inspector
            textColor: window.palette.windowText
            backgroundColor: window.palette.window
            SplitView.preferredHeight: 112
            SplitView.minimumHeight: 60
        }

        TimelineView {
            id: timeline
            objectName: "timeline"
            inspector: inspector
            textColor: window.palette.windowText
            backgroundColor: window.palette.window
            SplitView.preferredHeight: Math.max(3, Math.min(5, timeline.laneCount)) * 34 + 18
            SplitView.minimumHeight: 60
        }

        SplitView {
            orientation: Qt.Horizontal
            SplitView.preferredHeight: 170
            SplitView.minimumHeight: 80

            SendTable {
                inspector: inspector
                SplitView.preferredWidth: 560
                SplitView.minimumWidth: 500
            }
            DeliveryTable {
                inspector: inspector
                SplitView.fillWidth: true
                SplitView.minimumWidth: 360
            }
        }
    }
}
