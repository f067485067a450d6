// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#include "liveinstance.h"

#include "scriptvalues.h"

#include <QtCore/QPointer>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

#include <Signalbox/Model>

using namespace Signalbox;

LiveInstance::LiveInstance(QObject *parent) : QQmlPropertyMap(this, parent) { }

LiveInstance::~LiveInstance() = default;

void LiveInstance::setModel(const QString &label)
{
    if (label == m_label)
        return;
    m_label = label;
    const QPointer<LiveInstance> self = this;
    restart();
    if (self)
        Q_EMIT modelChanged();
}

void LiveInstance::setPk(double pk)
{
    const auto whole = ScriptValues::converted(pk, QMetaType::fromType<qint64>());
    if (!whole) {
        qmlWarning(this) << "pk can't be " << pk << "; set it to a whole number.";
        return;
    }
    if (*whole == m_pk)
        return;
    m_pk = whole->toLongLong();
    const QPointer<LiveInstance> self = this;
    restart();
    if (self)
        Q_EMIT pkChanged();
}

void LiveInstance::setDatabase(const QString &database)
{
    if (database == m_database)
        return;
    m_database = database;
    const QPointer<LiveInstance> self = this;
    restart();
    if (self)
        Q_EMIT databaseChanged();
}

void LiveInstance::componentComplete()
{
    m_complete = true;
    restart();
}

// Hears the row before it reads it, so that nothing is missed.
void LiveInstance::restart()
{
    if (!m_complete) {
        // The fields must be there before bindings look for them, or those never look again.
        m_info = ModelInfo::find(m_label);
        showFields();
        return;
    }
    ++m_generation;
    ++m_request; // what is being loaded is another row
    m_connections.clear();
    m_writes.clear();
    m_settling.clear();
    m_revision = 0;
    m_isKnown = false;
    // Handlers of what follows may destroy it, or set another row, which restarts it.
    const QPointer<LiveInstance> self = this;
    const quint64 generation = m_generation;
    const auto isOver = [&] { return !self || generation != m_generation; };
    setLoading(false);
    if (isOver())
        return;
    setInstance({});
    if (isOver())
        return;
    m_info = ModelInfo::find(m_label);
    showFields();
    if (isOver())
        return;
    setError({});
    if (isOver() || m_label.isEmpty() || m_pk == 0)
        return;
    const ConnectOptions options{
        .sender = Sender(m_label), .type = Qt::QueuedConnection, .phase = Phase::AfterCommit};
    m_connections.emplace_back(postSave().Signal::connect(this, &LiveInstance::onSaved, options));
    m_connections.emplace_back(postDelete().Signal::connect(this, &LiveInstance::onDeleted, options));
    m_connections.emplace_back(postBulkUpdate().connect(this, &LiveInstance::onBulkUpdate, options));
    if (m_info) {
        reload();
    } else {
        const QString problem = ScriptValues::unknownModel(m_label);
        qmlWarning(this) << problem;
        setError(problem);
    }
}

void LiveInstance::reload()
{
    if (!m_info || m_pk == 0)
        return;
    const quint64 request = ++m_request;
    m_isNewerThanLoad = false;
    if (!m_worker)
        m_worker = Worker::of(qmlEngine(this));
    const auto load = [self = QPointer(this), request, info = m_info, key = m_pk,
                       database = m_database]() -> Worker::Reply {
        QVariant instance(info->type());
        QString error;
        try {
            if (const auto done = detail::load(*info, instance.data(), key, database); !done) {
                instance = {};
                if (done.error().kind() != DatabaseError::Kind::NotFound)
                    error = done.error().text();
            }
        } catch (...) { // of a receiver of pre_init or post_init
            instance = {};
            error = errorString(std::current_exception());
        }
        return [=] {
            if (self)
                self->loaded(request, instance, error);
        };
    };
    m_worker->run(Worker::Kind::Read, load);
    setLoading(true);
}

