// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

/// The payload of most tests.
struct PizzaDone {
    Q_GADGET
    Q_PROPERTY(QStringList toppings MEMBER toppings)
    Q_PROPERTY(int size MEMBER size)
public:
    QStringList toppings = {};
    int size = 0;
};

/// A sender.
class PizzaStore : public QObject {
    Q_OBJECT
};
