// SPDX-FileCopyrightText: 2026 The Signalbox authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

/// A box of instances, whose user property is the key of the chosen one: what a foreign key is mapped to.
class KeyCombo : public QComboBox {
    Q_OBJECT
    Q_PROPERTY(QVariant key READ key WRITE setKey NOTIFY keyChanged USER true)

public:
    explicit KeyCombo(QWidget *parent = nullptr) : QComboBox(parent)
    {
        connect(this, &QComboBox::currentIndexChanged, this, &KeyCombo::keyChanged);
    }

    // The key is the first field, so its role is the first one.
    QVariant key() const { return currentData(Qt::UserRole); }
    void setKey(const QVariant &key) { setCurrentIndex(findData(key, Qt::UserRole)); }

Q_SIGNALS:
    void keyChanged();
};
