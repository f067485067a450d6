// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "databaseerror.h"
#include "modelsglobal.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <concepts>

namespace Signalbox {

class ManyToManyBase;
class ModelInfo;
struct ManyToManyInfo;

/// What happens to a row when the row that it refers to is removed through the library.
enum class OnDelete : quint8 {
    Cascade, ///< it is removed as well
    Protect, ///< the removal is refused, see DatabaseError::Kind::Protected
    SetNull, ///< the reference becomes NULL; no signal tells of it
    DoNothing, ///< nothing; the database refuses the commit unless the row is changed in time
};

namespace detail {

/// Remembers that a property of type @p type refers to instances of the class @p targetType, which @p target
/// makes a model and describes.
SIGNALBOX_MODELS_EXPORT bool registerRelation(QMetaType type, const ModelInfo &(*target)(),
                                              QMetaType targetType);

template <typename T>
const ModelInfo &modelInfoOf(); // in model.h

/// The relation of @p model whose property is @p member, a member of @p instance.
SIGNALBOX_MODELS_EXPORT const ManyToManyInfo *markedRelation(const ModelInfo &model, const void *instance,
                                                             ManyToManyBase &member);

template <typename Relation, typename T>
void knowRelation()
{
    [[maybe_unused]] static const bool isKnown =
        registerRelation(QMetaType::fromType<Relation>(), &modelInfoOf<T>, QMetaType::fromType<T>());
}

} // namespace detail

/// The part of a ForeignKey that does not depend on the class it refers to; in QML `book.author.key`.
class SIGNALBOX_MODELS_EXPORT ForeignKeyBase {
    Q_GADGET
    /// The primary key of the instance that is referred to; 0 for none (NULL in the table).
    Q_PROPERTY(qint64 key MEMBER m_key)
    /// Whether it refers to nothing.
    Q_PROPERTY(bool isNull READ isNull)
public:
    /// Of the property `key`.
    qint64 key() const noexcept { return m_key; }
    /// Refers to the instance with the key @p key; 0 for none.
    void setKey(qint64 key) noexcept { m_key = key; }
    bool isNull() const noexcept { return m_key == 0; }

    friend bool operator==(ForeignKeyBase a, ForeignKeyBase b) noexcept { return a.m_key == b.m_key; }

private:
    qint64 m_key = 0;
};

/// A field that refers to an instance of the model class @p T, by its key:
/// @code
/// Q_PROPERTY(Signalbox::ForeignKey<Author> author MEMBER author)   // column author_id
/// Q_CLASSINFO("author", "on_delete=protect")                       // cascade if nothing is said
/// @endcode
/// Assign an instance that was saved, or a key. T must be a complete type where the model class is used.
template <typename T>
class ForeignKey : public ForeignKeyBase {
public:
    /// Refers to nothing.
    ForeignKey() { detail::knowRelation<ForeignKey, T>(); }
    /// Refers to the instance with the key @p key, whether there is one or not; 0 for none.
    ForeignKey(qint64 key) : ForeignKey() { setKey(key); }

    /// Refers to @p instance, which must have been saved: one without a key is the same as nothing.
    template <std::same_as<T> Instance>
    ForeignKey(const Instance &instance) : ForeignKey(Instance::SignalboxModel::info().key(&instance))
    { }

    /// Loads the instance. Error: NotFound, also if it refers to nothing.
    Result<T> get(const QString &database = QStringLiteral("default")) const
    {
        return T::get(key(), database);
    }
};

/// The part of a ManyToMany that does not depend on the class it refers to.
class ManyToManyBase {
public:
    friend bool operator==(ManyToManyBase, ManyToManyBase) { return true; }

private:
    friend SIGNALBOX_MODELS_EXPORT const ManyToManyInfo *detail::markedRelation(const ModelInfo &model,
                                                                                const void *instance,
                                                                                ManyToManyBase &member);
    bool m_isMarked = false; // to tell which property a member is
};

/// Declares that the model class it is a property of is related to any number of instances of @p T, by a
/// table of pairs:
/// @code
/// Q_PROPERTY(Signalbox::ManyToMany<Tag> tags MEMBER tags)          // table library_book_tags
/// @endcode
/// It holds nothing: read and change the relation of an instance by related().
template <typename T>
class ManyToMany : public ManyToManyBase {
public:
    ManyToMany() { detail::knowRelation<ManyToMany, T>(); }
};

} // namespace Signalbox
