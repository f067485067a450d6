// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelsglobal.h"

#include <QtCore/QVariant>

#include <memory>

namespace Signalbox {

/// What the library knows about an instance beside its fields: what its row held when it was last loaded or
/// saved, and where. SIGNALBOX_MODEL() puts one into every model class. Copies of an instance share it.
class SIGNALBOX_MODELS_EXPORT InstanceState {
public:
    /// Whether the instance was neither loaded nor saved yet.
    bool isAdding() const noexcept { return !m_stored; }

    /// The field values of the row, in the order of ModelInfo::fields(); nullptr if isAdding().
    const QVariantList *stored() const noexcept { return m_stored ? &m_stored->values : nullptr; }

    /// The alias of the database with that row; "default" if isAdding().
    QString database() const { return m_stored ? m_stored->database : QStringLiteral("default"); }

    /// Remembers @p values as those of the row in @p database, in the order of ModelInfo::fields().
    void setStored(QVariantList values, const QString &database)
    {
        m_stored = std::make_shared<const Stored>(Stored{std::move(values), database});
    }

    /// It is not a part of an instance's value.
    friend bool operator==(const InstanceState &, const InstanceState &) { return true; }

private:
    struct Stored {
        QVariantList values;
        QString database;
    };
    std::shared_ptr<const Stored> m_stored;
};

} // namespace Signalbox
