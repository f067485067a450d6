// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelevents.h"
#include "modelsglobal.h"

#include <QtCore/QObject>

#include <Signalbox/Signal>

#include <concepts>
#include <memory>
#include <tuple>
#include <utility>

/// @file
/// The model signals. They are sent in Django's order, with the model class as sender; modelevents.h says
/// what they carry.

namespace Signalbox {

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

/// A signal about what happens in a database. Within a Transaction, its deliveries to other threads and to
/// receivers with Phase::AfterCommit wait for the commit and vanish with a rollback; all other receivers are
/// told at once.
template <typename Event>
class TransactionalSignal : public Signal<Event> {
public:
    using Signal<Event>::Signal;

protected:
    Outbox *outbox(const void *payload) const override
    {
        return detail::transactionOutbox(static_cast<const Event *>(payload)->database);
    }
};

/// A signal about model instances. Besides connect() as of any Signal there is a typed one, for one model
/// class:
/// @code
/// postSave().connect<Book>(&shelf, &Shelf::onSaved, {.dispatchUid = "shelf"});
/// postSave().connect<Book>([](const Book &book, const PostSave &event) { … });
/// @endcode
/// whose receivers take any leading part of `(const T &, const Event &, const Sender &)`; they hear the
/// class T, and another ConnectOptions::sender is refused. End such a connection by its handle, its uid, or
/// disconnect() with `Sender::of<T>()`.
template <std::derived_from<ModelEvent> Event>
class ModelSignal : public TransactionalSignal<Event> {
public:
    using TransactionalSignal<Event>::TransactionalSignal;
    using Signal<Event>::connect;

    /// Connects the member function @p method of @p receiver, held weakly, running in its thread.
    template <ModelClass T, std::derived_from<QObject> Object, detail::MemberFunction Method>
    Connection connect(Object *receiver, Method method, ConnectOptions options = {})
    {
        if (!receiver || !method)
            return this->refuse("the receiver or its member function is nullptr; pass both");
        using Bound = detail::BoundMember<Object, Method>;
        return connectTyped<T>(Bound{receiver, method}, ReceiverIdentity::of(receiver, method), receiver,
                               std::move(options));
    }

    /// As with QObject::connect(): the options are just the type of the connection.
    template <ModelClass T, std::derived_from<QObject> Object, detail::MemberFunction Method>
    Connection connect(Object *receiver, Method method, Qt::ConnectionType type)
    {
        return connect<T>(receiver, method, ConnectOptions{.type = type});
    }

    /// Connects @p callable, which runs in the thread of @p context and ends with it.
    template <ModelClass T, detail::PlainCallable F>
    Connection connect(const QObject *context, F callable, ConnectOptions options = {})
    {
        if (!context || detail::isNull(callable))
            return this->refuse("the context or the function is nullptr; pass both");
        const auto identity = detail::identityOf(context, callable);
        return connectTyped<T>(std::move(callable), identity, context, std::move(options));
    }

    /// As with QObject::connect(): the options are just the type of the connection.
    template <ModelClass T, detail::PlainCallable F>
    Connection connect(const QObject *context, F callable, Qt::ConnectionType type)
    {
        return connect<T>(context, std::move(callable), ConnectOptions{.type = type});
    }

    /// Connects @p callable, which runs in the thread that sends, until it is disconnected.
    template <ModelClass T, detail::PlainCallable F>
    Connection connect(F callable, ConnectOptions options = {})
    {
        if (detail::isNull(callable))
            return this->refuse("the function is nullptr");
        const auto identity = detail::identityOf(nullptr, callable);
        return connectTyped<T>(std::move(callable), identity, nullptr, std::move(options));
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
        if (!options.sender.isNone() && options.sender != T::signalSender()) {
            return this->refuse("connect<T>() hears the model T, and the options have another sender; leave "
                                "ConnectOptions::sender out, or use connect() without a class");
        }
        options.sender = T::signalSender();
        return this->connectCallable(
            CallableBox::of<detail::PrefixCallable<F, Arguments<T>>>(std::move(callable)), identity,
            {.context = context}, std::move(options));
    }
};

/// @name The model signals, by Django's names: "pre_save", …
/// They live as long as the process, in the main thread.
/// @{

/// When a model class is used for the first time, before it can be found by its label.
SIGNALBOX_MODELS_EXPORT Signal<ClassPrepared> &classPrepared();
/// Before Model::make() or a query makes an instance.
SIGNALBOX_MODELS_EXPORT Signal<PreInit> &preInit();
/// After an instance was made or loaded.
SIGNALBOX_MODELS_EXPORT ModelSignal<PostInit> &postInit();
/// Before a save; receivers may change the instance, and may veto.
SIGNALBOX_MODELS_EXPORT ModelSignal<PreSave> &preSave();
/// After a save.
SIGNALBOX_MODELS_EXPORT ModelSignal<PostSave> &postSave();
/// Before a removal; receivers may veto.
SIGNALBOX_MODELS_EXPORT ModelSignal<PreDelete> &preDelete();
/// After a removal, within its transaction.
SIGNALBOX_MODELS_EXPORT ModelSignal<PostDelete> &postDelete();
/// Before and after a many-to-many relation changes. The sender is the relation, "library.Book_tags".
SIGNALBOX_MODELS_EXPORT TransactionalSignal<M2mChanged> &m2mChanged();
/// Before syncdb(). The sender is the name of the app.
SIGNALBOX_MODELS_EXPORT Signal<MigrateEvent> &preMigrate();
/// After syncdb(). The sender is the name of the app.
SIGNALBOX_MODELS_EXPORT Signal<MigrateEvent> &postMigrate();
/// What post_migrate was called in older versions of Django; the same signal.
SIGNALBOX_MODELS_EXPORT Signal<MigrateEvent> &postSyncdb();
/// "post_bulk_create", after bulkCreate(), if asked for. Django does not have it.
SIGNALBOX_MODELS_EXPORT TransactionalSignal<BulkEvent> &postBulkCreate();
/// "post_bulk_update", after Query::update(), if asked for.
SIGNALBOX_MODELS_EXPORT TransactionalSignal<BulkEvent> &postBulkUpdate();
/// @}

/// Makes all of them, so that AbstractSignal::find() finds them by name.
SIGNALBOX_MODELS_EXPORT void makeModelSignals();

} // namespace Signalbox
