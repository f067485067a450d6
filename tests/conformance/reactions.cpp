// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "reactions.h"

#include "stepfailed.h"

#include <stdexcept>

using namespace Signalbox;
using namespace Qt::StringLiterals;

void Reactions::behave(const QStringList &occasion, const QJsonArray &then)
{
    m_pending.insert(occasion.join(u' '), then);
}

void Reactions::heard(const QStringList &occasion, const Scene &scene)
{
    const QString key = occasion.join(u' ');
    if (m_pending.contains(key))
        react(m_pending.take(key), scene);
}

void Reactions::react(const QJsonArray &then, const Scene &scene)
{
    const QString kind = then[0].toString();
    const QString name = then[1].toString();
    if (kind == u"raise")
        throw StepFailed(u"raised"_s);
    if (kind == u"count") {
        m_notes.add(QJsonArray{kind, name, modelNamed(name).count({})});
    } else if (kind == u"on_commit") {
        onCommit(name, then[2]);
    } else if (kind == u"create") {
        const AnyModel &of = modelNamed(name);
        of.save(of.make(m_operands.values(of, then[2].toObject())), {.forceInsert = true});
    } else if (kind == u"discard") {
        if (!scene.keys)
            throw std::invalid_argument("there are no keys to discard");
        const QJsonArray names = m_names.ofAll(*scene.far, *scene.keys);
        if (!names.isEmpty())
            scene.keys->removeOne(m_names.key(names[0].toString()));
    } else if (kind == u"set" && !scene.instance) {
        if (scene.arguments && !scene.arguments->isEmpty())
            scene.arguments->insert(name, then[2].toVariant());
    } else {
        if (!scene.instance)
            throw std::invalid_argument("there is no instance to " + kind.toStdString());
        const AnyModel &of = modelOf(*scene.instance->model());
        if (kind == u"set")
            of.set(*scene.instance, name, then[2].toVariant());
        else if (kind == u"save")
            of.save(of.copy(*scene.instance), {});
        else if (kind == u"delete")
            of.remove(of.copy(*scene.instance));
        else if (kind == u"add")
            valueOf(relatedSet(of.copy(*scene.instance), u"Book."_s + name, false)
                        .add(m_operands.targets(then[2].toArray(), nullptr)));
        else
            throw std::invalid_argument("unknown reaction " + kind.toStdString());
    }
}

void Reactions::onCommit(const QString &name, const QJsonValue &then)
{
    Signalbox::onCommit([this, name, then] {
        m_notes.add(QJsonArray{u"commit"_s, name});
        if (!then.isNull())
            react(then.toArray(), {});
    });
}
