// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "tracefile.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QString problemWith(const QJsonObject &trace, const QStringList &keys)
{
    for (const QString &key : keys) {
        if (!trace.contains(key))
            return u"\"%1\" is missing"_s.arg(key);
    }
    return trace[u"steps"].isArray() ? QString() : u"\"steps\" is no array"_s;
}

} // namespace

QList<QJsonObject> readTraces(const QByteArray &text, const QStringList &keys)
{
    QList<QJsonObject> traces;
    for (const QByteArray &line : text.trimmed().split('\n')) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(line, &error);
        const QJsonObject trace = document.object();
        const QString problem = error.error != QJsonParseError::NoError ? error.errorString()
            : document.isObject()                                       ? problemWith(trace, keys)
                                                                        : u"it is no object"_s;
        if (!problem.isEmpty()) {
            const QString what = u"line %1 is not a trace: %2"_s.arg(traces.size() + 1).arg(problem);
            throw std::invalid_argument(what.toStdString());
        }
        traces << trace;
    }
    return traces;
}

QList<QJsonObject> readTraceFile(const QString &name, const QStringList &keys)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::invalid_argument((name + u": "_s + file.errorString()).toStdString());
    try {
        return readTraces(file.readAll(), keys);
    } catch (const std::invalid_argument &error) {
        throw std::invalid_argument(name.toStdString() + ": " + error.what());
    }
}
