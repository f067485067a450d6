// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "instance.h"
#include "modelsglobal.h"

#include <QtCore/QObject>

#include <Signalbox/Signal>

#include <concepts>
#include <memory>
#include <tuple>
#include <utility>

/// @file
/// The model signals and their payloads. They are sent in Django's order, with the model class as sender;
/// Model::save() and Model::remove() say when.

namespace Signalbox {

/// What every model signal carries.
struct SIGNALBOX_MODELS_EXPORT ModelEvent {
    Q_GADGET
    /// The instance, as a gadget whose properties are its fields.
    Q_PROPERTY(QVariant instance READ instanceVariant)
    /// The alias of the database ("using" in Django).
    Q_PROPERTY(QString database MEMBER database)
    /// In post_save and post_delete: of two events about one row, whoever sent them, the one with the
    /// higher revision is the newer; they may arrive in the other order if two threads wrote the row. 0 in
    /// pre_save and pre_delete.
    Q_PROPERTY(quint64 revision MEMBER revision)
public:
    Instance instance = {};
    QString database = {};
    quint64 revision = 0;

    QVariant instanceVariant() const { return instance.toVariant(); }
};

/// Sent before an instance is saved. Its receivers may change the instance: see Instance::live().
struct SIGNALBOX_MODELS_EXPORT PreSave : ModelEvent {
    Q_GADGET
};

/// Sent after an instance was saved.
struct SIGNALBOX_MODELS_EXPORT PostSave : ModelEvent {
    Q_GADGET
    /// Whether the save inserted a row.
    Q_PROPERTY(bool created MEMBER created)
public:
    bool created = false;
};

/// Sent before an instance is removed, while its row is there.
struct SIGNALBOX_MODELS_EXPORT PreDelete : ModelEvent {
    Q_GADGET
};

/// Sent after an instance's row was deleted, within the same transaction; the instance still has its key.
struct SIGNALBOX_MODELS_EXPORT PostDelete : ModelEvent {
    Q_GADGET
};

/// A class with SIGNALBOX_MODEL().
template <typename T>
concept ModelClass = NamesItselfAsSender<T> && requires
{
    typename T::SignalboxModel;
};

namespace detail {

/// What holds deliveries for the calling thread's transaction in @p database; nullptr outside of one.
SIGNALBOX_MODELS_EXPORT Outbox *transactionOutbox(const QString &database);

} // namespace detail

/// A signal about model instances. Within a Transaction, its deliveries to other threads and to receivers
/// with Phase::AfterCommit wait for the commit and vanish with a rollback; all other receivers are told at
/// once.
///
/// Besides connect() as of any Signal there is a typed one, for one model class:
/// @code
/// postSave().connect<Book>(&shelf, &Shelf::onSaved, {.dispatchUid = "shelf"});
/// postSave().connect<Book>([](const Book &book, const PostSave &event) { … });
/// @endcode
/// whose receivers take any leading part of `(const T &, const Event &, const Sender &)`; they hear the
/// class T, whatever ConnectOptions::sender says. End such a connection by its handle, its uid, or
/// disconnect() with `Sender::of<T>()`.
template <std::derived_from<ModelEvent> Event>
class ModelSignal : public Signal<Event> {
public:
    using Signal<Event>::Signal;
    using Signal<Event>::connect;

    template <ModelClass T, std::derived_from<QObject> Object, detail::MemberFunction Method>
    Connection connect(Object *receiver, Method method, const ConnectOptions &options = {})
    {
        if (!receiver || !method)
            return this->refuse("the receiver or its member function is nullptr; pass both");
        using Bound = detail::BoundMember<Object, Method>;
        return connectTyped<T>(Bound{receiver, method}, ReceiverIdentity::of(receiver, method), receiver,
                               options);
    }

    template <ModelClass T, detail::PlainCallable F>
    Connection connect(const QObject *context, F callable, const ConnectOptions &options = {})
    {
        if (!context || detail::isNull(callable))
            return this->refuse("the context or the function is nullptr; pass both");
        const auto identity = detail::identityOf(context, callable);
        return connectTyped<T>(std::move(callable), identity, context, options);
    }

    template <ModelClass T, detail::PlainCallable F>
    Connection connect(F callable, const ConnectOptions &options = {})
    {
        if (detail::isNull(callable))
            return this->refuse("the function is nullptr");
        const auto identity = detail::identityOf(nullptr, callable);
        return connectTyped<T>(std::move(callable), identity, nullptr, options);
    }

protected:
    Outbox *outbox(const void *payload) const override
    {
        return detail::transactionOutbox(static_cast<const Event *>(payload)->database);
    }

private:
    template <typename T>
    struct Arguments {
        static std::tuple<const T &, const Event &, const Sender &> of(const Call &call)
        {
            const auto &event = *static_cast<const Event *>(call.payload);
            return {event.instance.template as<T>(), event, call.sender};
        }
    };

    template <typename T, typename F>
    Connection connectTyped(F callable, const ReceiverIdentity &identity, const QObject *context,
                            ConnectOptions options)
    {
        static_assert(detail::TakesPrefix<F &, const T &, const Event &, const Sender &>,
                      "ModelSignal::connect<T>(): the receiver must be callable with a leading part of "
                      "(const T &, const Event &, const Sender &), or with nothing");
        options.sender = T::signalSender();
        return this->connectCallable(
            CallableBox::of<detail::PrefixCallable<F, Arguments<T>>>(std::move(callable)), identity,
            {.context = context}, options);
    }
};

/// The model signals, "pre_save", "post_save", "pre_delete" and "post_delete". They live as long as the
/// process, in the main thread.
SIGNALBOX_MODELS_EXPORT ModelSignal<PreSave> &preSave();
SIGNALBOX_MODELS_EXPORT ModelSignal<PostSave> &postSave();
SIGNALBOX_MODELS_EXPORT ModelSignal<PreDelete> &preDelete();
SIGNALBOX_MODELS_EXPORT ModelSignal<PostDelete> &postDelete();

} // namespace Signalbox
