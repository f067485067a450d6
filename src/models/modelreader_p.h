// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "modelinfo.h"

class QMetaProperty;

namespace Signalbox {

/// Reads a model's description from its gadget: its properties and Q_CLASSINFO()s. SIGNALBOX_MODEL() says
/// what is allowed there.
class ModelReader {
public:
    explicit ModelReader(ModelInfo &model);

    /// @return what is wrong, in words; empty if all is well
    QString read();

private:
    QString readClass();
    QString readProperty(const QMetaProperty &property);
    QString readField(FieldInfo field, const QHash<QString, QString> &options);
    QString readManyToMany(ManyToManyInfo relation, QMetaType targetType,
                           const QHash<QString, QString> &options);
    QString findPrimaryKey();
    QString classInfo(const QString &name) const;

    ModelInfo &m_model;
    const QMetaObject *m_gadget;
};

} // namespace Signalbox
