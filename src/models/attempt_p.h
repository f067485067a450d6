// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Models, not installed, may change at any time.
#pragma once

#include "modelinfo.h"

#include <QtCore/QString>

namespace Signalbox {

/// What an operation tries to do, for its errors. The words are only put together if one is needed.
class Attempt {
public:
    /// In words: "Can't begin a transaction".
    Attempt(const QString &words) : m_words(words) { }

    /// To @p verb the instance of @p model with the key @p key, or a new one if that is 0.
    Attempt(const char *verb, const ModelInfo &model, qint64 key) : m_verb(verb), m_model(&model), m_key(key)
    { }

    QString words() const
    {
        if (!m_model)
            return m_words;
        const QString which = m_key ? QStringLiteral("%1 %2").arg(m_model->label()).arg(m_key)
                                    : QStringLiteral("a new ") + m_model->label();
        return QStringLiteral("Can't %1 %2").arg(QLatin1StringView(m_verb), which);
    }

private:
    QString m_words = {};
    const char *m_verb = nullptr;
    const ModelInfo *m_model = nullptr;
    qint64 m_key = 0;
};

} // namespace Signalbox
