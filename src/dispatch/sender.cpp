// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "sender.h"

#include <QtCore/QDebug>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <mutex>
#include <unordered_set>

namespace Signalbox {
namespace {

// Equal names get one address, so that a Sender is two words and compares in one instruction.
// Never destroyed: global signals send until the last static is gone.
const QString *interned(const QString &name)
{
    static std::mutex mutex;
    static auto &names = *new std::unordered_set<QString>;
    const std::lock_guard lock(mutex);
    return &*names.insert(name).first;
}

} // namespace

Sender Sender::ofClass(const QMetaObject *metaObject) noexcept
{
    return metaObject ? Sender(Kind::Class, metaObject) : Sender();
}

Sender Sender::named(QAnyStringView name)
{
    return name.isEmpty() ? Sender() : Sender(Kind::Name, interned(name.toString()));
}

Sender Sender::orDerived() const noexcept
{
    Sender sender = *this;
    sender.m_includesDerived = m_kind == Kind::Class;
    return sender;
}

QObject *Sender::object() const noexcept
{
    // As QObject::connect() does: being a sender says nothing about constness.
    return m_kind == Kind::Object ? const_cast<QObject *>(static_cast<const QObject *>(m_identity)) : nullptr;
}

const QMetaObject *Sender::metaObject() const noexcept
{
    return m_kind == Kind::Class ? static_cast<const QMetaObject *>(m_identity) : nullptr;
}

QString Sender::name() const
{
    return m_kind == Kind::Name ? *static_cast<const QString *>(m_identity) : QString();
}

QString Sender::toString() const
{
    switch (m_kind) {
    case Kind::None:
        return QStringLiteral("nobody");
    case Kind::Object:
        if (!m_identity)
            return QStringLiteral("an object that died");
        return QStringLiteral("%1(0x%2)")
            .arg(QLatin1StringView(object()->metaObject()->className()))
            .arg(quintptr(m_identity), 0, 16);
    case Kind::Class:
        return QString::fromUtf8(metaObject()->className())
            + (m_includesDerived ? QStringLiteral(" or derived") : QString());
    case Kind::Name:
        return name();
    }
    Q_UNREACHABLE();
}

QVariant Sender::toVariant() const
{
    switch (m_kind) {
    case Kind::None:
        return {};
    case Kind::Object:
        return QVariant::fromValue(object());
    case Kind::Class:
        return QString::fromUtf8(metaObject()->className());
    case Kind::Name:
        return name();
    }
    Q_UNREACHABLE();
}

Sender Sender::withoutObject() const noexcept
{
    return m_kind == Kind::Object ? Sender(Kind::Object, nullptr) : *this;
}

QDebug operator<<(QDebug debug, const Sender &sender)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::Sender(" << sender.toString() << ')';
    return debug;
}

} // namespace Signalbox
