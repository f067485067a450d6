// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "instance.h"

namespace Signalbox {

Instance::Instance(const ModelInfo &model, void *live) : m_model(&model), m_live(live) { }

Instance::Instance(const Instance &other) : m_model(other.m_model), m_snapshot(other.toVariant()) { }

Instance &Instance::operator=(const Instance &other)
{
    if (this != &other) {
        m_snapshot = other.toVariant();
        m_model = other.m_model;
        m_live = nullptr;
    }
    return *this;
}

Instance::~Instance() = default;

qint64 Instance::key() const
{
    return m_model ? m_model->key(data()) : 0;
}

QVariant Instance::value(QAnyStringView name) const
{
    const int field = m_model ? m_model->fieldIndex(name) : -1;
    return field < 0 ? QVariant() : m_model->value(data(), field);
}

QVariant Instance::toVariant() const
{
    return m_live ? QVariant(m_model->type(), m_live) : m_snapshot;
}

const void *Instance::checked(QMetaType type) const
{
    if (!m_model || m_model->type() != type)
        throw std::bad_cast();
    return data();
}

} // namespace Signalbox
