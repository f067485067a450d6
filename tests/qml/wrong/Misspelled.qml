// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
import Signalbox

ModelEvents {
    modle: "library.Book"
}
