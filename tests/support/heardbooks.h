// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/library.h"

#include <Signalbox/Transaction>

#include <vector>

/// A database, and what is heard of its books, by this thread only.
class HeardBooks : public TestDatabase {
public:
    HeardBooks()
    {
        using namespace Signalbox;
        m_connections.emplace_back(
            postSave().connect<Book>([this](const Book &book) { m_posts << book.title; }));
        m_connections.emplace_back(postSave().connect<Book>(
            [this](const Book &book) { m_told << book.title; }, {.phase = Phase::AfterCommit}));
    }

    /// The titles that were told at once.
    const QStringList &posts() const { return m_posts; }
    /// The titles that were told after a commit.
    const QStringList &told() const { return m_told; }
    void forgetPosts() { m_posts.clear(); }
    void forget()
    {
        m_posts.clear();
        m_told.clear();
    }

    /// No more, for tests with other threads.
    void stopHearing() { m_connections.clear(); }

    /// That everything works again after a failure: a save, a transaction, and that both are heard of.
    void verifyWorks()
    {
        forget();
        const QVariantList before = titles();
        Book book{.title = QStringLiteral("next")};
        const auto saved = book.save();
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().text()));
        Signalbox::Transaction transaction;
        book.title = QStringLiteral("changed");
        QVERIFY(book.save());
        const auto committed = transaction.commit();
        QVERIFY2(committed, qPrintable(committed ? QString() : committed.error().text()));
        QCOMPARE(Book::get(book.id)->title, QStringLiteral("changed"));
        QCOMPARE(m_posts, QStringList({QStringLiteral("next"), QStringLiteral("changed")}));
        QCOMPARE(m_told, m_posts);
        QCOMPARE(titles(), before + QVariantList({QStringLiteral("changed")}));
    }

private:
    std::vector<Signalbox::ScopedConnection> m_connections;
    QStringList m_posts;
    QStringList m_told;
};
