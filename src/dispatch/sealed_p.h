// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
// Not part of the API: private to Signalbox::Dispatch, not installed, may change at any time.
#pragma once

#include <QtCore/qglobal.h>

#include <atomic>
#include <utility>

namespace Signalbox {

/// A value on its way from one thread to another through Qt's event queue. Sealing and opening make the
/// hand-over visible to the memory model (and to TSan, which can't see the locks inside an uninstrumented
/// Qt). Move-only.
template <typename T>
class Sealed {
public:
    explicit Sealed(T &&value) : m_value(std::move(value)) { seal(); }
    Sealed(Sealed &&other) noexcept : m_value(other.open()) { seal(); }
    ~Sealed() { acquire(); }

    T open()
    {
        acquire();
        T value = std::move(m_value);
        seal(); // what is left may be destroyed in the thread that it came from
        return value;
    }

private:
    Q_DISABLE_COPY(Sealed)
    void seal() { m_sealed.store(true, std::memory_order_release); }
    void acquire() const { (void)m_sealed.load(std::memory_order_acquire); }

    T m_value;
    std::atomic<bool> m_sealed = false;
};

} // namespace Signalbox
