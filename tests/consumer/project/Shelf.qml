// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import QtQml
import Signalbox

ModelEvents {
    model: "library.Book"
    onCreated: book => Qt.exit(book.title === "Emma" ? 0 : 3)
}
