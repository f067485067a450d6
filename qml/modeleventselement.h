// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqml.h>

#include <Signalbox/Connection>
#include <Signalbox/ModelSignals>

#include <vector>

/// `ModelEvents` in QML: tells of every save and delete of a model's instances, and of every change of its
/// many-to-many relations, in the UI thread, after their commit.
/// @code
/// ModelEvents {
///     model: "library.Book"
///     onCreated: book => toast.show("New: " + book.title)
///     onUpdated: (book, changedFields) => toast.show("It was " + changedFields.title?.oldValue)
///     onDeleted: book => toast.show("Gone: " + book.title)
/// }
/// @endcode
///
/// Instances are values: gadgets with the fields as properties, as they were when they were saved.
/// Changing any property connects anew; what is under way to the old connection is dropped.
///
/// *Thread.* All of it belongs to the thread of the QML engine. The handlers run from its event loop, whoever
/// saved, and never inside of a save. *Lifetime.* Ends with its object; events that are under way by then are
/// dropped.
class ModelEventsElement : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_NAMED_ELEMENT(ModelEvents)
    Q_INTERFACES(QQmlParserStatus)
    /// The label of the model class, e.g. "library.Book"; it need not be registered yet. Default: empty,
    /// which hears every model.
    Q_PROPERTY(QString model READ model WRITE setModel NOTIFY modelChanged FINAL)
    /// The alias of the database to hear of. Default: empty, which hears of all.
    Q_PROPERTY(QString database READ database WRITE setDatabase NOTIFY databaseChanged FINAL)
    /// Whether the handlers are called. Default: true.
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged FINAL)
    /// Makes it unique for the model: while another one with the same uid hears that model, this one hears
    /// nothing; when that is ModelEvents or a Receiver and ends, it takes over. Default: empty, which is no
    /// uid.
    Q_PROPERTY(QString dispatchUid READ dispatchUid WRITE setDispatchUid NOTIFY dispatchUidChanged FINAL)
    /// Whether to tell after the commit. Default: ModelEvents.AfterCommit.
    Q_PROPERTY(Phase phase READ phase WRITE setPhase NOTIFY phaseChanged FINAL)

public:
    /// When the handlers are called.
    enum Phase : int { // a script may write any number
        AfterCommit, ///< what is told has happened; a rollback is not told
        /// What the engine's thread itself saves is told without waiting for the commit, so that it may be
        /// rolled back afterwards. Other threads are heard after their commit all the same.
        Immediate,
    };
    Q_ENUM(Phase)

    /// Made by the QML engine.
    explicit ModelEventsElement(QObject *parent = nullptr);
    ~ModelEventsElement() override;

    QString model() const { return m_model; }
    void setModel(const QString &model);
    QString database() const { return m_database; }
    void setDatabase(const QString &database);
    bool isEnabled() const { return m_enabled; }
    void setEnabled(bool enabled);
    QString dispatchUid() const { return m_dispatchUid; }
    void setDispatchUid(const QString &dispatchUid);
    Phase phase() const { return m_phase; }
    void setPhase(Phase phase);

    /// @name Called by the QML engine
    /// @{

    /// Of QQmlParserStatus.
    void classBegin() override { m_complete = false; }
    void componentComplete() override;
    /// @}

Q_SIGNALS:
    /// An instance was saved; @p created tells whether it is new, @p changedFields what was changed if it had
    /// been loaded or saved before: by the name of the field a value with `oldValue` and `newValue`. Followed
    /// by created() or updated().
    void saved(const QVariant &instance, bool created, const QVariantMap &changedFields);
    /// A new instance was saved.
    void created(const QVariant &instance);
    /// An instance that was there before was saved; @p changedFields as for saved().
    void updated(const QVariant &instance, const QVariantMap &changedFields);
    /// An instance was removed; it still has its key.
    void deleted(const QVariant &instance);
    /// A many-to-many relation of the model was changed: @p relation ("library.Book_tags") of @p instance by
    /// @p action, M2mChanged.PostAdd, PostRemove or PostClear, with the @p keys on the other side, undefined
    /// for a clear. With @p reverse it was changed from the far side, and the instance is of that class.
    void m2mChanged(const QVariant &instance, const QString &relation, int action, const QVariant &keys,
                    bool reverse);

    void modelChanged();
    void databaseChanged();
    void enabledChanged();
    void dispatchUidChanged();
    void phaseChanged();

private:
    void reconnect();
    void takeOver();
    template <typename Event>
    void connectTo(Signalbox::Signal<Event> &signal, const Signalbox::Sender &sender,
                   void (ModelEventsElement::*handle)(const Event &, const Signalbox::Sender &));
    bool hasRelation(const QString &relation) const;
    void onSaved(const Signalbox::PostSave &event, const Signalbox::Sender &sender);
    void onDeleted(const Signalbox::PostDelete &event, const Signalbox::Sender &sender);
    void onM2mChanged(const Signalbox::M2mChanged &event, const Signalbox::Sender &sender);

    QString m_model;
    QString m_database;
    QString m_dispatchUid;
    Phase m_phase = AfterCommit;
    bool m_enabled = true;
    bool m_complete = true;
    quint64 m_generation = 0; // of the connections
    std::vector<Signalbox::ScopedConnection> m_connections;
};

/// `M2mChanged` in QML: the actions, M2mChanged.PreAdd to M2mChanged.PostClear.
namespace M2mChangedActions {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Signalbox::M2mChanged)
QML_NAMED_ELEMENT(M2mChanged)
} // namespace M2mChangedActions
