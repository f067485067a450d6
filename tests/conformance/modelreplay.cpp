// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modelreplay.h"

#include "stepfailed.h"
#include "tablerows.h"

using namespace Qt::StringLiterals;

namespace {

// In each round of pre_delete or post_delete the reviews come first.
QJsonObject reviewsFirst(QJsonObject step)
{
    QJsonArray events;
    QJsonArray others; // of the round
    QString round;
    bool isReview = false;
    const auto endRound = [&] {
        for (const QJsonValue &event : std::as_const(others))
            events.append(event);
        others = {};
    };
    for (const QJsonValue &event : step[u"events"].toArray()) {
        const QString signal = event[0].toString().remove(u'*');
        const bool isDelete = signal.endsWith(u"_delete");
        if ((isDelete && signal != round) || signal == u"commit") {
            endRound();
            round = signal;
            isReview = false;
        }
        if (isDelete)
            isReview = event[1] == u"Review"_s;
        (isReview ? events : others).append(event);
    }
    endRound();
    if (!events.isEmpty())
        step[u"events"_s] = events;
    return step;
}

} // namespace

ModelReplay::ModelReplay(LibraryDatabase &database) : m_database(database)
{
    database.clear();
}

QJsonObject ModelReplay::answer(const QJsonObject &step)
{
    const QJsonObject what = step[u"do"].toObject();
    m_notes.begin(step[u"events"].toArray(), m_operations.isBroken());
    QJsonObject answer;
    QJsonValue result;
    try {
        result = m_operations.run(what);
    } catch (const StepFailed &error) {
        answer.insert(u"error"_s, error.kind());
    }
    if (!m_notes.events().isEmpty())
        answer.insert(u"events"_s, m_notes.events());
    const bool isEmpty = result.isNull() || (result.isArray() && result.toArray().isEmpty())
        || (result.isObject() && result.toObject().isEmpty());
    if (!isEmpty)
        answer.insert(u"result"_s, result);
    const QString name = what[what.contains(u"ref") ? u"ref"_s : u"as"_s].toString();
    if (const auto *instance = m_operands.find(name))
        answer.insert(u"key"_s, m_names.of(instance->model->info(), instance->key()));
    if (m_operations.isBroken())
        answer.insert(u"broken"_s, true);
    for (const auto &model : allModels())
        m_database.pushSequence(model->info().table(), m_names.highest(model->info()));
    return answer;
}

QJsonObject ModelReplay::comparable(const QJsonObject &step) const
{
    return m_listeners.hearAnyDelete() ? reviewsFirst(step) : step;
}

QJsonObject ModelReplay::rows()
{
    return tableRows(m_names);
}