void LiveInstance::loaded(quint64 request, const QVariant &instance, const QString &error)
{
    if (request != m_request)
        return;
    const QPointer<LiveInstance> self = this;
    const bool existed = exists();
    const bool wasKnown = std::exchange(m_isKnown, true);
    for (const QString &name : std::exchange(m_settling, {})) {
        if (--m_writes[name] <= 0)
            m_writes.remove(name);
    }
    if (!error.isEmpty())
        qmlWarning(this) << error;
    else if (!m_isNewerThanLoad)
        setInstance(instance);
    // A handler may have destroyed it, or have had it read anew, perhaps another row.
    const auto isOver = [&] { return !self || request != m_request; };
    if (isOver())
        return;
    showFields();
    if (isOver())
        return;
    setError(error);
    if (isOver())
        return;
    setLoading(false);
    if (isOver() || !wasKnown || !error.isEmpty() || m_isNewerThanLoad)
        return;
    if (exists())
        Q_EMIT changed();
    else if (existed)
        Q_EMIT deleted();
}

// Whether it is about the row and newer than all that is known of it.
bool LiveInstance::isNews(const ModelEvent &event)
{
    if (event.database != m_database || event.instance.key() != m_pk)
        return false;
    if (!m_info) { // the class was registered meanwhile
        restart();
        return false;
    }
    if (event.revision < m_revision) {
        reload(); // it may be about other fields than what came before it
        return false;
    }
    m_revision = event.revision;
    return true;
}

void LiveInstance::onSaved(const PostSave &event)
{
    if (!isNews(event))
        return;
    if (event.updateFields) { // its other fields may be older than the row's
        reload();
        return;
    }
    m_isKnown = true;
    m_isNewerThanLoad = true;
    const QPointer<LiveInstance> self = this;
    const quint64 generation = m_generation;
    const auto isOver = [&] { return !self || generation != m_generation; };
    setInstance(event.instance.toVariant());
    if (isOver())
        return;
    showFields();
    if (!isOver())
        Q_EMIT changed();
}

void LiveInstance::onDeleted(const PostDelete &event)
{
    if (!isNews(event))
        return;
    m_isKnown = true;
    m_isNewerThanLoad = true;
    m_writes.clear();
    m_settling.clear();
    const quint64 generation =
        ++m_generation; // what is still being written fails for a reason that is no news
    const QPointer<LiveInstance> self = this;
    const auto isOver = [&] { return !self || generation != m_generation; };
    const bool existed = exists();
    setInstance({});
    if (isOver())
        return;
    showFields();
    if (!isOver() && existed)
        Q_EMIT deleted();
}

void LiveInstance::onBulkUpdate(const BulkEvent &event)
{
    if (event.database == m_database && event.keys.contains(m_pk))
        reload();
}

void LiveInstance::setInstance(const QVariant &instance)
{
    if (!instance.isValid() && !m_instance.isValid())
        return;
    const bool existed = exists();
    m_instance = instance;
    const QPointer<LiveInstance> self = this;
    Q_EMIT instanceChanged();
    if (self && existed != exists())
        Q_EMIT existsChanged();
}

void LiveInstance::setLoading(bool isLoading)
{
    if (isLoading == m_isLoading)
        return;
    m_isLoading = isLoading;
    Q_EMIT loadingChanged();
}

void LiveInstance::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

QVariant LiveInstance::valueOf(int field) const
{
    return m_instance.isValid() && m_info ? m_info->value(m_instance.constData(), field) : QVariant();
}

// A map takes any key; one that is a property or function of its own would never be read.
bool LiveInstance::isShadowed(const QString &name) const
{
    const QMetaObject &own = staticMetaObject;
    const QByteArray latin = name.toUtf8();
    if (own.indexOfProperty(latin.constData()) >= 0)
        return true;
    for (int i = 0; i < own.methodCount(); ++i) {
        if (own.method(i).name() == latin)
            return true;
    }
    return false;
}

void LiveInstance::showFields()
{
    const QPointer<LiveInstance> self = this;
    const quint64 generation = m_generation;
    // Those of another model.
    const auto names = QQmlPropertyMap::keys();
    for (const QString &name : names) {
        const int field = m_info ? m_info->fieldIndex(name) : -1;
        if (field < 0 || m_info->fields()[field].name != name)
            clear(name);
        if (!self || generation != m_generation)
            return; // a handler has changed it
    }
    for (int i = 0; m_info && i < m_info->fields().size(); ++i) {
        showField(i);
        if (!self || generation != m_generation)
            return;
    }
    // A map makes itself a property of every name that a binding or a handler within it asks for, before
    // names outside of it are looked at. From now on it has its fields only.
    if (m_info)
        freeze();
}

