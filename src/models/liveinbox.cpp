// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "liveinbox_p.h"

#include "modelinfo.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

#include <utility>

namespace Signalbox {

using Kind = LiveChange::Kind;

void LiveInbox::setDatabase(const QString &database)
{
    const std::lock_guard lock(m_mutex);
    m_database = database;
}

LiveMail LiveInbox::take()
{
    const std::lock_guard lock(m_mutex);
    m_isReaderAwake = false;
    return std::exchange(m_mail, {});
}

bool LiveInbox::isEmpty() const
{
    const std::lock_guard lock(m_mutex);
    return m_mail.isEmpty();
}

void LiveInbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_reader = nullptr;
}

// To copy and to destroy instances is user code, so the first is done before and the second after this.
template <typename Note>
void LiveInbox::tell(const QString &database, Note note)
{
    const std::lock_guard lock(m_mutex);
    if (database != m_database || !m_reader)
        return;
    note(m_mail);
    if (!m_mail.isEmpty() && !std::exchange(m_isReaderAwake, true))
        QCoreApplication::postEvent(m_reader, new QEvent(QEvent::User));
}

void LiveInbox::tellSaved(const PostSave &event)
{
    if (!event.instance.model())
        return; // sent by somebody who is no model
    // Fields that were not saved may have other values in the instance than in the table.
    const bool isWhole = !event.updateFields;
    LiveChange change{event.instance.key(), event.revision, isWhole ? Kind::Saved : Kind::Unsure,
                      isWhole ? event.instance.toVariant() : QVariant()};
    tell(event.database, [&](LiveMail &mail) { change.mergeInto(mail.rows); });
}

void LiveInbox::tellDeleted(const PostDelete &event)
{
    if (!event.instance.model())
        return;
    LiveChange change{event.instance.key(), event.revision, event.found ? Kind::Deleted : Kind::Unsure};
    tell(event.database, [&](LiveMail &mail) { change.mergeInto(mail.rows); });
}

void LiveInbox::tellBulk(const BulkEvent &event)
{
    const ModelInfo *const model = ModelInfo::find(m_label);
    if (!model)
        return; // sent by somebody for a class that is not known
    QList<LiveChange> changes;
    changes.reserve(event.instances.size() + event.keys.size());
    for (const QVariant &instance : event.instances)
        changes << LiveChange{model->key(instance.constData()), event.revision, Kind::Saved, instance};
    for (const qint64 key : event.keys)
        changes << LiveChange{key, event.revision};
    tell(event.database, [&](LiveMail &mail) {
        for (LiveChange &change : changes)
            change.mergeInto(mail.rows);
    });
}

void LiveInbox::tellTargetSaved(const ModelInfo &target, const PostSave &event)
{
    const qint64 key = event.instance.key();
    tell(event.database, [&](LiveMail &mail) { mail.targets[&target].saved.insert(key); });
}

void LiveInbox::tellTargetDeleted(const ModelInfo &target, const PostDelete &event)
{
    const qint64 key = event.instance.key();
    tell(event.database, [&](LiveMail &mail) {
        quint64 &revision = mail.targets[&target].deleted[key];
        revision = std::max(revision, event.revision);
    });
}

void LiveInbox::tellTargetBulk(const ModelInfo &target, const BulkEvent &event)
{
    QSet<qint64> keys(event.keys.cbegin(), event.keys.cend());
    for (const QVariant &instance : event.instances)
        keys.insert(target.key(instance.constData()));
    tell(event.database, [&](LiveMail &mail) { mail.targets[&target].saved.unite(keys); });
}

void LiveInbox::tellPairs(const ManyToManyInfo &relation, const M2mChanged &event)
{
    const qint64 key = event.instance.key();
    const bool isWithinClass = relation.target().label() == m_label;
    tell(event.database, [&](LiveMail &mail) {
        LiveMail::Pairs &pairs = mail.pairs[&relation];
        if (isWithinClass || !event.reverse)
            pairs.rows.insert(key);
        if (isWithinClass || event.reverse) {
            pairs.rows.unite(QSet<qint64>(event.keys->cbegin(), event.keys->cend()));
            pairs.targets.insert(key); // a clear names no keys
        }
    });
}

} // namespace Signalbox
