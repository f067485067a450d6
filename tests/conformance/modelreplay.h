// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "eventnotes.h"
#include "librarydatabase.h"
#include "modellisteners.h"
#include "modeloperations.h"
#include "operands.h"
#include "reactions.h"
#include "tracenames.h"

#include <QJsonObject>

/// Does what a trace says; the script `record-models` beside this file says what the steps mean.
///
/// Where Signalbox differs from Django on purpose, and a trace would tell:
/// - A removal loads whole rows; Django loads just the keys if nobody hears of that model's deletes. There
///   are no deferred fields. EventNotes::row(): what is "-" in the trace is not compared.
/// - A removal never loads pairs of a many-to-many relation, which are no instances. Django does, if somebody
///   listens to any sender's deletes; models that refer to the pairs' owner by a key that may be NULL then go
///   before the owner. comparable(): reviews come first.
/// - For the same reason Django may refuse a removal in a failed transaction while it collects, where
///   Signalbox sends pre_delete first. EventNotes::leavesOut(): that is left out.
/// - Django refuses to link an instance that was saved or loaded with one that just was given a key, as if
///   they were of two databases; without its routers there is nothing to ask. Operands::targets(): the key is
///   left out.
class ModelReplay {
public:
    /// Begins with an empty @p database.
    explicit ModelReplay(LibraryDatabase &database);
    Q_DISABLE_COPY_MOVE(ModelReplay)

    /// What Signalbox makes of @p step, in the form in which Django's answer stands beside its "do". Throws
    /// std::invalid_argument, which names what is unknown or does not fit, if it is no step.
    QJsonObject answer(const QJsonObject &step);

    /// What has to be equal of @p step and its answer.
    QJsonObject comparable(const QJsonObject &step) const;

    /// What the tables hold.
    QJsonObject rows();

private:
    LibraryDatabase &m_database;
    KeyNames m_names;
    Operands m_operands{m_names};
    EventNotes m_notes{m_names};
    Reactions m_reactions{m_operands, m_names, m_notes};
    ModelListeners m_listeners{m_notes, m_reactions};
    // The last, as it rolls back what is open while the listeners still hear.
    ModelOperations m_operations{m_operands, m_names, m_listeners, m_reactions};
};
