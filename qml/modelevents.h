// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

#include <Signalbox/Connection>
#include <Signalbox/ModelSignals>

#include <vector>

/// `ModelEvents` in QML: tells of every save and delete of a model's instances, in the UI thread, after
/// their commit.
/// @code
/// ModelEvents {
///     model: "library.Book"
///     onCreated: book => toast.show("New: " + book.title)
///     onDeleted: book => toast.show("Gone: " + book.title)
/// }
/// @endcode
///
/// Instances are values: gadgets with the fields as properties, as they were when they were saved.
///
/// *Thread.* The handlers run in the thread of the QML engine, whoever saved. *Lifetime.* Ends with its
/// object; events that are under way by then are dropped.
class ModelEvents : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    /// The label of the model class, e.g. "library.Book"; it need not be registered yet. Default: empty,
    /// which hears every model.
    Q_PROPERTY(QString model READ model WRITE setModel NOTIFY modelChanged FINAL)
    /// The alias of the database to hear of. Default: empty, which hears of all.
    Q_PROPERTY(QString database READ database WRITE setDatabase NOTIFY databaseChanged FINAL)
    /// Whether the handlers are called. Default: true.
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged FINAL)

public:
    explicit ModelEvents(QObject *parent = nullptr);
    ~ModelEvents() override;

    QString model() const { return m_model; }
    void setModel(const QString &model);
    QString database() const { return m_database; }
    void setDatabase(const QString &database);
    bool isEnabled() const { return m_enabled; }
    void setEnabled(bool enabled);

    void classBegin() override { m_complete = false; }
    void componentComplete() override;

Q_SIGNALS:
    /// An instance was saved; @p created tells whether it is new. Followed by created() or updated().
    void saved(const QVariant &instance, bool created);
    void created(const QVariant &instance);
    void updated(const QVariant &instance);
    void deleted(const QVariant &instance);

    void modelChanged();
    void databaseChanged();
    void enabledChanged();

private:
    void reconnect();
    bool wants(const Signalbox::ModelEvent &event) const;
    void onSaved(const Signalbox::PostSave &event);
    void onDeleted(const Signalbox::PostDelete &event);

    QString m_model;
    QString m_database;
    bool m_enabled = true;
    bool m_complete = true;
    std::vector<Signalbox::ScopedConnection> m_connections;
};
