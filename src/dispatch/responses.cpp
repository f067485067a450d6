// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "responses.h"

#include <QtCore/QDebug>

#include <algorithm>
#include <string>

namespace Signalbox {

Response::Response(Connection receiver, Outcome outcome) : m_receiver(std::move(receiver)), m_outcome(outcome)
{ }

Response Response::returned(Connection receiver, QVariant value)
{
    Response response(std::move(receiver), Outcome::Returned);
    response.m_value = std::move(value);
    return response;
}

Response Response::raised(Connection receiver, std::exception_ptr error)
{
    Response response(std::move(receiver), Outcome::Raised);
    response.m_error = std::move(error);
    return response;
}

Response Response::queued(Connection receiver)
{
    return Response(std::move(receiver), Outcome::Queued);
}

Response Response::dropped(Connection receiver)
{
    return Response(std::move(receiver), Outcome::Dropped);
}

QString Response::errorString() const
{
    return Signalbox::errorString(m_error);
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
    return std::any_of(cbegin(), cend(), [](const Response &response) {
        return response.outcome() == Response::Outcome::Raised;
    });
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
        break;
    }
    debug << ')';
    return debug;
}

} // namespace Signalbox
