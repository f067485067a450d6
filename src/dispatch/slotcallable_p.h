// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include "callable.h"

#include <QtCore/QMetaMethod>

#include <optional>

namespace Signalbox {

/// A receiver that is a slot or invokable method, known by its meta-object.
class SlotCallable final : public Callable {
public:
    /// What tells one slot of an object from another.
    struct Identity {
        int methodIndex;
        friend bool operator==(const Identity &, const Identity &) = default;
    };

    /// What a slot is called with, by parameter.
    enum class Parameter { Payload, PayloadVariant, Sender, SenderVariant, SenderObject };

    /// @return what @p slot of @p receiver takes; nothing, and @p problem says why, if it can't receive a
    /// payload of @p payloadType
    static std::optional<QList<Parameter>> parametersOf(const QObject &receiver, const QMetaMethod &slot,
                                                        QMetaType payloadType, QString *problem);

    /// The slot of @p receiver that @p name means, see AbstractSignal::connectSlot().
    /// @return an invalid one, and @p problem says why, if there is none or more than one
    static QMetaMethod find(const QObject &receiver, const QString &name, QString *problem);

    void invoke(const Call &call, Result &result) override;

    SlotCallable(QObject *receiver, const QMetaMethod &slot, const QList<Parameter> &parameters)
        : m_receiver(receiver), m_slot(slot), m_parameters(parameters)
    { }
    SlotCallable(SlotCallable &&) = default;
    Callable *moveTo(void *memory) override { return new (memory) SlotCallable(std::move(*this)); }

private:
    QObject *m_receiver; // alive when it is invoked: it is the receiver's context
    QMetaMethod m_slot;
    QList<Parameter> m_parameters;
};

} // namespace Signalbox
