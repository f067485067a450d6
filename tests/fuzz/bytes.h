// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

/// What a fuzzer made up, taken as one value after the other; zeros and empty texts when it is used up.
class Bytes {
public:
    Bytes(const uint8_t *data, size_t size)
        : m_rest(reinterpret_cast<const char *>(data), qsizetype(size)) { }

    bool isEmpty() const { return m_rest.isEmpty(); }

    template <typename T>
    T take()
    {
        static_assert(std::is_arithmetic_v<T>);
        std::array<char, sizeof(T)> raw{};
        const QByteArrayView taken = takeView(qsizetype(sizeof(T)));
        std::copy(taken.begin(), taken.end(), raw.begin());
        if constexpr (std::is_same_v<T, bool>)
            return raw[0] & 1;
        else
            return std::bit_cast<T>(raw);
    }

    /// 0 to @p limit - 1; @p limit is at most 256.
    int takeBelow(qsizetype limit) { return take<uint8_t>() % int(limit); }

    template <typename Container>
    auto pick(const Container &container)
    {
        return *(std::begin(container) + takeBelow(qsizetype(std::size(container))));
    }

    /// Up to 15 bytes.
    QByteArray takeBytes() { return takeView(takeBelow(16)).toByteArray(); }

    /// Up to 15 characters, of Latin 1 or any UTF-16 units.
    QString takeText()
    {
        const int size = takeBelow(32);
        if (size < 16)
            return QString::fromLatin1(takeView(size));
        QString text;
        for (int i = 16; i < size; ++i)
            text += QChar(take<char16_t>());
        return text;
    }

    QByteArray takeAll() { return takeView(m_rest.size()).toByteArray(); }

private:
    QByteArrayView takeView(qsizetype size)
    {
        const QByteArrayView taken = m_rest.first(qMin(size, m_rest.size()));
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }

    QByteArrayView m_rest;
};

/// Ends the process, which the fuzzer reports as a finding, unless @p holds.
inline void require(bool holds, const char *property, const QString &details = {})
{
    if (holds)
        return;
    std::fprintf(stderr, "Does not hold: %s %s\n", property, qPrintable(details));
    std::abort();
}
