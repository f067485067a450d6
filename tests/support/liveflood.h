// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/library.h"

#include <Signalbox/LiveModel>

#include <QElapsedTimer>

/// More than a LiveModel can show at once, and a view that is slow.
namespace LiveFlood {

/// So many rows take more than one turn of the event loop.
inline constexpr int many = 20 * Signalbox::LiveModel::maximumBatch();

/// In one statement, with one event; the titles are "0", "1", …
inline void addBooks(int count)
{
    QList<Book> books;
    for (int i = 0; i < count; ++i)
        books << Book({.title = QString::number(i)});
    QVERIFY(Book::bulkCreate(books, {.signal = true}));
}

inline void busyFor(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(milliseconds)) { }
}

} // namespace LiveFlood
