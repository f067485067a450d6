// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <memory>
#include <utility>

namespace Signalbox {

/// Lets go of what a Keeper keeps.
struct KeeperRelease {
    void (*release)(const void *) = nullptr;
    void operator()(const void *kept) const { release(kept); }
};

/// Keeps something alive, whatever it is and however it is owned, until this is destroyed.
using Keeper = std::unique_ptr<const void, KeeperRelease>;

/// A keeper of what @p owner owns.
template <typename T>
Keeper keep(std::unique_ptr<T> owner)
{
    return {owner.release(), {[](const void *kept) { delete static_cast<const T *>(kept); }}};
}

/// The same for one owner among several; of nothing if it owns nothing.
template <typename T>
Keeper keep(std::shared_ptr<T> owner)
{
    return owner ? keep(std::make_unique<const std::shared_ptr<T>>(std::move(owner))) : Keeper();
}

} // namespace Signalbox
