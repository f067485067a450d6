// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "worker.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtQml/QJSValue>
#include <QtQml/qqml.h>

#include <Signalbox/Model>

#include <functional>
#include <memory>

class QJSEngine;
class QQmlEngine;

/// `Models` in QML: makes, finds, saves and removes instances without blocking the UI.
/// @code
/// Models.create("library.Book", { title: "Emma" })
///     .then(book => { book.title = "Persuasion"; return Models.save(book) })
///     .catch(error => toast.show(error.message))
/// @endcode
/// The work is done, one after the other in the order of the calls, in a worker thread of the engine with
/// database connections of its own; receivers of pre_save and the like without a thread of their own run
/// there. Every function returns a Promise, which is settled in the engine's thread, from its event loop.
///
/// *Errors.* A Promise is rejected with an Error: `message` says what was attempted and what stood against
/// it, `kind` is the name of a DatabaseError::Kind ("NotFound", "Vetoed", "InvalidArgument", …), or
/// "Exception" if a receiver threw. An unknown model, field, lookup or option is "InvalidModel" or
/// "InvalidArgument" and says what there is.
///
/// *Values* are objects with the names of fields; an instance, or its key, stands for a foreign key. A value
/// that is undefined is as if it were not named; null empties the field. Keys are whole numbers. Instances
/// are values: gadgets with the fields as properties, which a script may write before it saves them.
///
/// *Thread.* That of the QML engine; there is one for each engine. *Lifetime.* When the engine is destroyed,
/// writes that were asked for are made, which it waits for; reads that have not begun are left out, and no
/// Promise is settled any more.
class ModelsSingleton : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Models)
    QML_SINGLETON
    /// The labels of all models that are registered, in the order of their registration. It changes when a
    /// class is used for the first time.
    Q_PROPERTY(QStringList labels READ labels NOTIFY labelsChanged FINAL)

public:
    /// Made by the QML engine.
    explicit ModelsSingleton(QQmlEngine *engine, QJSEngine *jsEngine);
    ~ModelsSingleton() override;
    /// Called by the QML engine.
    static ModelsSingleton *create(QQmlEngine *engine, QJSEngine *jsEngine)
    {
        return new ModelsSingleton(engine, jsEngine);
    }

    QStringList labels() const;

    /// Saves a new instance of the model @p label with @p values; the other fields have their defaults. A key
    /// that there is already is an error. Resolves with the instance.
    Q_INVOKABLE QJSValue create(const QString &label, const QJSValue &values,
                                const QString &database = QStringLiteral("default"));

    /// Loads the instance with the key @p pk. Resolves with it; rejects with "NotFound".
    Q_INVOKABLE QJSValue get(const QString &label, double pk,
                             const QString &database = QStringLiteral("default"));

    /// Saves @p instance with all its fields in the database it came from; a new one in "default". Resolves
    /// with what was saved: a new one has its key there, not in the value that was passed.
    Q_INVOKABLE QJSValue save(const QVariant &instance);

    /// Saves @p values: with the key among them those fields of that row ("NotFound" if there is none), else
    /// a new instance. Resolves with the instance.
    Q_INVOKABLE QJSValue save(const QString &label, const QJSValue &values,
                              const QString &database = QStringLiteral("default"));

    /// Removes @p instance from the database it came from, and what refers to it by cascades. Resolves with
    /// the number of rows removed, in all tables; 0 if it was gone already.
    Q_INVOKABLE QJSValue remove(const QVariant &instance);

    /// The same for the instance with the key @p pk; rejects with "NotFound".
    Q_INVOKABLE QJSValue remove(const QString &label, double pk,
                                const QString &database = QStringLiteral("default"));

    /// Loads instances. Resolves with an array of them.
    /// @param options `filter`: an object of lookups, `{ year__gte: 1990 }`, see QueryDescription; `search`:
    /// words that must be in the text fields; `orderBy`:
    /// a field, or a list of them, "-year" descends; `limit`; `offset`; `database`, default "default"
    Q_INVOKABLE QJSValue query(const QString &label, const QJSValue &options = QJSValue());

    /// Sets @p values in all rows that pass @p filter, by one statement: without signals for each instance;
    /// live views follow. Resolves with the number of rows.
    Q_INVOKABLE QJSValue update(const QString &label, const QJSValue &filter, const QJSValue &values,
                                const QString &database = QStringLiteral("default"));

Q_SIGNALS:
    void labelsChanged();

private:
    struct Answer {
        QVariant value = {};
        QString kind = {}; // of the error; empty if there is none
        QString error = {};
    };
    using Work = std::function<Signalbox::Result<QVariant>()>;
    using WorkWithModel = std::function<Signalbox::Result<QVariant>(const Signalbox::ModelInfo &)>;
    static Answer answerOf(const Work &work);
    QJSValue run(Worker::Kind kind, const Work &work);
    QJSValue run(Worker::Kind kind, const QString &label, const WorkWithModel &work);
    QJSValue refuse(const QString &why);
    QJSValue promise(quint64 *id);
    void settle(quint64 id, const Answer &answer);

    QJSEngine *m_engine;
    QJSValue m_makePromise;
    QHash<quint64, QJSValue> m_open; // by id: { promise, resolve, reject }
    quint64 m_lastId = 0;
    std::shared_ptr<Worker> m_worker;
};
