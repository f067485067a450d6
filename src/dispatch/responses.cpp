// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "responses.h"

#include "reply_p.h"

#include <QtCore/QDebug>

#include <algorithm>
#include <string>

namespace Signalbox {

QString Response::errorString() const
{
    return Signalbox::errorString(m_error);
}

Connection Response::receiver() const
{
    return Connection::find(m_receiver);
}

Response Responses::at(qsizetype index) const
{
    const Record &record = m_records[index];
    Response response;
    response.m_outcome = record.outcome;
    response.m_receiver = {m_signal, record.receiver};
    if (record.extra >= 0) {
        response.m_value = m_extras[record.extra].value;
        response.m_error = m_extras[record.extra].error;
    }
    return response;
}

void Responses::addReturned(quint64 receiver, QVariant &&value)
{
    add(receiver, Response::Outcome::Returned);
    if (!value.isValid())
        return;
    m_records.last().extra = qint32(m_extras.size());
    m_extras.emplaceBack(std::move(value), std::exception_ptr());
}

void Responses::setAnswer(qsizetype index, Answer &&answer)
{
    Record &record = m_records[index];
    record.outcome = answer.outcome;
    if (!answer.value.isValid() && !answer.error)
        return;
    record.extra = qint32(m_extras.size());
    m_extras.emplaceBack(std::move(answer.value), std::move(answer.error));
}

QVariantList Responses::values() const
{
    QVariantList values;
    for (const Response &response : *this) {
        if (response.value().isValid())
            values.append(response.value());
    }
    return values;
}

bool Responses::hasErrors() const noexcept
{
    return std::any_of(m_extras.cbegin(), m_extras.cend(),
                       [](const auto &extra) { return bool(extra.error); });
}

QString errorString(const std::exception_ptr &error)
{
    if (!error)
        return {};
    try {
        std::rethrow_exception(error);
    } catch (const std::exception &exception) {
        return QString::fromLocal8Bit(exception.what());
    } catch (const QString &text) {
        return text;
    } catch (const std::string &text) {
        return QString::fromStdString(text);
    } catch (const char *text) {
        return QString::fromUtf8(text);
    } catch (...) {
        return QStringLiteral("an exception of unknown type");
    }
}

QDebug operator<<(QDebug debug, const Response &response)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << "Signalbox::Response(" << response.receiver().toString() << ' ';
    switch (response.outcome()) {
    case Response::Outcome::Returned:
        debug << "returned " << response.value();
        break;
    case Response::Outcome::Raised:
        debug << "raised \"" << response.errorString() << '"';
        break;
    case Response::Outcome::Queued:
        debug << "queued";
        break;
    case Response::Outcome::Dropped:
        debug << "dropped";
        if (response.error())
            debug << " because " << response.errorString();
        break;
    }
    debug << ')';
    return debug;
}

} // namespace Signalbox
