// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelsglobal.h"

#include <QtCore/QString>

#include <stdexcept>
#include <utility>
#include <variant>

class QDebug;
class QSqlError;

namespace Signalbox {

/// Why an operation on the database did not happen. Nothing was changed by it, no post_* signal was sent,
/// and the next operation works; within a Transaction, see there.
class SIGNALBOX_MODELS_EXPORT DatabaseError {
public:
    /// What stood against it.
    enum class Kind : quint8 {
        InvalidModel, ///< the class can't be a model; text() says why
        InvalidArgument, ///< a field, lookup, option or value of the call makes no sense; text() says why
        InvalidValue, ///< a field's value can't be stored: too long, not set, or not of the column's range
        NotConfigured, ///< there is no database of that alias; call Database::configure()
        ConnectionFailed, ///< the database can't be opened
        ConnectionLost, ///< the server ended the connection; the next operation opens another one
        StatementFailed, ///< the database refused the statement
        ConstraintViolated, ///< a key, uniqueness or reference rule of the table stands against it
        Protected, ///< other rows refer to it by a foreign key with OnDelete::Protect
        Locked, ///< another connection held the database for longer than the busy timeout
        StorageFull, ///< the disk or the database is full
        NotFound, ///< there is no row with that key
        NotUnique, ///< there is more than one such row
        NotSaved, ///< the instance has no key, so it is in no table
        NotUpdated, ///< the save was to update a row, and there was none
        Vetoed, ///< a receiver of pre_save or pre_delete returned a Veto; text() is its reason
        TransactionFailed, ///< something failed in this transaction before; it can only be rolled back
    };

    /// An error of the library's own.
    DatabaseError(Kind kind, const QString &text);

    /// As above, with the words and the code of the driver that said so.
    DatabaseError(Kind kind, const QString &text, const QSqlError &error);

    /// What stood against it.
    Kind kind() const noexcept { return m_kind; }

    /// What was attempted and what stood against it, in one line.
    const QString &text() const noexcept { return m_text; }

    /// The driver's own words and code; empty if the driver was not asked.
    const QString &driverText() const noexcept { return m_driverText; }
    /// The driver's code for it; empty if the driver was not asked.
    const QString &nativeCode() const noexcept { return m_nativeCode; }

private:
    Kind m_kind;
    QString m_text;
    QString m_driverText;
    QString m_nativeCode;
};

/// For logs.
SIGNALBOX_MODELS_EXPORT QDebug operator<<(QDebug debug, const DatabaseError &error);

/// What ends a program that takes the value of a Result without a look at whether there is one. Its what() is
/// the text of the error.
class SIGNALBOX_MODELS_EXPORT BadResult : public std::runtime_error {
public:
    /// For Result.
    explicit BadResult(const DatabaseError &error);
    ~BadResult() override;

    /// Why there is no value.
    const DatabaseError &error() const noexcept { return m_error; }

private:
    DatabaseError m_error;
};

/// What an operation on the database came to: a value, or why not. It must be looked at:
/// @code
/// if (const auto saved = book.save(); !saved)
///     qWarning() << saved.error();
/// @endcode
template <typename T>
class [[nodiscard]] Result {
public:
    /// It worked.
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    /// It did not.
    Result(DatabaseError error) : m_state(std::in_place_index<1>, std::move(error)) { }

    /// Whether it worked.
    explicit operator bool() const noexcept { return m_state.index() == 0; }

    /// The value. Throws BadResult if there is none.
    const T &value() const &
    {
        check();
        return std::get<0>(m_state);
    }
    /// The same, moved out of a temporary.
    T value() &&
    {
        check();
        return std::get<0>(std::move(m_state));
    }
    /// @name The same as value()
    /// @{

    /// Throws BadResult if there is none.
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &value(); }
    /// @}

    /// The error. Throws std::bad_variant_access if there is none.
    const DatabaseError &error() const { return std::get<1>(m_state); }

private:
    void check() const
    {
        if (const auto *error = std::get_if<1>(&m_state)) [[unlikely]]
            throw BadResult(*error);
    }

    std::variant<T, DatabaseError> m_state;
};

/// The value of a Result that says no more than that it worked.
struct Done { };

} // namespace Signalbox
