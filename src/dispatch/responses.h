// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "connection.h"
#include "global.h"
#include "sender.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QVarLengthArray>
#include <QtCore/QVariant>

#include <exception>
#include <iterator>
#include <utility>

class QDebug;

namespace Signalbox {

namespace detail {

// What a receiver returned or threw, if it did.
struct ResponseExtra {
    ResponseExtra(QVariant &&theValue, std::exception_ptr &&theError)
        : value(std::move(theValue)), error(std::move(theError))
    { }
    QVariant value;
    std::exception_ptr error;
};

} // namespace detail

} // namespace Signalbox

Q_DECLARE_TYPEINFO(Signalbox::detail::ResponseExtra, Q_RELOCATABLE_TYPE);

namespace Signalbox {

struct Answer;

/// What became of one receiver in one send().
class SIGNALBOX_DISPATCH_EXPORT Response {
public:
    /// How it went.
    enum class Outcome : quint8 {
        Returned, ///< it was called and returned value()
        Raised, ///< it was called and threw error() (not after a plain send(), which the exception leaves)
        Queued, ///< it will be called later, by its thread's event loop or after the commit
        Dropped, ///< it was not and will not be called, though it was connected; error() may say why
    };

    /// How it went.
    Outcome outcome() const noexcept { return m_outcome; }

    /// What the receiver returned; invalid if it returned void or was not called. A QFuture is handed on as
    /// it is by send(), and as what it came to by sendAsync().
    const QVariant &value() const noexcept { return m_value; }

    /// What the receiver threw, or why it could not be called; else empty.
    std::exception_ptr error() const noexcept { return m_error; }

    /// The text of error(): its what(), or the text itself if a string was thrown.
    QString errorString() const;

    /// The receiver's connection; a handle to nothing if that has ended. It is looked up among all receivers
    /// of the signal.
    Connection receiver() const;

private:
    friend class Responses;
    Response() = default;

    QVariant m_value;
    std::exception_ptr m_error;
    ConnectionId m_receiver;
    Outcome m_outcome = Outcome::Dropped;
};

/// What came back from a send(): one Response per receiver that was called, or would have been, in the order
/// of their connection. Empty if nobody listened.
///
/// A receiver that returns nothing costs 16 bytes and no allocation (of the first 8); therefore this is a
/// container of its own. Like other containers it may be copied, and read by several threads.
class SIGNALBOX_DISPATCH_EXPORT Responses {
public:
    /// A forward iterator over the responses.
    class const_iterator {
    public:
        /// @name What the standard library asks of an iterator
        /// @{

        /// As its name says.
        using iterator_category = std::input_iterator_tag;
        using difference_type = qsizetype;
        using value_type = Response;
        using pointer = void;
        using reference = Response;
        /// @}

        /// The response it is at.
        Response operator*() const { return m_responses->at(m_index); }
        /// @name To the next response
        /// @{

        /// Must not be called at the end.
        const_iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        const_iterator operator++(int)
        {
            const_iterator before = *this;
            ++m_index;
            return before;
        }
        /// @}
        friend bool operator==(const const_iterator &, const const_iterator &) = default;

    private:
        friend class Responses;
        const_iterator(const Responses *responses, qsizetype index) : m_responses(responses), m_index(index)
        { }
        const Responses *m_responses;
        qsizetype m_index;
    };

    /// No responses.
    Responses() noexcept { } // NOLINT(modernize-use-equals-default): its room stays uninitialised

    /// How many there are: one for each receiver.
    qsizetype size() const noexcept { return m_records.size(); }
    /// Whether nobody was told.
    bool isEmpty() const noexcept { return m_records.isEmpty(); }

    /// The response at @p index, which must be from 0 to size() - 1.
    Response at(qsizetype index) const;
    /// The response at @p index, which must be from 0 to size() - 1.
    Response operator[](qsizetype index) const { return at(index); }
    /// The response of the first receiver; there must be one.
    Response first() const { return at(0); }
    /// The response of the last receiver; there must be one.
    Response last() const { return at(size() - 1); }

    /// @name For range-based loops, in the order of connection
    /// @{

    /// As its name says.
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, size()}; }
    /// @}

    /// What the receivers returned, in order, without those that returned void.
    QVariantList values() const;

    /// Whether any receiver threw, or could not be called for a reason that errorString() tells.
    bool hasErrors() const noexcept;

private:
    friend class AsyncReply;
    friend class Sending;

    struct Record {
        quint64 receiver; // its order in the table
        qint32 extra; // where in m_extras, or -1
        Response::Outcome outcome;
    };

    void begin(quint64 signal, qsizetype upperBound)
    {
        m_signal = signal;
        if (upperBound > m_records.capacity()) [[unlikely]]
            m_records.reserve(upperBound);
    }
    void add(quint64 receiver, Response::Outcome outcome) { m_records.append({receiver, -1, outcome}); }
    void addReturned(quint64 receiver, QVariant &&value);
    void setAnswer(qsizetype index, Answer &&answer);

    QVarLengthArray<Record, 8> m_records;
    QList<detail::ResponseExtra> m_extras; // of those that returned or threw something
    quint64 m_signal = 0; // the signal's serial number
};

/// The text of an exception: its what(), or the text itself if a string was thrown.
SIGNALBOX_DISPATCH_EXPORT QString errorString(const std::exception_ptr &error);

/// For logs.
SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const Response &response);

} // namespace Signalbox
