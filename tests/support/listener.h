// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/pizza.h"

#include <QList>
#include <QThread>

#include <mutex>

/// Notes what it was called with, and in which thread.
class Listener : public QObject {
    Q_OBJECT

public:
    void onPizza(const PizzaDone &pizza)
    {
        const std::lock_guard lock(m_mutex);
        m_sizes << pizza.size;
        m_thread = QThread::currentThread();
    }
    QList<int> sizes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_sizes;
    }
    QThread *calledIn() const
    {
        const std::lock_guard lock(m_mutex);
        return m_thread;
    }

private:
    mutable std::mutex m_mutex;
    QList<int> m_sizes;
    QThread *m_thread = nullptr;
};
