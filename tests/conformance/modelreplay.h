// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "anymodel.h"
#include "librarydatabase.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// What keys are called in a trace.
class KeyNames {
public:
    /// The name of the key, which gets one if it has none; null for 0.
    QJsonValue of(const Signalbox::ModelInfo &model, qint64 key);
    QJsonArray ofAll(const Signalbox::ModelInfo &model, QList<qint64> keys);
    qint64 key(const QString &name) const;
    /// The highest one with a name.
    qint64 highest(const Signalbox::ModelInfo &model) const;

private:
    std::map<const Signalbox::ModelInfo *, std::map<qint64, QString>> m_names;
    QHash<QString, qint64> m_keys;
};

/// Does what a trace says; the script `record-models` beside this file says what the steps mean.
///
/// Where Signalbox differs from Django on purpose, and a trace would tell:
/// - A removal loads whole rows; Django loads just the keys if nobody hears of that model's deletes. There
/// are no
///   deferred fields. row(): what is "-" in the trace is not compared.
/// - A removal never loads pairs of a many-to-many relation, which are no instances. Django does, if somebody
///   listens to any sender's deletes; models that refer to the pairs' owner by a key that may be NULL then go
///   before the owner. comparable(): reviews come first.
/// - For the same reason Django may refuse a removal in a failed transaction while it collects, where
/// Signalbox
///   sends pre_delete first. heard(): that is left out.
/// - Django refuses to link an instance that was saved or loaded with one that just was given a key, as if
/// they
///   were of two databases; without its routers there is nothing to ask. targets(): the key is left out.
class ModelReplay {
public:
    /// Begins with an empty @p database.
    explicit ModelReplay(LibraryDatabase &database);
    ~ModelReplay();
    Q_DISABLE_COPY_MOVE(ModelReplay)

    /// What Signalbox makes of @p step, in the form in which Django's answer stands beside its "do". Throws
    /// std::invalid_argument, which names what is unknown or does not fit, if it is no step.
    QJsonObject answer(const QJsonObject &step);

    /// What has to be equal of @p step and its answer.
    QJsonObject comparable(QJsonObject step) const;

    /// What the tables hold.
    QJsonObject rows();

private:
    using Held = AnyModel::Held;

    /// What a reaction can work on.
    struct Scene {
        const Signalbox::Instance *instance = nullptr;
        QVariantMap *arguments = nullptr; // of pre_init
        QList<qint64> *keys = nullptr; // of m2m_changed
        const Signalbox::ModelInfo *far = nullptr; // whose keys they are
    };

    const AnyModel &model(const QString &name) const;
    const AnyModel &model(const Signalbox::ModelInfo &info) const;

    // What is noted, and what happens then.
    template <typename Event>
    void heard(const QString &signal, bool anySender, const Event &event, const Signalbox::Sender &sender);
    QJsonArray note(const Signalbox::PreInit &event);
    QJsonArray note(const Signalbox::PostInit &event);
    QJsonArray note(const Signalbox::PreSave &event);
    QJsonArray note(const Signalbox::PostSave &event);
    QJsonArray note(const Signalbox::PreDelete &event);
    QJsonArray note(const Signalbox::PostDelete &event);
    QJsonArray note(const Signalbox::M2mChanged &event);
    QJsonArray noteDelete(const Signalbox::ModelEvent &event, const QVariant &origin);
    QJsonArray row(const Signalbox::Instance &instance);
    void react(const QJsonArray &then, const Scene &scene);
    void onCommit(const QString &name, const QJsonValue &then);

    // What inputs mean.
    QVariantMap values(const AnyModel &model, const QJsonObject &object) const;
    QVariant value(const AnyModel &model, const QString &field, const QJsonValue &value) const;
    Held &held(const QString &name);
    AnyModel::Search search(const AnyModel &model, const QJsonArray &filter) const;
    QList<qint64> targets(const QJsonArray &array, const Held *owner);
    Signalbox::RelatedSet related(const Held &instance, const QString &relation, bool reverse) const;
    std::unique_ptr<Signalbox::Transaction> takeBlock();
    static QJsonObject counted(const QMap<QString, int> &removed);

    // Steps; each returns the result.
    QJsonValue run(const QJsonObject &step);
    QJsonValue connect(const QJsonArray &listeners);
    QJsonValue disconnect(const QJsonArray &listeners);
    QJsonValue save(const QJsonObject &step);
    QJsonValue bulkCreate(const QJsonObject &step);
    QJsonValue list(const QJsonObject &step);
    QJsonValue getOrUpdateOrCreate(const QJsonObject &step);
    QJsonValue changeRelation(const QJsonObject &step);
    QJsonValue commit();
    bool isBroken() const;

    LibraryDatabase &m_database;
    std::vector<std::unique_ptr<AnyModel>> m_models;
    KeyNames m_names;
    std::map<QString, Held> m_instances;
    std::vector<std::unique_ptr<Signalbox::Transaction>> m_blocks;
    std::map<QString, Signalbox::ScopedConnection> m_listeners;
    QHash<QString, QJsonArray> m_pending; // reactions
    bool m_wasBroken = false; // before the present step
    QJsonArray m_events; // of the present step
    QJsonArray m_expected; // in Django
};
