// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "worker.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtQml/QQmlParserStatus>
#include <QtQml/QQmlPropertyMap>
#include <QtQml/qqml.h>

#include <Signalbox/Connection>
#include <Signalbox/ModelSignals>

#include <vector>

/// What LiveInstance is made of; it comes with QtQml and has no name there.
struct PropertyMapElement {
    Q_GADGET
    QML_FOREIGN(QQmlPropertyMap)
    QML_ANONYMOUS
};

/// `LiveInstance` in QML: one row, which follows every save and delete of it in any thread.
/// @code
/// LiveInstance { id: book; model: "library.Book"; pk: 7 }
/// Text { text: book.title }                  // rebinds when anyone saves it
/// TextField { text: book.title; onEditingFinished: book.title = text } // saves that field
/// @endcode
/// Beside the properties below it has one for each field of the model, by its name: undefined while there is
/// no row. Writing one shows the new value at once, saves that field only and, if that fails, shows the old
/// one again, see writeFailed(). A field that is named as one of the properties or functions of this type
/// (`model`, `pk`, `error`, `keys`, …) has none; read it as `instance.model` and write it by set().
///
/// It hears saves and deletes made through Signalbox in this process, and Models.update(); of two saves the
/// one with the higher revision counts, whichever is told first.
///
/// *Limits.* It has a property for each field of the first model that it knows. Those of another one that is
/// set later, with other names, are read by `instance` and get(), and written by set(). Until it knows a
/// model, a binding or handler within it finds no names of outer components: set `model` to a literal, or
/// bind by an id of the same component. Its fields are dynamic properties. qmllint does not know them; it
/// knows `instance`, whose fields can be bound as well: `book.instance?.title`, or put `// qmllint disable`
/// at the end of the line. In QML it can't declare properties of its own, and it must not be the root of a
/// component that a script or a Loader creates: there Qt 6.4 crashes if it gets initial properties, and
/// Qt 6.8 when a script reads it. Put it into another object, as in a delegate.
///
/// *Thread.* All of it belongs to the thread of the QML engine; rows are read and written in a worker of the
/// engine. *Lifetime.* A write that is under way when it is destroyed is made.
class LiveInstance : public QQmlPropertyMap, public QQmlParserStatus {
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    /// The label of the model class, e.g. "library.Book". Default: empty. Best a literal: a binding to a
    /// field that is evaluated before the model is known is not evaluated again. Where the model itself is
    /// bound, bind to `instance?.title`, which is.
    Q_PROPERTY(QString model READ model WRITE setModel NOTIFY modelChanged FINAL)
    /// The key of the row, a whole number. Default: 0, which is no row.
    Q_PROPERTY(double pk READ pk WRITE setPk NOTIFY pkChanged FINAL)
    /// The alias of the row's database. Default: "default".
    Q_PROPERTY(QString database READ database WRITE setDatabase NOTIFY databaseChanged FINAL)
    /// The instance as it was last loaded or saved, a gadget; undefined if there is none. Default: undefined.
    Q_PROPERTY(QVariant instance READ instance NOTIFY instanceChanged FINAL)
    /// Whether there is such a row, as far as is known. Default: false.
    Q_PROPERTY(bool exists READ exists NOTIFY existsChanged FINAL)
    /// Whether the row is being read. Default: false.
    Q_PROPERTY(bool loading READ isLoading NOTIFY loadingChanged FINAL)
    /// Why it could not be read, or a field could not be saved; empty after the next success. That there is
    /// no such row is no error. Default: empty.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged FINAL)

public:
    /// Made by the QML engine.
    explicit LiveInstance(QObject *parent = nullptr);
    ~LiveInstance() override;

    QString model() const { return m_label; }
    void setModel(const QString &label);
    double pk() const { return double(m_pk); }
    void setPk(double pk);
    QString database() const { return m_database; }
    void setDatabase(const QString &database);
    QVariant instance() const { return m_instance; }
    bool exists() const { return m_instance.isValid(); }
    bool isLoading() const { return m_isLoading; }
    QString error() const { return m_error; }

    /// The names of the model's fields, in the order of declaration; empty while there is no model.
    Q_INVOKABLE QStringList keys() const;

    /// The value of the field @p field as it is shown; undefined while there is no row. A warning, if there
    /// is no such field.
    Q_INVOKABLE QVariant get(const QString &field);

    /// The same as writing the property @p field; for fields that have none, too.
    Q_INVOKABLE void set(const QString &field, const QVariant &value);

    /// Reads the row anew, for what other programs have written.
    Q_INVOKABLE void reload();

    /// @name Called by the QML engine
    /// @{

    /// Of QQmlParserStatus.
    void classBegin() override { m_complete = false; }
    void componentComplete() override;
    /// @}

Q_SIGNALS:
    /// The row is gone; all fields are undefined.
    void deleted();
    /// The row was saved, or came into being, after it was first looked for.
    void changed();
    /// The field @p field could not be saved, because of @p reason; it shows its old value again.
    void writeFailed(const QString &field, const QString &reason);

    void modelChanged();
    void pkChanged();
    void databaseChanged();
    void instanceChanged();
    void existsChanged();
    void loadingChanged();
    void errorChanged();

protected:
    /// What a script writes into the field @p key.
    QVariant updateValue(const QString &key, const QVariant &input) override;

private:
    void restart();
    void loaded(quint64 request, const QVariant &instance, const QString &error);
    void onSaved(const Signalbox::PostSave &event);
    void onDeleted(const Signalbox::PostDelete &event);
    void onBulkUpdate(const Signalbox::BulkEvent &event);
    bool isNews(const Signalbox::ModelEvent &event);
    QVariant write(const QString &name, const QVariant &input);
    void written(quint64 generation, const QString &name, const QString &error);
    void setInstance(const QVariant &instance);
    void setLoading(bool isLoading);
    void setError(const QString &error);
    void showFields();
    void showField(int field);
    bool isShadowed(const QString &name) const;
    QVariant valueOf(int field) const;

    QString m_label;
    qint64 m_pk = 0;
    QString m_database = QStringLiteral("default");
    QVariant m_instance;
    QString m_error;
    bool m_isLoading = false;
    bool m_complete = true;
    bool m_isKnown = false; // it was looked for once
    const Signalbox::ModelInfo *m_info = nullptr;
    quint64 m_generation = 0; // which row it is about
    quint64 m_request = 0; // the last load
    bool m_isNewerThanLoad = false; // an event came after the last load was asked for
    quint64 m_revision = 0;
    QHash<QString, int> m_writes; // of fields, that show what is being written
    QStringList m_settling; // those of them that are saved and wait for the load that follows
    std::vector<Signalbox::ScopedConnection> m_connections;
    std::shared_ptr<Worker> m_worker;
};
