// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "strong_p.h"
#include "usecount_p.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace Signalbox;

namespace {

/// What is counted: how many exist.
struct Guest {
    explicit Guest(std::atomic<int> &number, bool fails = false) : present(number)
    {
        if (fails)
            throw std::runtime_error("no room");
        ++present;
    }
    ~Guest() { --present; }
    Q_DISABLE_COPY(Guest)

    std::atomic<int> &present;
};

/// Looks for itself when its destruction has begun.
struct Ghost {
    explicit Ghost(bool &wasFound) : found(wasFound) { }
    ~Ghost() { found = bool(Strong<Ghost>::toAlive(*this)); }
    Q_DISABLE_COPY(Ghost)

    bool &found;
};

using Copy = Strong<Guest> (*)(Strong<Guest> &, const Weak<Guest> &);

} // namespace

/// The references by which the dispatcher keeps its receivers, from inside.
class TestStrong : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLastStrongReferenceDestroys_data();
    void theLastStrongReferenceDestroys();
    void aWeakReferenceOutlivesItsObject();
    void whatIsBeingDestroyedCanNotBeHad();
    void aConstructorMayThrow();
    void aKeeperKeepsWhateverItIs();
    void threadsComeAndGo();
    void theLastUserAfterTheOwnerIsToldSo_data();
    void theLastUserAfterTheOwnerIsToldSo();
    void oneOfManyThreadsIsTheLastUser();
};

void TestStrong::theLastStrongReferenceDestroys_data()
{
    QTest::addColumn<Copy>("copy");
    QTest::addColumn<bool>("isMoved");
    QTest::newRow("copied") << Copy([](auto &strong, auto &) { return strong; }) << false;
    QTest::newRow("moved") << Copy([](auto &strong, auto &) { return std::move(strong); }) << true;
    QTest::newRow("from the object") << Copy([](auto &strong, auto &) { return Strong<Guest>::to(*strong); })
                                     << false;
    QTest::newRow("from the object, perhaps dying")
        << Copy([](auto &strong, auto &) { return Strong<Guest>::toAlive(*strong); }) << false;
    QTest::newRow("from the first weak one") << Copy([](auto &, auto &weak) { return weak.lock(); }) << false;
    QTest::newRow("from another weak one")
        << Copy([](auto &strong, auto &) { return strong.weak().lock(); }) << false;
}

void TestStrong::theLastStrongReferenceDestroys()
{
    QFETCH(Copy, copy);
    QFETCH(bool, isMoved);
    std::atomic<int> present = 0;
    auto [strong, weak] = Strong<Guest>::make(present);
    Guest *const guest = strong.get();
    Strong<Guest> other = copy(strong, weak);
    QCOMPARE(other.get(), guest);
    QCOMPARE(!strong, isMoved);
    strong = nullptr;
    QCOMPARE(present.load(), 1);
    other = nullptr;
    QCOMPARE(present.load(), 0);
}

void TestStrong::aWeakReferenceOutlivesItsObject()
{
    std::atomic<int> present = 0;
    Weak<Guest> nothing;
    QVERIFY(!nothing.lock());
    auto [strong, weak] = Strong<Guest>::make(present);
    const Weak<Guest> copy = weak;
    nothing = weak;
    QCOMPARE(nothing.lock().get(), strong.get());
    strong = nullptr;
    QCOMPARE(present.load(), 0);
    QVERIFY(!weak.lock());
    QVERIFY(!copy.lock());
    QVERIFY(!nothing.lock());
    QVERIFY(!strong.weak().lock()); // of nothing
}

void TestStrong::whatIsBeingDestroyedCanNotBeHad()
{
    bool found = true;
    Strong<Ghost>::make(found); // and gone
    QVERIFY(!found);
}

void TestStrong::aConstructorMayThrow()
{
    std::atomic<int> present = 0;
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, Strong<Guest>::make(present, true));
    QCOMPARE(present.load(), 0);
    QVERIFY(Strong<Guest>::make(present).first);
}

void TestStrong::aKeeperKeepsWhateverItIs()
{
    std::atomic<int> present = 0;
    const auto shared = std::make_shared<Guest>(present);
    std::weak_ptr<Guest> left = std::make_shared<Guest>(present);
    QCOMPARE(present.load(), 1); // left has nothing
    std::vector<Keeper> keepers;
    keepers.push_back(keep(std::make_unique<Guest>(present)));
    keepers.push_back(keep(std::make_shared<Guest>(present)));
    keepers.push_back(keep(Strong<Guest>::make(present).first));
    keepers.push_back(keep(shared));
    QCOMPARE(present.load(), 4);
    QCOMPARE(shared.use_count(), 2);
    keepers.clear();
    QCOMPARE(present.load(), 1);
    QVERIFY(!keep(left.lock()));
    QVERIFY(!keep(Strong<Guest>()));
}

// Each thread makes references in every way; the object dies once, and no sooner than the last.
void TestStrong::threadsComeAndGo()
{
    for (int round = 0; round < 20; ++round) {
        std::atomic<int> present = 0;
        std::atomic<int> missed = 0;
        {
            auto [strong, weak] = Strong<Guest>::make(present);
            std::vector<std::thread> threads;
            std::latch start(4);
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&missed, &start, own = weak, mine = strong]() mutable {
                    start.arrive_and_wait();
                    for (int turn = 0; turn < 5000; ++turn) {
                        const Weak<Guest> weaker = own;
                        const Strong<Guest> stronger = weaker.lock();
                        missed += !stronger || stronger->present != 1;
                    }
                    mine = nullptr;
                    if (const auto late = own.lock()) // another thread may have it still
                        missed += late->present != 1;
                });
            }
            strong = nullptr;
            for (auto &thread : threads)
                thread.join();
            QVERIFY(!weak.lock());
        }
        QCOMPARE(missed.load(), 0);
        QCOMPARE(present.load(), 0);
    }
}

void TestStrong::theLastUserAfterTheOwnerIsToldSo_data()
{
    QTest::addColumn<int>("come");
    QTest::addColumn<int>("leaveBefore");
    QTest::addColumn<bool>("ownerIsLast");
    QTest::newRow("nobody came") << 0 << 0 << true;
    QTest::newRow("all have left") << 3 << 3 << true;
    QTest::newRow("all are in") << 3 << 0 << false;
    QTest::newRow("one is in") << 1 << 0 << false;
    QTest::newRow("some are in") << 5 << 2 << false;
}

void TestStrong::theLastUserAfterTheOwnerIsToldSo()
{
    QFETCH(int, come);
    QFETCH(int, leaveBefore);
    QFETCH(bool, ownerIsLast);
    UseCount count;
    for (int i = 0; i < come; ++i)
        count.enter();
    for (int i = 0; i < leaveBefore; ++i)
        QVERIFY(!count.leave());
    QCOMPARE(count.close(), ownerIsLast);
    for (int left = come - leaveBefore; left > 0; --left)
        QCOMPARE(count.leave(), left == 1);
}

void TestStrong::oneOfManyThreadsIsTheLastUser()
{
    for (int round = 0; round < 500; ++round) {
        constexpr int users = 4;
        UseCount count;
        for (int i = 0; i < users; ++i)
            count.enter();
        std::atomic<int> told = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < users; ++i)
            threads.emplace_back([&] { told += count.leave(); });
        told += count.close();
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(told.load(), 1);
    }
}

QTEST_APPLESS_MAIN(TestStrong)
#include "tst_strong.moc"
