// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelinfo.h"
#include "modelsglobal.h"

#include <QtCore/QAnyStringView>
#include <QtCore/QVariant>

#include <typeinfo>

namespace Signalbox {

/// The instance a model signal is about.
///
/// In a direct receiver it is the very instance that is being saved or removed; live() lets a pre_save
/// receiver change it. A copy of this object - and every queued receiver gets one - holds a snapshot of
/// the instance as it was when the copy was made, shared and never changed.
///
/// *Lifetime.* The live one is valid during the send; keep a copy instead.
class SIGNALBOX_MODELS_EXPORT Instance {
public:
    /// Nothing; every value is invalid. Only there because QVariant asks for it.
    Instance() noexcept = default;
    /// The instance of @p model at the address @p live.
    Instance(const ModelInfo &model, void *live);

    /// Takes a snapshot.
    Instance(const Instance &other);
    /// Takes a snapshot.
    Instance &operator=(const Instance &other);
    ~Instance();

    /// The model of the instance; nullptr for nothing.
    const ModelInfo *model() const noexcept { return m_model; }

    /// The instance. Throws std::bad_cast if it is not of class @p T.
    template <typename T>
    const T &as() const
    {
        return *static_cast<const T *>(checked(QMetaType::fromType<T>()));
    }

    /// The instance that is being saved, to be changed by a pre_save receiver; nullptr in a snapshot.
    /// Throws std::bad_cast if it is not of class @p T.
    template <typename T>
    T *live() const
    {
        checked(QMetaType::fromType<T>());
        return static_cast<T *>(m_live);
    }

    /// The primary key; 0 if the instance was not saved yet.
    qint64 key() const;

    /// The value of the field @p name; invalid if there is none.
    QVariant value(QAnyStringView name) const;

    /// A snapshot as a gadget, as QML reads it: `event.instance.title`.
    QVariant toVariant() const;

private:
    const void *data() const noexcept { return m_live ? m_live : m_snapshot.constData(); }
    const void *checked(QMetaType type) const;

    const ModelInfo *m_model = nullptr;
    void *m_live = nullptr;
    QVariant m_snapshot;
};

} // namespace Signalbox
