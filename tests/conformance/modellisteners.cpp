// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "modellisteners.h"

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

namespace {

template <typename Do>
void withSignal(const QString &name, Do operation)
{
    if (name == u"pre_init")
        return operation(preInit());
    if (name == u"post_init")
        return operation(postInit());
    if (name == u"pre_save")
        return operation(preSave());
    if (name == u"post_save")
        return operation(postSave());
    if (name == u"pre_delete")
        return operation(preDelete());
    if (name == u"post_delete")
        return operation(postDelete());
    if (name == u"m2m_changed")
        return operation(m2mChanged());
    throw std::invalid_argument("unknown signal " + name.toStdString());
}

} // namespace

template <typename Event>
void ModelListeners::heard(const QString &signal, bool anySender, const Event &event, const Sender &sender)
{
    if (m_notes.leavesOut(signal))
        return;
    m_notes.addHeard(signal, anySender, event, sender);
    QStringList occasion{signal, shortened(sender.name())};
    Reactions::Scene scene;
    if constexpr (std::is_same_v<Event, PreInit>)
        scene.arguments = event.values.live();
    else
        scene.instance = &event.instance;
    if constexpr (std::is_same_v<Event, M2mChanged>) {
        occasion << actionName(event.action);
        scene.keys = event.keys.live();
        scene.far = ModelInfo::find(event.model);
    }
    m_reactions.heard(occasion, scene);
}

void ModelListeners::connect(const QJsonArray &listeners)
{
    for (const QJsonValue &listener : listeners) {
        const QString name = listener[0].toString();
        const QString sender = listener[1].toString();
        withSignal(name, [&]<typename Event>(Signal<Event> &signal) {
            const bool anySender = sender == u"*";
            const Connection connection = signal.connect(
                [this, name, anySender](const Event &event, const Sender &from) {
                    heard(name, anySender, event, from);
                },
                {.sender = senderOf(sender), .dispatchUid = u"replay"_s});
            if (connection.isNew())
                m_connections[name + u' ' + sender] = ScopedConnection(connection);
        });
    }
}

QJsonArray ModelListeners::disconnect(const QJsonArray &listeners)
{
    QJsonArray wereThere;
    for (const QJsonValue &listener : listeners) {
        const QString name = listener[0].toString();
        const QString sender = listener[1].toString();
        withSignal(name,
                   [&](auto &signal) { wereThere.append(signal.disconnect(u"replay"_s, senderOf(sender))); });
        m_connections.erase(name + u' ' + sender);
    }
    return wereThere;
}

bool ModelListeners::hearAnyDelete() const
{
    return m_connections.contains(u"pre_delete *"_s) || m_connections.contains(u"post_delete *"_s);
}
