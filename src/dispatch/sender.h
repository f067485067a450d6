// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "global.h"

#include <QtCore/QAnyStringView>
#include <QtCore/QHashFunctions>
#include <QtCore/QMetaObject>
#include <QtCore/QVariant>

#include <concepts>
#include <cstddef>
#include <type_traits>

class QDebug;
class QObject;

namespace Signalbox {

class Sender;

/// A class that says itself under which identity it sends (the models do: their label).
template <typename T>
concept NamesItselfAsSender = std::same_as<decltype(T::signalSender()), Sender>;

/// Text that can name a sender: a literal, QString, QLatin1StringView, QStringView.
template <typename Text>
concept SenderName = std::convertible_to<const Text &, QAnyStringView> && !std::same_as<
                         Text, std::nullptr_t> && !std::same_as<Text, QByteArray>;

/// Who sends a signal, and whom a receiver wants to hear.
///
/// A sender is nobody, a QObject, a class or a name. Senders are compared by *identity*: two equal objects
/// are two senders, a class is not its base class, a name is its text. A receiver that was connected for no
/// sender hears all of them, also a send() by nobody; a receiver that was connected for a sender hears
/// exactly that one; orDerived() makes a class mean its subclasses, too.
///
/// *Lifetime.* A Sender does not own the object it names and does not keep it alive; one that is kept for
/// longer than its object must not be asked about it. Connections for an
/// object end with that object, so a later object at the same address is never mistaken for it. A Sender
/// that reaches a receiver in another thread notices the object's death up to the call: object() is then
/// nullptr while kind() is still Kind::Object. If the object may die during the call, the receiver must not
/// use it, as with QObject::sender().
///
/// *Thread.* A value type; copy it freely between threads.
class SIGNALBOX_DISPATCH_EXPORT Sender {
public:
    /// What a sender is.
    enum class Kind : quint8 {
        None, ///< nobody; as a filter: everybody
        Object, ///< a QObject
        Class, ///< a class with a meta-object
        Name, ///< a text such as "library.Book"
    };

    /// Nobody; as a filter, everybody.
    constexpr Sender() noexcept = default;
    /// Nobody.
    constexpr Sender(std::nullptr_t) noexcept { }

    /// The object @p object; nobody if it is nullptr.
    Sender(const QObject *object) noexcept
        : m_identity(object), m_kind(object ? Kind::Object : Kind::None) { }

    /// The name @p name, compared exactly; nobody if it is empty. Names are remembered for the life of the
    /// process, so they should come from a finite set.
    template <SenderName Text>
    Sender(const Text &name) : Sender(named(QAnyStringView(name)))
    { }

    /// The class @p T itself, a gadget or QObject class with its own Q_GADGET or Q_OBJECT macro.
    /// It matches neither the base classes nor the subclasses of T, nor the objects of class T.
    template <typename T>
    static Sender of()
    {
        if constexpr (NamesItselfAsSender<T>) {
            return T::signalSender();
        } else {
            static_assert(std::convertible_to<decltype(T::staticMetaObject), QMetaObject>,
                          "Sender::of<T>(): T needs a Q_OBJECT or Q_GADGET macro to be a sender");
            return ofClass(&T::staticMetaObject);
        }
    }

    /// The class described by @p metaObject; nobody if it is nullptr.
    static Sender ofClass(const QMetaObject *metaObject) noexcept;

    /// The name @p name; nobody if it is empty.
    static Sender named(QAnyStringView name);

    /// As a filter: the class and all classes derived from it, by Q_OBJECT or Q_GADGET. Such a filter is
    /// another one than that for exactly the class. As the sender of a send(), and for a sender that is no
    /// class (a model's class sends under its label), it is the same as *this.
    Sender orDerived() const noexcept;

    /// Without orDerived().
    Sender exactly() const noexcept
    {
        Sender sender = *this;
        sender.m_includesDerived = false;
        return sender;
    }

    /// Whether it is a filter made by orDerived().
    bool includesDerived() const noexcept { return m_includesDerived; }

    /// What it is.
    Kind kind() const noexcept { return m_kind; }
    /// Whether it is nobody.
    bool isNone() const noexcept { return m_kind == Kind::None; }

    /// The sending object; nullptr if the sender is something else, or an object that died meanwhile.
    QObject *object() const noexcept;

    /// The sending class; nullptr if the sender is something else.
    const QMetaObject *metaObject() const noexcept;

    /// The sender's name; empty if the sender is something else.
    QString name() const;

    /// What a person should read: the class and address of an object, a class's name, a name, "nobody".
    QString toString() const;

    /// The sender for QML: the object, the name of the class, the name, or an invalid QVariant.
    QVariant toVariant() const;

    /// The same sender with its object forgotten, as a receiver sees it after the object's death.
    Sender withoutObject() const noexcept;

    friend bool operator==(const Sender &a, const Sender &b) noexcept
    {
        return a.m_identity == b.m_identity && a.m_kind == b.m_kind
            && a.m_includesDerived == b.m_includesDerived;
    }
    friend size_t qHash(const Sender &sender, size_t seed = 0) noexcept
    {
        // The low bits of addresses say little.
        const quint64 bits = quintptr(sender.m_identity) + sender.m_includesDerived + seed;
        return size_t((bits * 0x9e3779b97f4a7c15u) >> 20);
    }

private:
    constexpr Sender(Kind kind, const void *identity) noexcept : m_identity(identity), m_kind(kind) { }

    const void *m_identity = nullptr; // the QObject, the QMetaObject or the interned QString
    Kind m_kind = Kind::None;
    bool m_includesDerived = false;
};

/// For logs.
SIGNALBOX_DISPATCH_EXPORT QDebug operator<<(QDebug debug, const Sender &sender);

} // namespace Signalbox
