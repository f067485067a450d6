// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

#include <Signalbox/Connection>

#include <vector>

/// Says in all engines that an element of QML has ended connections with a dispatchUid, so that one that was
/// refused because of them may take over: a page that replaces another is made before that is gone.
///
/// *Thread.* Any thread. *Lifetime.* That of the process.
class UidOwners : public QObject {
    Q_OBJECT

public:
    /// Ends @p connections, which were made with @p dispatchUid.
    static void end(std::vector<Signalbox::ScopedConnection> &connections, const QString &dispatchUid)
    {
        if (connections.empty())
            return;
        connections.clear();
        if (!dispatchUid.isEmpty())
            Q_EMIT instance().released();
    }

    /// Has @p takeOver of @p element called, by its event loop, whenever a uid may have become free.
    template <typename Element>
    static void await(Element *element, void (Element::*takeOver)())
    {
        connect(&instance(), &UidOwners::released, element, takeOver,
                static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::UniqueConnection));
    }

Q_SIGNALS:
    /// Some connections with a uid have ended.
    void released();

private:
    UidOwners() = default;
    static UidOwners &instance()
    {
        static auto &instance = *new UidOwners;
        return instance;
    }
};