void LiveInstance::showField(int field)
{
    const QString &name = m_info->fields()[field].name;
    if (!m_writes.contains(name) && !isShadowed(name))
        insert(name, valueOf(field));
}

QStringList LiveInstance::keys() const
{
    QStringList names;
    if (m_info) {
        for (const FieldInfo &field : m_info->fields())
            names.append(field.name);
    }
    return names;
}

QVariant LiveInstance::get(const QString &field)
{
    const int index = m_info ? m_info->fieldIndex(field) : -1;
    if (index >= 0)
        return m_writes.contains(field) && contains(field) ? value(field) : valueOf(index);
    if (m_info)
        qmlWarning(this) << m_label << " has no field \"" << field << "\"; "
                         << ScriptValues::fieldNames(*m_info) << '.';
    return {};
}

void LiveInstance::set(const QString &field, const QVariant &value)
{
    const QVariant shown = write(field, value);
    const int index = m_info ? m_info->fieldIndex(field) : -1;
    if (index >= 0 && !isShadowed(m_info->fields()[index].name))
        insert(m_info->fields()[index].name, shown);
}

QVariant LiveInstance::updateValue(const QString &key, const QVariant &input)
{
    return write(key, input);
}

// Returns what the field shows from now on.
QVariant LiveInstance::write(const QString &name, const QVariant &input)
{
    const int field = m_info ? m_info->fieldIndex(name) : -1;
    QVariant before = field < 0 ? QVariant() : value(m_info->fields()[field].name);
    if (field < 0) {
        if (m_info)
            qmlWarning(this) << m_label << " has no field \"" << name << "\" to be written; "
                             << ScriptValues::fieldNames(*m_info) << '.';
        else
            qmlWarning(this) << "There is no field \"" << name << "\" to be written; set model first.";
        return {};
    }
    if (!m_instance.isValid()) {
        qmlWarning(this) << "Can't write " << name << ": there is no " << m_label << ' ' << m_pk
                         << " yet, or any more; wait for exists, or make it with Models.create().";
        return before;
    }
    if (field == m_info->primaryKeyIndex()) {
        qmlWarning(this) << "Can't write " << name << ", the key; set pk for another row.";
        return before;
    }
    if (!input.isValid()) {
        qmlWarning(this) << "Can't write " << name << ": undefined is no value; null empties a field.";
        return before;
    }
    QString functionName;
    const auto plain = ScriptValues::plainFields({{name, input}}, &functionName);
    QVariant instance = m_instance;
    if (!plain || !m_info->setValue(instance.data(), field, plain->value(name))) {
        qmlWarning(this) << "Can't write " << name << ": \"" << input.toString() << "\" (" << input.typeName()
                         << ") is no value for it, a " << m_info->fields()[field].type.name() << '.';
        return before;
    }
    QVariant written = m_info->value(instance.constData(), field);
    const QString fieldName = m_info->fields()[field].name;
    const auto save = [self = QPointer(this), generation = m_generation, info = m_info, instance, fieldName,
                       database = m_database]() mutable -> Worker::Reply {
        QString error;
        try {
            const SaveOptions options{
                .database = database, .updateFields = QStringList{fieldName}, .forceUpdate = true};
            if (const auto done = detail::save(*info, instance.data(), options); !done)
                error = done.error().text();
        } catch (...) {
            error = errorString(std::current_exception());
        }
        return [=] {
            if (self)
                self->written(generation, fieldName, error);
        };
    };
    ++m_writes[fieldName];
    m_worker->run(Worker::Kind::Write, save);
    return written;
}

void LiveInstance::written(quint64 generation, const QString &name, const QString &error)
{
    if (generation != m_generation)
        return;
    if (error.isEmpty()) {
        m_settling.append(name); // shows what was written until the row was read
        reload();
        return;
    }
    if (--m_writes[name] <= 0)
        m_writes.remove(name);
    const QPointer<LiveInstance> self = this;
    const auto isOver = [&] { return !self || generation != m_generation; };
    showField(m_info->fieldIndex(name));
    if (!isOver())
        setError(error);
    if (!isOver())
        Q_EMIT writeFailed(name, error);
}
