// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Signalbox/Model>

#include <QMap>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

/// A typed model behind one face for all: what a user would write for his class.
class AnyModel {
public:
    /// An instance of any model.
    struct Held {
        template <typename T>
        T &as() const
        {
            return *static_cast<T *>(data.get());
        }
        qint64 key() const { return model->info().key(data.get()); }

        const AnyModel *model = nullptr;
        std::shared_ptr<void> data = {};
    };

    struct Search {
        QList<std::pair<QString, QVariant>> lookups;
        QStringList order = {};
        qint64 limit = -1;
    };

    AnyModel() = default;
    virtual ~AnyModel() = default;
    Q_DISABLE_COPY_MOVE(AnyModel)

    virtual const Signalbox::ModelInfo &info() const = 0;
    virtual Held make(const QVariantMap &values) const = 0;
    virtual Held copy(const Signalbox::Instance &instance) const = 0;
    virtual void set(const Signalbox::Instance &instance, const QString &field,
                     const QVariant &value) const = 0;
    virtual void save(const Held &instance, const Signalbox::SaveOptions &options) const = 0;
    virtual QMap<QString, int> remove(const Held &instance) const = 0;
    virtual void refresh(const Held &instance) const = 0;
    virtual QList<qint64> bulkCreate(const QList<QVariantMap> &rows) const = 0;
    virtual Held get(const Search &search) const = 0;
    virtual QList<Held> list(const Search &search) const = 0;
    virtual qint64 count(const Search &search) const = 0;
    virtual int update(const Search &search, const QVariantMap &values) const = 0;
    virtual QMap<QString, int> remove(const Search &search) const = 0;
    virtual std::pair<Held, bool> getOrCreate(const QVariantMap &lookup,
                                              const QVariantMap &defaults) const = 0;
    virtual std::pair<Held, bool> updateOrCreate(const QVariantMap &lookup,
                                                 const QVariantMap &defaults) const = 0;
};

/// The models of the traces, in their order.
const std::vector<std::unique_ptr<const AnyModel>> &allModels();

/// The one that a trace calls @p name; throws std::invalid_argument if there is none.
const AnyModel &modelNamed(QStringView name);

const AnyModel &modelOf(const Signalbox::ModelInfo &info);
