// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtQml/QJSValue>

#include <Signalbox/Model>
#include <Signalbox/Sender>

#include <optional>

/// What scripts pass to the types of this module, made fit for other threads.
namespace ScriptValues {

/// @p value without anything that belongs to an engine: objects and arrays become maps and lists, null and
/// undefined an invalid value. Nothing if there is a function or a QObject in it: it may die before the value
/// arrives.
std::optional<QVariant> plain(const QVariant &value);

/// The plain @p value as a @p type; nothing if it makes none, or would be another number then: 7.5 is no int.
std::optional<QVariant> converted(const QVariant &value, QMetaType type);

/// The same for the values of a model's fields, where an instance stands for its key. On failure
/// @p functionName is the name of the entry that holds a function or a QObject.
std::optional<QVariantMap> plainFields(const QVariantMap &values, QString *functionName);

/// The properties of the object @p value; nothing if it is anything else, be it an array or a function.
std::optional<QVariantMap> object(const QJSValue &value);

/// @p sender for a script in the calling thread: an object, a name, or undefined. An object of another
/// thread is undefined, too: the engine must not get hold of it. That it is alive when it is asked for its
/// thread is only sure in that thread; senders of other threads should outlive what they send.
QVariant shown(const Signalbox::Sender &sender);

/// The sender that @p value means: an object, a name, or nobody; nothing if it can't be one.
std::optional<Signalbox::Sender> sender(const QVariant &value);

/// What to say about a @p value that sender() refuses.
QString senderProblem(const QVariant &value);

/// The model whose instance @p value is; nullptr if it is none.
const Signalbox::ModelInfo *modelOf(const QVariant &value);

/// What to say about a label that no model has.
QString unknownModel(const QString &label);

/// The names of the fields, for people.
QString fieldNames(const Signalbox::ModelInfo &model);

/// The kind of an error as scripts know it: "NotFound".
QString kindName(Signalbox::DatabaseError::Kind kind);

} // namespace ScriptValues
