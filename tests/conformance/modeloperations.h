// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modellisteners.h"
#include "operands.h"
#include "reactions.h"

#include <QJsonObject>

#include <memory>
#include <vector>

/// Does the operations of a trace's steps. Transactions that are open in the end are rolled back.
class ModelOperations {
public:
    ModelOperations(Operands &operands, KeyNames &names, ModelListeners &listeners, Reactions &reactions);
    ~ModelOperations();
    Q_DISABLE_COPY_MOVE(ModelOperations)

    /// Does what @p step, the "do" of one, says; the result. Throws StepFailed for an error that Django has
    /// as well, and std::invalid_argument if that is no operation.
    QJsonValue run(const QJsonObject &step);

    /// Whether the innermost transaction is broken.
    bool isBroken() const;

private:
    using Held = AnyModel::Held;

    // Each returns the result.
    QJsonValue save(const QJsonObject &step);
    QJsonValue bulkCreate(const QJsonObject &step);
    QJsonValue list(const QJsonObject &step);
    QJsonValue getOrUpdateOrCreate(const QJsonObject &step);
    QJsonValue changeRelation(const QJsonObject &step);
    QJsonValue commit();
    std::unique_ptr<Signalbox::Transaction> takeBlock();

    Operands &m_operands;
    KeyNames &m_names;
    ModelListeners &m_listeners;
    Reactions &m_reactions;
    std::vector<std::unique_ptr<Signalbox::Transaction>> m_blocks;
};
